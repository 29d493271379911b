"""Cuts quotes from the transcript: verbatim, at most 25 words, starting where the evidence is."""

from __future__ import annotations

import re

from interviews.coach.answer import Evidence
from interviews.coach.evidence import MAX_QUOTE_CHARACTERS, MAX_QUOTE_WORDS, Said
from interviews.coach.reading import Line
from interviews.coach.wordlists import word_set

# A quote keeps the sentence's beginning when the evidence is among its first words.
SHOWN_WITHIN = 20  # words
LEAD_IN = 2  # words shown before the evidence otherwise

PIECE = re.compile(r"\S+")

# What a person may have said about health, family or faith is never repeated in a summary.
PERSONAL = word_set(
    "illness diagnosis diagnosed depression depressed anxiety disability disabled pregnant "
    "pregnancy miscarriage divorce divorced funeral cancer therapy therapist religion faith "
    "church mosque temple synagogue pray prayed prayer died death bereavement grief mother "
    "father mum dad mom brother sister son daughter wife husband parents grandmother "
    "grandfather autistic autism adhd dyslexia dyslexic epilepsy diabetes suicide addiction"
)
OWN = word_set("i my i'm i've me i'd our")


class Quotes:
    """Quotes of one transcript; anything that does not stand there comes out empty."""

    def __init__(self, transcript: str) -> None:
        self._transcript = transcript
        self._said = Said(transcript)

    def cut(self, evidence: Evidence) -> str:
        """The sentence, or 25 words of it that hold the evidence."""
        sentence = evidence.line.sentence
        pieces = [
            match.span() for match in PIECE.finditer(self._transcript, sentence.start, sentence.end)
        ]
        if len(pieces) > MAX_QUOTE_WORDS:
            shown = sentence.words[evidence.at].start
            at = sum(1 for _, end in pieces if end <= shown)
            latest = len(pieces) - MAX_QUOTE_WORDS
            first = 0 if at < SHOWN_WITHIN else min(at - LEAD_IN, latest)
            pieces = pieces[first : first + MAX_QUOTE_WORDS]
        start = pieces[0][0]
        while len(pieces) > 1 and pieces[-1][1] - start > MAX_QUOTE_CHARACTERS:
            pieces.pop()
        quote = self._transcript[start : pieces[-1][1]].strip(",;: ")
        stands = len(quote) <= MAX_QUOTE_CHARACTERS and self._said.includes(quote)
        return quote if stands else ""


def personal(line: Line) -> bool:
    """Whether the speaker may be telling of their own health, family or faith here."""
    words = set(line.words)
    return bool(words & PERSONAL) and bool(words & OWN)
