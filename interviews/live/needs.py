"""What a session needs and is handed: a book that keeps, a stage that shows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from interviews.live import flow, wire


@dataclass(frozen=True)
class Stored:
    """A recording that is stored for good."""

    seconds: float
    is_silent: bool


class Book(Protocol):
    """What is kept of the interview. Each call is one transaction; the database is the truth."""

    async def restore(self) -> flow.State: ...

    async def keep(self, state: flow.State) -> None: ...

    async def ask(self, question: int, probe: int) -> str:
        """The text of the turn; a follow-up's turn is created when it is first asked."""
        ...

    async def may_record(self) -> bool: ...

    async def open_attempt(self, take: flow.Take) -> str:
        """The id of the attempt, which is created when it is new."""
        ...

    async def discard_attempt(self, take: flow.Take) -> None: ...

    async def save_draft(self, take: flow.Take, text: str) -> None: ...

    async def store_recording(self, take: flow.Take, pcm: Path) -> Stored | None:
        """Make a WAV of the samples and keep it; None when there are none."""
        ...

    async def submit_attempt(self, take: flow.Take) -> None: ...

    async def assess(self, take: flow.Take) -> None:
        """Let the coach judge a submitted attempt, once; an assessed one stays as it is."""
        ...

    async def finish(self) -> None: ...

    def partial_path(self, attempt: str) -> Path:
        """Where the samples of an attempt grow until it is finished."""
        ...


class Stage(Protocol):
    """The browser, as far as the session knows it."""

    async def send(self, message: wire.Outgoing) -> None: ...

    async def show(self, state: flow.State, *, attempt: str, have: int, problem: str) -> None:
        """Let the page show the state; `problem` is a sentence for the student, or empty."""
        ...

    async def step_down(self) -> None:
        """Put the interviewer one rung lower and say so."""
        ...
