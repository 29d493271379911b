"""What may count as evidence: quotes that were really said, and answers that say something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from interviews.coach import languages
from interviews.coach.sentences import words_in

MIN_WORDS = 12
MIN_DIFFERENT_WORDS = 8
# Of all words, how much the three commonest may take in 12 to 40 words before it is repetition.
MAX_REPETITION = 0.6
MAX_QUOTE_WORDS = 25
MAX_QUOTE_CHARACTERS = 300

TOO_SHORT = (
    "There are too few words here to say anything fair about the answer. "
    "Say what happened in a few sentences, or type it."
)
NO_WORDS = "No words arrived. Check the microphone and record again, or type the answer."
REPEATED = (
    "The same few words come again and again, so there is no answer to read yet. "
    "If this is not what you said, correct the transcript or record again."
)
NOT_A_LANGUAGE = (
    "I could not recognise a language in these words. "
    "If this is not what you said, correct the transcript or record again."
)

_FOLDED_MARKS = str.maketrans({**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"')})


def quote_stands(quote: str, transcript: str) -> bool:
    """Whether the quote was really said, in whole words; case, spaces and quotation marks aside."""
    return Said(transcript).includes(quote)


class Said:
    """A transcript folded once, to check many quotes against."""

    def __init__(self, transcript: str) -> None:
        self._text = _folded(transcript)

    def includes(self, quote: str) -> bool:
        wanted = _folded(quote).strip("'\" ")
        if not any(character.isalnum() for character in wanted):
            return False
        at = self._text.find(wanted)
        while at >= 0:
            if self._whole_words(at, at + len(wanted)):
                return True
            at = self._text.find(wanted, at + len(wanted))
        return False

    def _whole_words(self, start: int, end: int) -> bool:
        text = self._text
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not (cut_before or cut_after)


def content_gate(transcript: str) -> str | None:
    """Why this cannot be scored, in a sentence for the student; None when it can be."""
    return words_gate([word.text for word in words_in(transcript)])


def words_gate(words: Sequence[str]) -> str | None:
    """`content_gate` for words already cut and folded."""
    letters = [word for word in words if any(character.isalpha() for character in word)]
    if not letters:
        return NO_WORDS
    fluent = _without_restarts(letters)
    unspaced = sum(languages.unspaced_words(word) for word in fluent)
    if len(letters) + unspaced < MIN_WORDS:
        return TOO_SHORT
    if not unspaced and _repeats(fluent):
        return REPEATED
    if languages.recognise(letters) is None:
        return NOT_A_LANGUAGE
    return None


def _without_restarts(words: Sequence[str]) -> list[str]:
    """The words with "the the the" as one: a stutter is neither repetition nor noise."""
    return [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]


def _repeats(words: Sequence[str]) -> bool:
    counts = Counter(words)
    top = sum(count for _, count in counts.most_common(3))
    return len(counts) < MIN_DIFFERENT_WORDS or top / len(words) > MAX_REPETITION


def _folded(text: str) -> str:
    return " ".join(text.translate(_FOLDED_MARKS).casefold().split())
