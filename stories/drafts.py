"""What a new story begins with: the sentences of an answer, under the parts a coach saw in them."""

from typing import Any

from django.utils.text import Truncator

from interviews.coach.rubric import Part
from interviews.coach.themes import suggest_themes
from interviews.models import Attempt
from stories.forms import LONGEST_NOTES, LONGEST_PART

WORDS_IN_TITLE = 8
LONGEST_SUGGESTED_TITLE = 70  # characters


def draft_story(attempt: Attempt) -> dict[str, Any]:
    """Values for the fields of `StoryForm`, none of them longer than its field."""
    turn = attempt.turn
    return {
        "title": _title(attempt.transcript),
        "competency": turn.competency,
        "themes": [theme.value for theme in suggest_themes(turn.text, attempt.transcript)],
        **{part.name.lower(): _shortened(_said(attempt, part), LONGEST_PART) for part in Part},
        "notes": _shortened(_said(attempt, None), LONGEST_NOTES),
    }


def _title(transcript: str) -> str:
    """Its first words, without the full stop of a short sentence."""
    words = Truncator(" ".join(transcript.split())).words(WORDS_IN_TITLE, truncate="…")
    return _shortened(words, LONGEST_SUGGESTED_TITLE).rstrip(".")


def _said(attempt: Attempt, part: Part | None) -> str:
    """The sentences of one part. An answer that nobody cut into sentences has no parts."""
    sentences = attempt.view.sentences if attempt.view else ()
    if not sentences:
        return "" if part else attempt.transcript
    return " ".join(each.text for each in sentences if each.part == part)


def _shortened(text: str, most: int) -> str:
    return Truncator(text).chars(most)
