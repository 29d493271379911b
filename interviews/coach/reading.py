"""An answer read once: sentences with their cues and acts, and which of them count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.coach import cues, verbs
from interviews.coach.cues import Found
from interviews.coach.phrases import Cue
from interviews.coach.rubric import Question
from interviews.coach.sentences import Sentence, words_in
from interviews.coach.verbs import Act, Kind

# Words in a row shared with the question that make them a repetition of it.
READ_BACK_RUN = 5
MOST_READ_BACK = 0.6


@dataclass(frozen=True)
class Line:
    """A sentence as the coach sees it. One that does not count is no evidence for anything."""

    sentence: Sentence
    words: tuple[str, ...]
    cues: Found
    acts: tuple[Act, ...]
    counts: bool
    names: tuple[str, ...] = ()

    def has(self, *wanted: Cue) -> bool:
        return any(cue in self.cues for cue in wanted)

    def first(self, *wanted: Cue) -> int | None:
        """Position of the first word of these cues, if any is here."""
        return min((self.cues[cue][0] for cue in wanted if cue in self.cues), default=None)

    def done(self, subject: str, *kinds: Kind) -> list[Act]:
        """What this subject did here, by default in the past."""
        return [act for act in self.acts if act.subject == subject and act.kind in (kinds or _DID)]


_DID = (Kind.DID,)


def read(question: Question, transcript: str, sentences: Sequence[Sentence]) -> list[Line]:
    runs = _runs([word.text for word in words_in(question.text)])
    seen: set[tuple[str, ...]] = set()
    lines: list[Line] = []
    for sentence in sentences:
        words = tuple(word.text for word in sentence.words)
        found = cues.find(words)
        counts = not (words in seen or Cue.GRADER in found or _read_back(words, runs))
        seen.add(words)
        acts, names = tuple(verbs.acts(words)), tuple(_names(transcript, sentence))
        lines.append(Line(sentence, words, found, acts, counts, names))
    return lines


def _names(transcript: str, sentence: Sentence) -> Iterator[str]:
    """Capitalised words inside a sentence, but for forms of "I"."""
    for word in sentence.words[1:]:
        if transcript[word.start].isupper() and word.text[:2] not in ("i", "i'"):
            yield word.text


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + READ_BACK_RUN]) for at in range(len(words) - READ_BACK_RUN + 1)}


def _read_back(words: Sequence[str], runs: set[tuple[str, ...]]) -> bool:
    covered: set[int] = set()
    for at in range(len(words) - READ_BACK_RUN + 1):
        if tuple(words[at : at + READ_BACK_RUN]) in runs:
            covered.update(range(at, at + READ_BACK_RUN))
    return bool(words) and len(covered) / len(words) > MOST_READ_BACK
