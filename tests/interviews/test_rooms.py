"""What the room shows in each phase."""

from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.consents import RECORDING
from accounts.models import Purpose, User
from accounts.services import give_consent
from avatars.models import InterviewerChoice, Persona
from interviews import progress, services
from interviews.live import events, flow
from interviews.models import Interview
from interviews.rooms import PANELS, room_context, stage_context
from tests.interviews.acts import give_answer, write_answer

FRAGMENTS = ("_progress", "_question", "_panel")


@pytest.fixture
def state(interview: Interview) -> flow.State:
    """Question 1 has been asked; its first attempt is in hand."""
    return replace(progress.restore(interview), phase=flow.Phase.LISTENING, attempt=1, attempts=1)


@pytest.fixture
def show(interview: Interview, alice: User) -> Any:
    def room(state: flow.State, **more: Any) -> dict[str, Any]:
        return room_context(interview, state, alice, **more)

    return room


def test_every_phase_has_a_panel() -> None:
    assert set(PANELS) == set(flow.Phase)


@pytest.mark.parametrize("phase", flow.Phase)
def test_every_phase_can_be_drawn_with_and_without_an_attempt(
    show: Any, state: flow.State, interview: Interview, phase: flow.Phase
) -> None:
    for _ in range(2):
        context = show(replace(state, phase=phase), oob=True)
        for name in FRAGMENTS:
            assert render_to_string(f"interviews/{name}.html", context).strip()
        give_answer(interview)


def test_no_question_is_shown_before_the_start(show: Any, interview: Interview) -> None:
    assert show(progress.restore(interview))["turn"] is None


def test_the_question_in_hand_is_shown(show: Any, state: flow.State, interview: Interview) -> None:
    assert show(state)["turn"] == interview.turns.get(question=0)
    assert show(replace(state, question=1))["turn"] == interview.turns.get(question=1)


def test_the_last_question_is_known_to_be_the_last(show: Any, state: flow.State) -> None:
    assert (show(state)["questions"], show(state)["is_last"]) == (2, False)
    assert show(replace(state, question=1))["is_last"]


def test_the_attempt_in_hand_is_not_among_the_earlier_ones(
    show: Any, state: flow.State, interview: Interview
) -> None:
    first = give_answer(interview)
    second = write_answer(interview, take=events.Take(0, 0, 2))
    context = show(replace(state, attempt=2, attempts=2))
    assert (context["attempt"], context["earlier"]) == (second, [first])


def test_what_was_never_submitted_is_no_earlier_attempt(
    show: Any, state: flow.State, interview: Interview
) -> None:
    write_answer(interview)
    assert show(replace(state, attempt=2, attempts=2))["earlier"] == []


def test_the_coachs_view_is_shown_with_its_attempt(
    show: Any, state: flow.State, interview: Interview
) -> None:
    attempt = give_answer(interview)
    assert show(replace(state, phase=flow.Phase.FEEDBACK))["assessment"] == attempt.view


class TestFollowUps:
    @pytest.mark.parametrize("phase", set(flow.Phase) - {flow.Phase.FEEDBACK})
    def test_are_offered_with_feedback_only(
        self, show: Any, state: flow.State, phase: flow.Phase
    ) -> None:
        assert show(replace(state, phase=phase))["follow_up"] == ""

    @pytest.mark.parametrize(
        ("probe", "offered"),
        [(0, "What did you do first?"), (1, "How do you know it helped?"), (2, "")],
    )
    def test_come_one_after_the_other_and_end(
        self, show: Any, state: flow.State, interview: Interview, probe: int, offered: str
    ) -> None:
        services.ask_turn(interview=interview, question=0, probe=probe)
        here = replace(state, phase=flow.Phase.FEEDBACK, probe=probe)
        assert show(here)["follow_up"] == offered

    def test_are_not_offered_where_the_question_has_none(
        self, show: Any, interview: Interview
    ) -> None:
        interview.turns.update(follow_ups=[])
        state = replace(progress.restore(interview), phase=flow.Phase.FEEDBACK)
        assert show(state)["follow_up"] == ""


def test_a_recording_needs_a_consent(show: Any, state: flow.State, alice: User) -> None:
    assert not show(state)["may_record"]
    give_consent(
        user=alice, purpose=Purpose.RECORDING, version=RECORDING.version, text=RECORDING.text
    )
    assert show(state)["may_record"]
    assert not show(state)["may_caption"]


def test_a_problem_is_said_in_the_panel(show: Any, state: flow.State) -> None:
    context = show(state, problem="The recording could not be kept.", oob=True)
    drawn = "".join(render_to_string(f"interviews/{name}.html", context) for name in FRAGMENTS)
    assert "The recording could not be kept." in drawn


def test_fragments_for_the_socket_say_where_they_belong(show: Any, state: flow.State) -> None:
    for name in FRAGMENTS:
        template = f"interviews/{name}.html"
        assert "hx-swap-oob" in render_to_string(template, show(state, oob=True))
        assert "hx-swap-oob" not in render_to_string(template, show(state))


def test_the_persona_sits_there_and_the_usual_one_without(
    interview: Interview, alice: User
) -> None:
    assert stage_context(interview, alice)["character"] == "ruth"
    interview.persona = Persona.objects.get(slug="leila")
    seen = stage_context(interview, alice)
    assert (seen["character"], seen["interviewer_name"]) == ("leila", "Leila")


def test_a_persona_of_the_operators_own_may_be_drawn_as_any_of_ours(
    interview: Interview, alice: User
) -> None:
    interview.persona = Persona(slug="dr-smith", name="Dr Smith", character="tomasz")
    page = render_to_string("interviews/_interviewer.html", stage_context(interview, alice))
    assert "face-tomasz" in page
    assert 'aria-label="Dr Smith"' in page


def test_the_time_to_think_is_in_the_room_for_those_who_want_it(
    alices: Client, alice: User, interview: Interview
) -> None:
    assert "<thinking-time" not in alices.get(interview.get_absolute_url()).text
    InterviewerChoice.objects.create(user=alice, thinking_seconds=30)
    assert 'seconds="30"' in alices.get(interview.get_absolute_url()).text
