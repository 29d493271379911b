"""Stands in for a provider that turns recordings into text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from providers.transcript import Transcript, Word

WORD = Word("Hello.", 0.0, 0.5, 0.9)


@dataclass
class FakeWriter:
    name: str
    says: str | Exception
    keeps_fillers: bool = False
    asked: list[tuple[bytes, str, Sequence[str]]] = field(default_factory=list)

    async def transcribe(
        self, wav: bytes, *, language: str, key_terms: Sequence[str] = ()
    ) -> Transcript:
        self.asked.append((wav, language, key_terms))
        if isinstance(self.says, Exception):
            raise self.says
        return Transcript(self.says, (WORD,))
