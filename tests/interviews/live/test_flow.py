"""The flow as a table: every pair of phase and event is decided, and each path leads where told."""

from dataclasses import fields, replace
from itertools import product

import pytest

from interviews.live import effects, events, flow
from interviews.live.flow import Phase, Timing

EVENTS = [
    event
    for base in (events.Event, events.FromTurn)
    for event in base.__subclasses__()
    if event is not events.FromTurn
]


def begun(phase: Phase, **changes: object) -> flow.State:
    """An interview of two questions, the first one offering two follow-ups."""
    state = flow.State(phase=phase, timing=Timing.EACH, probes=(2, 0))
    return replace(state, **changes)  # type: ignore[arg-type]


def example(event: type[events.Event], state: flow.State) -> events.Event:
    """The event as it would belong to the state as it is."""
    values = {
        "speech": state.speech,
        "take": state.take,
        "question": state.question,
        "probe": state.probe,
    }
    return event(**{field.name: values[field.name] for field in fields(event)})


@pytest.mark.parametrize(("phase", "event"), list(product(Phase, EVENTS)))
def test_every_pair_of_phase_and_event_is_decided(phase: Phase, event: type[events.Event]) -> None:
    state = begun(phase, attempt=1, attempts=1)
    pair = (phase, event)
    decided = pair in flow.TRANSITIONS, pair in flow.IGNORED
    assert decided != (True, True), "a pair is handled or ignored, not both"
    try:
        after, todo = flow.step(state, example(event, state))
    except flow.UnexpectedEvent:
        assert decided == (False, False)
    else:
        assert any(decided)
        assert isinstance(after.phase, Phase)
        if pair in flow.IGNORED:
            assert (after, todo) == (state, [])


def test_the_table_names_only_events_that_exist() -> None:
    named = {event for _, event in [*flow.TRANSITIONS, *flow.IGNORED]}
    assert named <= set(EVENTS)


def test_every_phase_can_be_reached_from_the_warm_up() -> None:
    state = begun(Phase.WARM_UP)
    path = [
        events.Started(),
        events.SpeechEnded(1),
        events.TalkPressed(),
        events.TalkReleased(),
        events.AnswerFinished(),
        events.FeedbackRequested(0, 0),
        events.Assessed(events.Take(0, 0, 1)),
        events.EndRequested(),
    ]
    seen = [state.phase]
    for event in path:
        state, _ = flow.step(state, event)
        seen.append(state.phase)
    assert set(seen) == set(Phase)


def test_pressing_while_the_interviewer_speaks_silences_it_before_anything_else() -> None:
    after, todo = flow.step(begun(Phase.ASKING, speech=1), events.TalkPressed())
    assert after.phase is Phase.RECORDING
    assert todo[0] == effects.Hush()


def test_several_presses_make_one_answer() -> None:
    state = begun(Phase.LISTENING)
    for event in (events.TalkPressed(), events.TalkReleased(), events.TalkPressed()):
        state, todo = flow.step(state, event)
    assert state.attempt == state.attempts == 1
    assert not any(isinstance(effect, effects.OpenAttempt) for effect in todo)


def test_the_end_of_an_interrupted_speech_does_not_end_the_next_one() -> None:
    state = begun(Phase.ASKING, speech=2)
    assert flow.step(state, events.SpeechEnded(1)) == (state, [])


def test_an_answer_is_submitted_before_the_coach_is_asked() -> None:
    state = begun(Phase.CHECKING, attempt=1, attempts=1)
    _, todo = flow.step(state, events.FeedbackRequested(0, 0))
    kinds = [type(effect) for effect in todo]
    assert kinds.index(effects.SubmitAttempt) < kinds.index(effects.Assess)


def test_a_second_press_on_next_skips_no_question() -> None:
    state = begun(Phase.FEEDBACK, attempt=1, attempts=1)
    state, _ = flow.step(state, events.NextRequested(0, 0))
    again, todo = flow.step(state, events.NextRequested(0, 0))
    assert (again.question, todo) == (1, [])


def test_feedback_asked_for_twice_is_asked_for_once() -> None:
    state = begun(Phase.CHECKING, attempt=1, attempts=1)
    state, _ = flow.step(state, events.FeedbackRequested(0, 0))
    assert flow.step(state, events.FeedbackRequested(0, 0)) == (state, [])


def test_an_assessment_of_an_attempt_that_was_left_is_dropped() -> None:
    state = begun(Phase.ASSESSING, attempt=2, attempts=2)
    late = events.Assessed(events.Take(0, 0, 1))
    assert flow.step(state, late) == (state, [])


def test_straight_through_goes_on_with_the_next_question_while_the_coach_reads() -> None:
    state = begun(Phase.CHECKING, timing=Timing.END, attempt=1, attempts=1)
    after, todo = flow.step(state, events.FeedbackRequested(0, 0))
    assert (after.phase, after.question) == (Phase.ASKING, 1)
    assert todo[:2] == [effects.SubmitAttempt(state.take), effects.Assess(state.take)]


@pytest.mark.parametrize("phase", [Phase.ASKING, Phase.LISTENING, Phase.RECORDING, Phase.CHECKING])
def test_an_open_answer_is_handed_in_when_the_student_ends(phase: Phase) -> None:
    state = begun(phase, attempt=1, attempts=1)
    after, todo = flow.step(state, events.EndRequested())
    assert after.phase is Phase.FINISHED
    assert effects.SubmitAttempt(state.take) in todo


def test_recording_again_discards_the_attempt_and_frees_its_number() -> None:
    state = begun(Phase.CHECKING, attempt=2, attempts=2)
    after, todo = flow.step(state, events.RecordAgain(0, 0))
    assert todo[0] == effects.DiscardAttempt(state.take)
    assert (after.phase, after.attempt, after.attempts) == (Phase.LISTENING, 0, 1)


def test_a_retry_opens_the_next_attempt() -> None:
    state = begun(Phase.FEEDBACK, attempt=1, attempts=1)
    state, _ = flow.step(state, events.RetryRequested(0, 0))
    state, todo = flow.step(state, events.TalkPressed())
    assert effects.OpenAttempt(events.Take(0, 0, 2)) in todo


def test_two_follow_ups_at_most_then_only_the_next_question() -> None:
    state = begun(Phase.FEEDBACK, probes=(5,), attempt=1, attempts=1)
    for probe in (0, 1):
        state, _ = flow.step(state, events.FollowUpRequested(0, probe))
        state = replace(state, phase=Phase.FEEDBACK, attempt=1, attempts=1)
    with pytest.raises(flow.UnexpectedEvent):
        flow.step(state, events.FollowUpRequested(0, 2))


def test_the_last_question_leads_to_the_report() -> None:
    state = begun(Phase.FEEDBACK, question=1, attempt=1, attempts=1)
    after, todo = flow.step(state, events.NextRequested(1, 0))
    assert after.phase is Phase.FINISHED
    assert effects.Finish() in todo


@pytest.mark.parametrize("phase", [Phase.ASKING, Phase.RECORDING])
def test_a_browser_that_comes_back_finds_the_floor_its_own(phase: Phase) -> None:
    state = begun(phase, attempt=1, attempts=1)
    after, _ = flow.step(state, events.BrowserCame())
    assert after == replace(state, phase=Phase.LISTENING)


def test_an_assessment_cut_off_by_a_crash_is_taken_up_again() -> None:
    state = begun(Phase.ASSESSING, attempt=1, attempts=1)
    _, todo = flow.step(state, events.BrowserCame())
    assert effects.Assess(state.take) in todo


def test_an_unexpected_event_says_which_and_where() -> None:
    with pytest.raises(flow.UnexpectedEvent, match="RetryRequested .* warm_up"):
        flow.step(begun(Phase.WARM_UP), events.RetryRequested(0, 0))
