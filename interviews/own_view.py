"""What a student is asked about an answer before the coach speaks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interviews.coach.rubric import Part
from interviews.coach.self_rating import Told, parse_rating
from interviews.models import Attempt

QUESTIONS = {
    Part.SITUATION: _("Where and when it was"),
    Part.TASK: _("What was yours to do"),
    Part.ACTION: _("What you did"),
    Part.RESULT: _("What came of it"),
}
OWN_VIEW = [(Told.NO.value, _("No")), (Told.PARTLY.value, _("Partly")), (Told.YES.value, _("Yes"))]


def rating_rows(attempt: Attempt | None) -> list[tuple[str, Promise | str, str]]:
    """Part, question and what was answered so far; nothing without an attempt that is open."""
    if attempt is None or attempt.submitted_at is not None:
        return []
    given = parse_rating(attempt.self_rating)
    return [(part.value, words, given.get(part, "")) for part, words in QUESTIONS.items()]
