"""Somebody who says one text after another, each for as long as it would take to say aloud."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from standins import tones


@dataclass(frozen=True, slots=True)
class Line:
    name: str  # the vendor's name for this text
    text: str


class Moment(StrEnum):
    STARTED = auto()
    ENDED = auto()


Tell = Callable[[Moment, Line], Awaitable[None]]


class Actor:
    def __init__(self) -> None:
        self.is_speaking = False
        self._lines: deque[Line] = deque()
        self._has_lines = asyncio.Event()
        self._hushed = asyncio.Event()

    def say(self, name: str, text: str) -> None:
        self._lines.append(Line(name, text))
        self._has_lines.set()

    def hush(self) -> None:
        """Stop at once, and forget what was still to be said."""
        self._lines.clear()
        self._hushed.set()

    async def perform(self, tell: Tell) -> None:
        """Speak, for ever."""
        while True:
            await self._has_lines.wait()
            while self._lines:
                await self._speak(self._lines.popleft(), tell)
            self._has_lines.clear()

    async def _speak(self, line: Line, tell: Tell) -> None:
        self._hushed.clear()
        self.is_speaking = True
        try:
            await tell(Moment.STARTED, line)
            async with asyncio.timeout(tones.seconds_of(line.text)):
                await self._hushed.wait()
        except TimeoutError:
            pass
        finally:
            self.is_speaking = False
        await tell(Moment.ENDED, line)
