"""A recording written down: by the first provider that can."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from providers.deepgram_models import LanguageNotSupported
from providers.errors import ProviderError
from providers.transcript import Transcript, Word

logger = logging.getLogger(__name__)


class Writer(Protocol):
    """A provider that turns a recording into words."""

    @property
    def name(self) -> str: ...

    async def transcribe(
        self, wav: bytes, *, language: str, key_terms: Sequence[str] = ()
    ) -> Transcript: ...


@dataclass(frozen=True)
class Written:
    text: str
    words: tuple[Word, ...]  # empty where the provider tells no times
    heard_by: str

    @property
    def has_fillers(self) -> bool:
        """Whether "um" and "uh" are among the words."""
        return self.heard_by == "deepgram" and bool(self.words)


async def write_down(
    wav: bytes, *, language: str, key_terms: Sequence[str], writers: Sequence[Writer]
) -> Written | None:
    """The words of a recording, from the first of `writers` that gives them; None if none does."""
    for writer in writers:
        try:
            found = await writer.transcribe(wav, language=language, key_terms=key_terms)
        except (ProviderError, LanguageNotSupported) as error:
            logger.warning("%s could not write down: %s", writer.name, type(error).__name__)
            continue
        return Written(found.text, found.words, writer.name)
    return None
