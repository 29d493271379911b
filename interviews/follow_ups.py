"""The next follow-up question under a main question: what the coach would ask, or the bank."""

from interviews.coach import wording
from interviews.coach.rubric import Part
from interviews.models import Interview, Turn


def next_follow_up(interview: Interview, question: int, probe: int) -> str:
    """For the turn at this place, which need not exist yet. Never one that was asked before."""
    offered = offered_follow_up(interview, question, probe)
    return offered or wording.FOLLOW_UP[Part.ACTION][0]


def offered_follow_up(interview: Interview, question: int, probe: int) -> str:
    """Empty when there is nothing to ask."""
    turns = list(
        interview.turns.filter(question=question, probe__lt=probe).prefetch_related("attempts")
    )
    asked = {turn.text for turn in turns}
    coach = _of_the_coach(turns[-1]) if turns else ""
    bank = turns[0].follow_ups if turns else []
    return next((text for text in (coach, *bank) if text and text not in asked), "")


def _of_the_coach(turn: Turn) -> str:
    """What the last assessment of this turn would ask."""
    judged = [attempt.view for attempt in turn.attempts.all() if attempt.view is not None]
    return judged[-1].follow_up if judged else ""
