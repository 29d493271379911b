"""Whether the interviewer can be seen and heard: every pair is decided here once more, by hand."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatars.states import TRANSITIONS, AvatarState, Report, react

OUT, COMING, READY, SPEAKING, ERROR = AvatarState

# Report -> what follows in each state, in the order of AvatarState
TABLE = {
    Report.CONNECTING: (COMING, COMING, READY, SPEAKING, COMING),
    Report.CONNECTED: (OUT, READY, READY, SPEAKING, ERROR),
    Report.SPEAK_STARTED: (OUT, COMING, SPEAKING, SPEAKING, ERROR),
    Report.SPEAK_ENDED: (OUT, COMING, READY, READY, ERROR),
    Report.FAILED: (ERROR, ERROR, ERROR, ERROR, ERROR),
    Report.STOPPED: (OUT, OUT, OUT, OUT, OUT),
}
PAIRS = list(product(AvatarState, Report))
reports = st.lists(st.sampled_from(Report), max_size=30)


@pytest.mark.parametrize(("state", "report"), PAIRS)
def test_every_pair_is_decided(state: AvatarState, report: Report) -> None:
    assert react(state, report) is TABLE[report][list(AvatarState).index(state)]


@pytest.mark.parametrize(("state", "report"), PAIRS)
def test_the_same_report_again_changes_nothing(state: AvatarState, report: Report) -> None:
    once = react(state, report)
    assert react(once, report) is once


@pytest.mark.parametrize("report", [Report.CONNECTED, Report.SPEAK_STARTED, Report.SPEAK_ENDED])
@pytest.mark.parametrize("state", [AvatarState.DISCONNECTED, AvatarState.ERROR])
def test_who_is_gone_does_not_come_back_by_a_late_report(
    state: AvatarState, report: Report
) -> None:
    assert react(state, report) is state


def test_the_table_lists_only_what_changes_or_always_holds() -> None:
    idle = {(state, report) for (state, report), follows in TRANSITIONS.items() if follows is state}
    assert idle == {(ERROR, Report.FAILED), (OUT, Report.STOPPED)}


@given(reports)
def test_from_anywhere_there_is_a_way_to_speak_again(told: list[Report]) -> None:
    state = AvatarState.DISCONNECTED
    again = [Report.STOPPED, Report.CONNECTING, Report.CONNECTED, Report.SPEAK_STARTED]
    for report in [*told, *again]:
        state = react(state, report)
    assert state is AvatarState.SPEAKING
