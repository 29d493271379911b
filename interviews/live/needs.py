"""What a session needs and is handed: a book that keeps, a stage that shows, ears that hear."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from interviews.coach.model_reply import News, Verdict
from interviews.live import events, flow, wire
from interviews.live.coaching import Case, NoCase
from providers.avatar import Trouble
from providers.transcript import Caption, Transcript, Word


@dataclass(frozen=True)
class Stored:
    """A recording that is stored for good."""

    seconds: float
    is_silent: bool
    is_new: bool = True  # False: it had come another way, before this session knew


@dataclass(frozen=True)
class Asked:
    """A question as it is put: its text, and where it can be had spoken (or "")."""

    text: str
    audio: str = ""
    clip: str = ""  # where it can be had filmed (or "")


class Why(StrEnum):
    """Why a live interviewer's session ended, as `avatars.Connection` has it."""

    FINISHED = "finished"
    IDLE = "idle"
    DROPPED = "dropped"
    FAILED = "failed"


class Book(Protocol):
    """What is kept of the interview. Each call is one transaction; the database is the truth."""

    async def restore(self) -> flow.State: ...

    async def keep(self, state: flow.State) -> None: ...

    async def ask(self, question: int, probe: int) -> Asked:
        """The turn's question; a follow-up's turn is created when it is first asked."""
        ...

    async def may_record(self) -> bool: ...

    async def open_attempt(self, take: events.Take) -> str:
        """The id of the attempt, which is created when it is new."""
        ...

    async def discard_attempt(self, take: events.Take) -> None: ...

    async def save_draft(self, take: events.Take, text: str) -> None: ...

    async def store_recording(self, take: events.Take, pcm: Path) -> Stored | None:
        """Make a WAV of the samples and keep it; None when there are none."""
        ...

    async def is_stored(self, take: events.Take) -> bool:
        """Whether the recording is stored already: it can come by HTTP, too."""
        ...

    async def add_words(self, take: events.Take, words: Sequence[Word]) -> None:
        """Keep words that were heard live, with their times, behind those that are kept."""
        ...

    async def write_down(self, take: events.Take) -> Transcript | None:
        """The words of the stored recording, kept with the attempt; None when nobody could."""
        ...

    async def submit_attempt(self, take: events.Take, text: str | None = None) -> Case | None:
        """Make the answer final, with this text if there is one, and claim it for a coach.

        None when there is nothing to judge, or it was submitted before.
        """
        ...

    async def claim(self, take: events.Take) -> Case | NoCase:
        """A submitted attempt that is to be judged, for a coach."""
        ...

    async def reply(self, text: str) -> Asked:
        """What the interviewer answers, and where it can be had spoken for some minutes."""
        ...

    async def measure(self, take: events.Take) -> bool:
        """Measure what only a second look at the recording shows; whether there is news."""
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

    async def show_notes(self, notes: Sequence[Verdict]) -> None:
        """What the coach has found so far, while it goes on reading."""
        ...

    @property
    def rung(self) -> str:
        """Of the ladder, on which the interviewer is."""
        ...

    @property
    def offers_live(self) -> bool:
        """Whether the student chose a live interviewer and may call one again."""
        ...

    async def step_down(self, trouble: Trouble | None = None, *, is_idle: bool = False) -> None:
        """Put the interviewer one rung lower and say so, and why if that is known."""
        ...

    async def call_live(self, *, after: float, trouble: Trouble | None = None) -> None:
        """Let the browser call the live interviewer in so many seconds."""
        ...


class Judge(Protocol):
    """Judges answers. What is begun is finished, also when nobody listens any more."""

    def judge(self, case: Case) -> AsyncGenerator[News]:
        """What becomes known; at the end the assessment is kept, or there is none."""
        ...


class Cast(Protocol):
    """Who plays the interviewer, and the paid session of one who is live.

    Nothing here is waited for but `keep_alive()`: what is noted or ended goes on by itself, also
    when the session is over.
    """

    @property
    def idle_seconds(self) -> float:
        """After which a student is taken to be away."""
        ...

    @property
    def phrases(self) -> Sequence[Asked]:
        """Said while the coach reads."""
        ...

    def ready(self, *, ms: int) -> None: ...

    def spoke(
        self, *, start_delay_ms: int | None, seconds: float | None, was_interrupted: bool
    ) -> None: ...

    async def keep_alive(self) -> bool:
        """Whether the time of the session is not over."""
        ...

    def end(self, *, why: Why, trouble: Trouble | None) -> None: ...

    def leave(self) -> None:
        """End the session soon, unless somebody is back by then."""
        ...


@dataclass(frozen=True)
class Unpaid:
    """A cast in which nobody is live. See `Cast`."""

    phrases: Sequence[Asked]
    idle_seconds: float = float("inf")

    def ready(self, *, ms: int) -> None: ...

    def spoke(
        self, *, start_delay_ms: int | None, seconds: float | None, was_interrupted: bool
    ) -> None: ...

    async def keep_alive(self) -> bool:
        return True

    def end(self, *, why: Why, trouble: Trouble | None) -> None: ...

    def leave(self) -> None: ...


class Listening(Protocol):
    """One live transcription, while the talk button is down."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def send(self, pcm: bytes) -> None:
        """Samples at 16 kHz; never waits."""
        ...

    def __aiter__(self) -> AsyncIterator[Caption]: ...

    async def finish(self) -> Transcript:
        """All the words there will be, in bounded time; incomplete ones when it failed."""
        ...


class Ears(Protocol):
    """Turns speech into words while it is spoken."""

    def listen(self, *, offset: float) -> Listening:
        """A new transcription of audio that begins at second `offset` of the attempt."""
        ...
