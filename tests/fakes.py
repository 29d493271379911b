"""Stand-ins for what a session needs: a book in memory, a stage that remembers."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from interviews.coach.model_reply import News, Verdict
from interviews.coach.rubric import Question
from interviews.live import events, flow, wire
from interviews.live.coaching import Case, NoCase
from interviews.live.needs import Asked, Stored, Why
from providers.avatar import Trouble
from providers.transcript import Transcript, Word

Kind = TypeVar("Kind")


@dataclass
class FakeBook:
    """Keeps everything in memory, and notes each call in `log` in its order."""

    folder: Path
    state: flow.State
    consent: bool = True
    claims: list[Case | NoCase] = field(default_factory=list)  # what claims find, in turn
    store_fails: bool = False
    log: list[str] = field(default_factory=list)
    drafts: dict[events.Take, str] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    write_down_delay: float = 0  # seconds
    written: Transcript | None = None  # what the recording is found to say
    stored: dict[events.Take, bytes] = field(default_factory=dict)

    async def restore(self) -> flow.State:
        return self.state

    async def keep(self, state: flow.State) -> None:
        self.state = state
        self.log.append(f"keep {state.phase}")

    async def ask(self, question: int, probe: int) -> Asked:
        return Asked(f"Question {question}.{probe}?")

    async def may_record(self) -> bool:
        return self.consent

    async def open_attempt(self, take: events.Take) -> str:
        self.log.append("open")
        return f"attempt-{take.question}-{take.probe}-{take.attempt}"

    async def discard_attempt(self, take: events.Take) -> None:
        self.log.append("discard")
        self.partial_path(await self.open_attempt(take)).unlink(missing_ok=True)

    async def save_draft(self, take: events.Take, text: str) -> None:
        self.drafts[take] = text

    async def store_recording(self, take: events.Take, pcm: Path) -> Stored | None:
        if self.store_fails:
            raise OSError("no space left")
        if take in self.stored:
            return Stored(seconds=1, is_silent=False, is_new=False)
        if not pcm.exists():
            return None
        self.log.append("store")
        self.stored[take] = pcm.read_bytes()
        return Stored(seconds=1, is_silent=not any(self.stored[take]))

    async def add_words(self, take: events.Take, words: Sequence[Word]) -> None:
        self.words.extend(words)

    async def write_down(self, take: events.Take) -> Transcript | None:
        self.log.append("write down")
        await asyncio.sleep(self.write_down_delay)
        return self.written

    async def measure(self, take: events.Take) -> bool:
        return False

    async def is_stored(self, take: events.Take) -> bool:
        return take in self.stored

    async def submit_attempt(self, take: events.Take, text: str | None = None) -> Case | None:
        self.log.append("submit")
        if text is not None:
            self.drafts[take] = text
        return case_of(take)

    async def claim(self, take: events.Take) -> Case | NoCase:
        self.log.append("claim")
        return self.claims.pop(0) if self.claims else case_of(take)

    async def reply(self, text: str) -> Asked:
        return Asked(text)

    async def finish(self) -> None:
        self.log.append("finish")

    def partial_path(self, attempt: str) -> Path:
        return self.folder / f"{attempt}.pcm"


def case_of(take: events.Take) -> Case:
    """A claim on the attempt of this take."""
    return Case(
        attempt=UUID(int=take.attempt),
        claimed_until=datetime(2026, 1, 1, tzinfo=UTC),
        question=Question("Tell me about a reader you helped."),
        transcript="I found the book.",
    )


@dataclass
class FakeJudge:
    """Tells `news`, after `delay` seconds each, and keeps nothing."""

    news: Sequence[News] = ()
    delay: float = 0
    fails: bool = False
    judged: list[Case] = field(default_factory=list)

    async def judge(self, case: Case) -> AsyncGenerator[News]:
        await asyncio.sleep(self.delay)
        if self.fails:
            raise RuntimeError("the coach is ill")
        for each in self.news:
            yield each
            await asyncio.sleep(self.delay)
        self.judged.append(case)


@dataclass
class FakeStage:
    """Remembers what the browser was told."""

    sent: list[wire.Outgoing] = field(default_factory=list)
    shown: list[flow.State] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[Sequence[Verdict]] = field(default_factory=list)
    steps_down: int = 0
    rung: str = "illustrated"
    offers_live: bool = False

    async def send(self, message: wire.Outgoing) -> None:
        self.sent.append(message)

    async def show(self, state: flow.State, *, attempt: str, have: int, problem: str) -> None:
        self.shown.append(state)
        self.sent.append(
            wire.Room(state.phase, state.question, state.probe, attempt, have, problem)
        )
        if problem:
            self.problems.append(problem)

    async def show_notes(self, notes: Sequence[Verdict]) -> None:
        self.notes.append(tuple(notes))

    async def step_down(self, trouble: Trouble | None = None, *, is_idle: bool = False) -> None:
        self.steps_down += 1
        self.offers_live = self.rung == "live"
        self.rung = "illustrated" if self.rung == "live" else "voice"
        why = "idle" if is_idle else trouble or ""
        self.sent.append(wire.StepDown(self.rung, why, self.offers_live))

    async def call_live(self, *, after: float, trouble: Trouble | None = None) -> None:
        self.rung = "live"
        self.offers_live = False
        self.sent.append(wire.Reconnect(after, trouble or ""))

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [message for message in self.sent if isinstance(message, kind)]


@dataclass
class FakeCast:
    """A live interviewer who costs nothing; remembers what was noted."""

    idle_seconds: float = 180
    phrases: Sequence[Asked] = ()
    goes_on: bool = True
    log: list[str] = field(default_factory=list)

    def ready(self, *, ms: int) -> None:
        self.log.append(f"ready {ms}")

    def spoke(
        self, *, start_delay_ms: int | None, seconds: float | None, was_interrupted: bool
    ) -> None:
        how = "cut" if was_interrupted else "whole"
        self.log.append(f"spoke {start_delay_ms} {how}")

    async def keep_alive(self) -> bool:
        self.log.append("keep alive")
        return self.goes_on

    def end(self, *, why: Why, trouble: Trouble | None) -> None:
        self.log.append(f"end {why} {trouble or ''}".strip())

    def leave(self) -> None:
        self.log.append("leave")
