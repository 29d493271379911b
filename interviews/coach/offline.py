"""The coach that needs no network and no key: rules only, the same answer gives the same words.

In order: is there anything to score, what kind of answer is it, which part is each sentence,
which tests does each part pass, what does that come to, and what is said about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from statistics import fmean

from interviews.coach import languages, qualities, scoring, wording
from interviews.coach.answer import Answer, Evidence, only_we
from interviews.coach.belonging import tie
from interviews.coach.evidence import NO_WORDS, TOO_SHORT, content_gate, words_gate
from interviews.coach.feedback import feedback
from interviews.coach.follow_up import follow_up
from interviews.coach.labels import label
from interviews.coach.levels import Level, level
from interviews.coach.phrases import Cue
from interviews.coach.quoting import Quotes, personal
from interviews.coach.reading import Line, read
from interviews.coach.response_type import asks_for_other_than_a_story, response_type
from interviews.coach.rubric import (
    HIGHEST,
    LOWEST,
    Assessment,
    Part,
    PartVerdict,
    Quality,
    QualityVerdict,
    Question,
    ResponseType,
    SentenceLabel,
    Status,
)
from interviews.coach.sentences import Sentence, split

COACH = "offline-2"
FINER = 0.049  # of a score, whose steps are 0.1


def assess(question: Question, transcript: str) -> Assessment:
    """What the offline coach makes of an answer. Never raises, whatever the text."""
    return assess_sentences(question, transcript, split(transcript))


def assess_sentences(
    question: Question, transcript: str, sentences: Sequence[Sentence]
) -> Assessment:
    """`assess` for sentences somebody has cut already."""
    return _assessed(question, transcript, sentences)[0]


def ranked(
    question: Question, transcript: str, sentences: Sequence[Sentence]
) -> tuple[Assessment, float | None]:
    """The assessment, and its score with what tells answers of the same levels apart.

    That is what a cap hides of the levels, how much an answer speaks of what was asked, and its
    result of its story. It is too little to be shown, and never enough for the next score.
    """
    assessment, answer = _assessed(question, transcript, sentences)
    if answer is None or assessment.score is None:
        return assessment, None
    return assessment, round(assessment.score + FINER * _finer(question, answer, assessment), 5)


def _finer(question: Question, answer: Answer, assessment: Assessment) -> float:
    """0 to 1, half of it the levels: a cap makes answers alike that are not."""
    levels = [part.level for part in assessment.parts]
    levels += [quality.level for quality in assessment.qualities]
    mean = (fmean(levels) - LOWEST) / (HIGHEST - LOWEST)
    closeness = _between_0_and_1(qualities.nearness(question, answer))
    return mean / 2 + closeness / 4 + _between_0_and_1(tie(answer)) / 4


def _between_0_and_1(number: float) -> float:
    return 1 / (1 + exp(-number))


def _assessed(
    question: Question, transcript: str, sentences: Sequence[Sentence]
) -> tuple[Assessment, Answer | None]:
    lines = read(question, transcript, sentences)
    kind = response_type(lines)
    reason = _why_not(question, transcript, lines, kind)
    if reason:
        return not_scored(transcript, lines, reason), None
    answer = Answer(lines, label(lines) if _told(kind) else [None] * len(lines), kind)
    return _scored(question, transcript, answer), answer


def _told(kind: ResponseType) -> bool:
    return kind in (ResponseType.STORY, ResponseType.PSEUDO_STORY)


def unreadable(transcript: str, lines: Sequence[Line]) -> str | None:
    """Why no coach could score this, in a sentence for the student; None when one could."""
    if reason := content_gate(transcript):
        return reason
    own = [word for line in lines if line.counts for word in line.words]
    if reason := words_gate(own):
        to_grader = any(line.has(Cue.GRADER) for line in lines)
        return wording.TO_THE_GRADER if to_grader else _too_little(reason)
    return None


def _why_not(
    question: Question, transcript: str, lines: Sequence[Line], kind: ResponseType
) -> str | None:
    if reason := content_gate(transcript):
        return reason
    if languages.recognise([word for line in lines for word in line.words]) != "en":
        return wording.UNKNOWN_LANGUAGE
    if reason := unreadable(transcript, lines):
        return reason
    if asks_for_other_than_a_story(question, kind):
        return wording.NO_STORY_ASKED
    return None


def _too_little(reason: str) -> str:
    return wording.READ_BACK if reason in (NO_WORDS, TOO_SHORT) else reason


def not_scored(transcript: str, lines: Sequence[Line], reason: str) -> Assessment:
    """An assessment without a score, and the reason."""
    return Assessment(
        coach=COACH,
        status=Status.NOT_SCORED,
        reason=reason,
        response_type=ResponseType.NONE,
        score=None,
        parts=(),
        relevance=None,
        specificity=None,
        sentences=_sentence_labels(transcript, lines, [None] * len(lines)),
        strength="",
        strength_quote="",
        main_change=reason,
        main_change_quote="",
        spoken=wording.SPOKEN_UNSCORED,
    )


def _scored(question: Question, transcript: str, answer: Answer) -> Assessment:
    quotes = Quotes(transcript)
    verdicts = {part: _verdict(part, level(answer, part), quotes) for part in Part}
    levels = {part: found for part, (found, _) in verdicts.items()}
    relevance = qualities.relevance(question, answer)
    specificity = qualities.specificity(answer)
    reflection = qualities.reflection(answer)
    said = feedback(answer, levels, quotes, relevance=relevance, specificity=specificity)
    return Assessment(
        coach=COACH,
        status=Status.SCORED,
        reason="",
        response_type=answer.type,
        score=scoring.score(
            {part: found.level for part, found in levels.items()},
            response_type=answer.type,
            relevance=relevance,
            specificity=specificity,
            reflection=reflection,
            asks_for_reflection=qualities.asks_for_reflection(question),
            only_we=only_we(answer),
        ),
        parts=tuple(verdict for _, verdict in verdicts.values()),
        relevance=relevance,
        specificity=specificity,
        sentences=_sentence_labels(transcript, answer.lines, answer.labels),
        strength=said.strength,
        strength_quote=said.strength_quote,
        main_change=said.main_change,
        main_change_quote=said.main_change_quote,
        spoken=said.spoken,
        qualities=_quality_verdicts(question, answer, quotes, relevance, specificity),
        reflection=reflection,
        follow_up=follow_up({part: found.level for part, found in levels.items()}),
    )


def _quality_verdicts(
    question: Question,
    answer: Answer,
    quotes: Quotes,
    relevance: int | None,
    specificity: int,
) -> tuple[QualityVerdict, ...]:
    """Relevance is left out where the question names no subject to compare with."""
    verdicts = []
    if relevance is not None:
        shown = qualities.shows_relevance(question, answer)
        verdicts.append(_quality(Quality.RELEVANCE, relevance, shown, quotes))
    shown = qualities.shows_specificity(answer)
    verdicts.append(_quality(Quality.SPECIFICITY, specificity, shown, quotes))
    return tuple(verdicts)


def _quality(
    quality: Quality, level: int, shown: Evidence | None, quotes: Quotes
) -> QualityVerdict:
    quote = quotes.cut(shown) if shown and level > LOWEST and not personal(shown.line) else ""
    return QualityVerdict(quality, level, quote, wording.NEXT_FOR_QUALITY[quality][level - 1])


def _verdict(part: Part, found: Level, quotes: Quotes) -> tuple[Level, PartVerdict]:
    """The verdict on a part; a level whose quote cannot be shown is not claimed."""
    quote = quotes.cut(found.evidence) if found.evidence else ""
    if not quote:
        found = Level(LOWEST, None)
    step = wording.NEXT_STEP[part][found.level - 1]
    return found, PartVerdict(part, found.level, quote, wording.WHY[part], step)


def _sentence_labels(
    transcript: str, lines: Sequence[Line], labels: Sequence[Part | None]
) -> tuple[SentenceLabel, ...]:
    spans = ((line.sentence.start, line.sentence.end) for line in lines)
    return tuple(
        SentenceLabel(transcript[start:end], start, end, part)
        for (start, end), part in zip(spans, labels, strict=True)
    )
