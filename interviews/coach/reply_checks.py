"""What may be claimed, shown and said about one transcript, whatever a model writes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.coach import languages
from interviews.coach.evidence import MAX_QUOTE_CHARACTERS, MAX_QUOTE_WORDS, Said
from interviews.coach.phrases import Cue
from interviews.coach.quoting import personal
from interviews.coach.reading import Line
from interviews.coach.sentences import words_in

# No address, no markup, no mark such as "5/5".
UNSPEAKABLE = re.compile(
    r"https?:|www\.|[<>{}\[\]]|\b\d\s*(?:/|of|out of)\s*(?:5|five)\b", re.IGNORECASE
)
ECHO = 4  # words in a row of an order to the coach that are no coincidence


class Checks:
    def __init__(self, transcript: str, lines: Sequence[Line]) -> None:
        def said(lines: Sequence[Line]) -> list[Said]:
            spans = [(line.sentence.start, line.sentence.end) for line in lines]
            return [Said(transcript[start:end]) for start, end in spans]

        counted = {line.words for line in lines if line.counts}
        self._said = Said(transcript)
        self._no_evidence = said([line for line in lines if line.words not in counted])
        self._personal = said([line for line in lines if personal(line)])
        self._orders = said([line for line in lines if line.has(Cue.GRADER)])
        self.is_english = languages.recognise([w for line in lines for w in line.words]) == "en"

    def stands(self, quote: str) -> bool:
        """Whether it was said, at a length that can be shown, and not to the coach."""
        is_short = len(quote.split()) <= MAX_QUOTE_WORDS and len(quote) <= MAX_QUOTE_CHARACTERS
        return is_short and self._said.includes(quote) and not _in_any(quote, self._no_evidence)

    def may_show(self, quote: str) -> bool:
        """Health, family and faith are evidence like anything else, and are not repeated."""
        return not _in_any(quote, self._personal)

    def may_say(self, text: str) -> bool:
        """Nothing that is no speech, and no order that the answer gave."""
        if UNSPEAKABLE.search(text) or not any(letter.isalpha() for letter in text):
            return False
        words = [word.text for word in words_in(text)]
        runs = (" ".join(words[at : at + ECHO]) for at in range(max(0, len(words) - ECHO + 1)))
        return not any(_in_any(run, self._orders) for run in runs)


def _in_any(text: str, places: Sequence[Said]) -> bool:
    return any(place.includes(text) for place in places)
