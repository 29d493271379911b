"""Writes down a recording with whichever provider can, the best first."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from providers.deepgram_models import LanguageNotSupported
from providers.errors import ProviderError
from providers.transcript import Transcript, Word

logger = logging.getLogger(__name__)


class Writer(Protocol):
    """A provider that turns a recording into text."""

    @property
    def name(self) -> str:
        """For `Attempt.heard_by`."""
        ...

    @property
    def keeps_fillers(self) -> bool:
        """Whether "um" and "uh" stand in its transcripts."""
        ...

    async def transcribe(
        self, wav: bytes, *, language: str, key_terms: Sequence[str] = ()
    ) -> Transcript:
        """Raises ProviderError or LanguageNotSupported, in bounded time."""
        ...


@dataclass(frozen=True)
class Written:
    text: str
    words: tuple[Word, ...]  # empty where the provider tells no times
    heard_by: str
    has_fillers: bool


async def write_down(
    wav: bytes, *, language: str, key_terms: Sequence[str], writers: Sequence[Writer]
) -> Written | None:
    """The transcript by the first writer that succeeds; None when none does.

    Silence is a transcript too, an empty one: the next writer is not asked to guess at it.
    """
    for writer in writers:
        try:
            heard = await writer.transcribe(wav, language=language, key_terms=key_terms)
        except (ProviderError, LanguageNotSupported) as error:
            logger.warning("%s wrote nothing down: %s", writer.name, type(error).__name__)
        else:
            return Written(heard.text, heard.words, writer.name, writer.keeps_fillers)
    return None
