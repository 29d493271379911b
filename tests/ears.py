"""Ears that hear what they are told: a scripted recogniser for the session's tests."""

import asyncio
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from providers.errors import ProviderError
from providers.transcript import Caption, Transcript, Word


def words(text: str, *, start: float = 0.0) -> tuple[Word, ...]:
    """Half a second a word."""
    return tuple(
        Word(word, start + number / 2, start + number / 2 + 0.4, 0.9)
        for number, word in enumerate(text.split())
    )


@dataclass
class Hears:
    """What one press is heard to say, and how it goes wrong."""

    finals: tuple[str, ...] = ()
    interim: str = ""  # words that never become final
    fails: ProviderError | None = None  # after the captions above
    is_mute: bool = False  # never finishes


@dataclass
class FakeListening:
    script: Hears
    offset: float
    heard: bytearray = field(default_factory=bytearray)
    is_open: bool = False

    def __post_init__(self) -> None:
        self._captions: asyncio.Queue[Caption | None] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        self.is_open = True
        for text in self.script.finals:
            self._captions.put_nowait(Caption(text, words(text, start=self.offset), is_final=True))
        if self.script.interim:
            self._captions.put_nowait(Caption(self.script.interim, (), is_final=False))
        if self.script.fails:
            self._captions.put_nowait(None)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.is_open = False

    def send(self, pcm: bytes) -> None:
        self.heard += pcm

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Caption:
        caption = await self._captions.get()
        if caption is not None:
            return caption
        if self.script.fails:
            raise self.script.fails
        raise StopAsyncIteration

    async def finish(self) -> Transcript:
        if self.script.is_mute:
            await asyncio.Event().wait()
        self._captions.put_nowait(None)
        text = " ".join([*self.script.finals, self.script.interim]).strip()
        is_complete = not self.script.fails and not self.script.interim
        return Transcript(text, words(text, start=self.offset), is_complete=is_complete)


@dataclass
class FakeEars:
    """One script a press, in order; the last one serves for all that follow."""

    scripts: tuple[Hears, ...]
    presses: list[FakeListening] = field(default_factory=list)

    def listen(self, *, offset: float) -> FakeListening:
        script = self.scripts[min(len(self.presses), len(self.scripts) - 1)]
        self.presses.append(FakeListening(script, offset))
        return self.presses[-1]
