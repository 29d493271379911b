"""Reads what a language model wrote about an interview, and keeps what can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import jiter

from interviews.coach import narrative_prompt
from interviews.coach.model_reply import MOST_CHARACTERS, WrongReply
from interviews.coach.narrative import MOST_POINTS, Narrative, Point
from interviews.coach.narrative_prompt import Answered
from interviews.coach.reading import read
from interviews.coach.reply_checks import Checks
from interviews.coach.rubric import Question
from interviews.coach.sentences import split

MOST_SUMMARY = 900  # characters
MOST_TEXT = 400


def read_narrative(text: str, answered: Sequence[Answered], *, coach: str) -> Narrative:
    """Raises WrongReply where there is no summary that can be shown, or no point that stands."""
    checks = {each.number: _checks(each) for each in answered}
    fields = _fields(text)
    summary = _told(fields.get("summary"), list(checks.values()), most=MOST_SUMMARY)
    strengths = tuple(_points(fields.get("strengths"), checks))[:MOST_POINTS]
    changes = tuple(_points(fields.get("changes"), checks))[:MOST_POINTS]
    if not summary or not (strengths or changes):
        raise WrongReply(["the summary or every quote in it cannot be used"])
    return Narrative(summary, strengths, changes, coach, narrative_prompt.VERSION)


def _checks(answered: Answered) -> Checks:
    transcript = answered.transcript
    return Checks(transcript, read(Question(answered.question), transcript, split(transcript)))


def _fields(text: str) -> dict[str, object]:
    if len(text) > MOST_CHARACTERS:
        raise WrongReply(["the reply is far too long"])
    try:
        fields = jiter.from_json(text.encode(), allow_inf_nan=False)
    except (ValueError, RecursionError):
        raise WrongReply(["the reply is not JSON"]) from None
    if not isinstance(fields, dict):
        raise WrongReply(["the reply is no JSON object"])
    return fields


def _points(found: object, checks: dict[int, Checks]) -> Iterator[Point]:
    """Those that quote what was said in the answer they name."""
    for each in found if isinstance(found, list) else ():
        if not isinstance(each, dict):
            continue
        number, quote = each.get("question"), str(each.get("quote") or "").strip()
        about = checks.get(number) if isinstance(number, int) else None
        if about is None or not (quote and about.stands(quote) and about.may_show(quote)):
            continue
        text = _told(each.get("text"), [about], most=MOST_TEXT)
        if text and isinstance(number, int):
            yield Point(number, text, quote)


def _told(text: object, checks: Sequence[Checks], *, most: int) -> str:
    """The text on one line; nothing where it is none, too long, or an answer's order to a coach."""
    if not isinstance(text, str) or len(text) > most:
        return ""
    return " ".join(text.split()) if all(each.may_say(text) for each in checks) else ""
