"""Chooses the one strength and the one main change, each with a quote, and what is said aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from interviews.coach import wording
from interviews.coach.answer import Answer, Evidence, only_we
from interviews.coach.beginnings import LONGEST_SETUP
from interviews.coach.levels import Level
from interviews.coach.phrases import Cue
from interviews.coach.quoting import Quotes, personal
from interviews.coach.report import FOCUS_ORDER
from interviews.coach.rubric import LOWEST, Part, ResponseType
from interviews.coach.verbs import Kind

CLEAR = 4
LONGEST_SPOKEN_QUOTE = 14  # words
_SENTENCE = re.compile(r"[^\s.?][^.?]*[.?]")


@dataclass(frozen=True)
class Feedback:
    strength: str
    strength_quote: str
    main_change: str
    main_change_quote: str
    spoken: str


def feedback(
    answer: Answer,
    levels: Mapping[Part, Level],
    quotes: Quotes,
    *,
    relevance: int | None,
    specificity: int,
) -> Feedback:
    strength, strength_evidence = _strength(levels)
    change, change_evidence = _change(answer, levels, relevance, specificity)
    strength_quote = _summary_quote(quotes, strength_evidence)
    return Feedback(
        strength,
        strength_quote,
        change,
        _summary_quote(quotes, change_evidence),
        _spoken(strength if strength_evidence else "", strength_quote, change),
    )


def _strength(levels: Mapping[Part, Level]) -> tuple[str, Evidence | None]:
    part = max(FOCUS_ORDER, key=lambda part: levels[part].level)
    best = levels[part]
    if best.evidence is None:
        return wording.NO_STRENGTH, None
    text = wording.STRENGTH[part] if best.level > 2 else wording.START
    return text, best.evidence


def _change(
    answer: Answer, levels: Mapping[Part, Level], relevance: int | None, specificity: int
) -> tuple[str, Evidence | None]:
    if answer.type is not ResponseType.STORY:
        return wording.FOR_TYPE[answer.type], _typical(answer)
    if relevance == LOWEST:
        return wording.OFF_SUBJECT, None
    if only_we(answer):
        return wording.ONLY_WE, levels[Part.ACTION].evidence
    if levels[Part.ACTION].level > LOWEST and levels[Part.RESULT].level == LOWEST:
        return wording.NO_RESULT, levels[Part.ACTION].evidence
    if answer.share(Part.SITUATION, Part.TASK) > LONGEST_SETUP:
        return wording.LONG_SETUP, levels[Part.SITUATION].evidence
    return _lowest(levels, specificity)


def _lowest(levels: Mapping[Part, Level], specificity: int) -> tuple[str, Evidence | None]:
    part = min(FOCUS_ORDER, key=lambda part: levels[part].level)
    lowest = levels[part]
    if lowest.level < CLEAR:
        return wording.NEXT_STEP[part][lowest.level - 1], lowest.evidence
    if specificity < CLEAR - 1:
        return wording.MORE_DETAIL, levels[Part.ACTION].evidence
    return wording.NOTHING_TO_CHANGE, None


def _typical(answer: Answer) -> Evidence | None:
    """The first sentence that shows why the answer was taken for what it is."""
    cues = _SHOWN_BY.get(answer.type, ())
    for line in answer.counted:
        at = line.first(*cues)
        if at is not None:
            return Evidence(line, at)
        if answer.type is ResponseType.HYPOTHETICAL:
            for act in line.acts:
                if act.kind is Kind.WOULD:
                    return Evidence(line, act.start)
    return None


_SHOWN_BY: Mapping[ResponseType, tuple[Cue, ...]] = {
    ResponseType.REFUSAL: (Cue.REFUSAL,),
    ResponseType.SELF_DESCRIPTION: (Cue.TRAIT, Cue.HABIT),
    ResponseType.OPINION: (Cue.OPINION,),
    ResponseType.PSEUDO_STORY: (Cue.HABIT,),
}


def _summary_quote(quotes: Quotes, evidence: Evidence | None) -> str:
    if evidence is None or personal(evidence.line):
        return ""
    return quotes.cut(evidence)


def _spoken(strength: str, quote: str, change: str) -> str:
    if change == wording.NOTHING_TO_CHANGE:
        return wording.SPOKEN_GOOD
    if quote and strength and len(quote.split()) <= LONGEST_SPOKEN_QUOTE:
        strength = f"{strength.rstrip('.')}: '{quote.rstrip('.')}'."
    return f"{strength} {_question(change)}" if strength else change


def _question(change: str) -> str:
    """The one sentence to say aloud: what is asked, or else the last thing suggested."""
    sentences = _SENTENCE.findall(change)
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    return asked[0] if asked else str(sentences[-1])
