"""What the room shows: one context for the page and for the fragments sent over the socket."""

from typing import Any

from accounts.consents import WORDINGS
from accounts.models import Preferences, Purpose, User
from accounts.services import has_consent
from avatars import characters
from avatars.models import InterviewerChoice
from interviews.comparisons import SideBySide
from interviews.follow_ups import offered_follow_up
from interviews.live import flow
from interviews.models import Attempt, Interview, Turn
from interviews.own_view import OWN_VIEW, rating_rows

PANELS = {
    flow.Phase.WARM_UP: "warm_up",
    flow.Phase.ASKING: "answering",
    flow.Phase.LISTENING: "answering",
    flow.Phase.RECORDING: "answering",
    flow.Phase.CHECKING: "checking",
    flow.Phase.ASSESSING: "assessing",
    flow.Phase.FEEDBACK: "feedback",
    flow.Phase.FINISHED: "finished",
}


def room_context(
    interview: Interview,
    state: flow.State,
    user: User,
    *,
    ears: bool = False,
    problem: str = "",
    oob: bool = False,
) -> dict[str, Any]:
    """The context of `interviews/room.html` and of its partials. `ears`: we recognise speech."""
    turn = interview.turns.filter(question=state.question, probe=state.probe).first()
    attempts = list(turn.attempts.all()) if turn else []
    attempt = next((each for each in attempts if each.number == state.attempt), None)
    earlier = _earlier(attempts, state)
    return {
        "interview": interview,
        "phase": state.phase.value,
        "panel": PANELS[state.phase],
        "turn": None if state.phase is flow.Phase.WARM_UP else turn,
        "attempt": attempt,
        "assessment": attempt.view if attempt else None,
        "earlier": earlier,
        "previous": earlier[-1] if earlier else None,
        "pair": SideBySide(earlier[-1], attempt) if earlier and attempt else None,
        "rating": rating_rows(attempt),
        "told": OWN_VIEW,
        "questions": len(state.probes),
        "is_last": state.is_last_question,
        "follow_up": _follow_up(interview, state, turn),
        "preferences": Preferences.objects.of(user),
        "may_record": has_consent(user, Purpose.RECORDING),
        "may_caption": has_consent(user, Purpose.BROWSER_CAPTIONS),
        "consents": {purpose.value: wording for purpose, wording in WORDINGS.items()},
        "ears": ears,
        "problem": problem,
        "oob": oob,
    }


def stage_context(interview: Interview, user: User) -> dict[str, Any]:
    """Who sits there. The page needs it once, the fragments do not."""
    persona = interview.persona
    drawn = characters.find(persona.character if persona else "")
    return {
        "character": drawn.slug,
        "drawn": drawn,
        "interviewer_name": persona.name if persona else "",
        "thinking_seconds": InterviewerChoice.objects.of(user).thinking_seconds,
    }


def _earlier(attempts: list[Attempt], state: flow.State) -> list[Attempt]:
    """Submitted attempts at this turn, without the one in hand."""
    return [
        each for each in attempts if each.submitted_at is not None and each.number != state.attempt
    ]


def _follow_up(interview: Interview, state: flow.State, turn: Turn | None) -> str:
    """The follow-up that can be offered now, or nothing."""
    if state.phase is not flow.Phase.FEEDBACK or not state.offers_probe or turn is None:
        return ""
    return offered_follow_up(interview, state.question, state.probe + 1)
