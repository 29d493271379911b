"""Where settings, services and the live session meet: the session's Book and Stage, for real."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import Purpose, Rung, User
from accounts.services import has_consent
from avatars import ladder
from interviews import progress, recordings, services
from interviews.live import flow, wire
from interviews.live.needs import Stored
from interviews.live.session import Session
from interviews.models import Attempt, Interview
from interviews.rooms import PANELS, room_context

Send = Callable[[wire.Outgoing], Coroutine[Any, Any, None]]
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

FRAGMENTS = ("_progress", "_question", "_panel")
STEPPED_DOWN = {
    Rung.ILLUSTRATED: "The live interviewer is not available. The illustrated one goes on.",
    Rung.VOICE: "The interviewer's picture is not available. The voice goes on.",
    Rung.TEXT: "The interviewer's voice is not available. The questions come as text.",
}


def open_session(interview: Interview, user: User, *, hold: str, send: Send) -> Session:
    """A session on the database and the browser behind `send`."""
    return Session(DatabaseBook(interview, user, hold), BrowserStage(interview, user, send))


def in_database_thread(
    work: Callable[Parameters, Result],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    """Channels' `database_sync_to_async`, with types."""
    in_thread: Callable[Parameters, Coroutine[Any, Any, Result]] = database_sync_to_async(work)
    return in_thread


class DatabaseBook:
    """What is kept of the interview, through the services. See `needs.Book`."""

    def __init__(self, interview: Interview, user: User, hold: str) -> None:
        self._interview = interview
        self._user = user
        self._hold = hold

    @in_database_thread
    def restore(self) -> flow.State:
        self._interview.refresh_from_db()
        return progress.restore(self._interview)

    @in_database_thread
    def keep(self, state: flow.State) -> None:
        progress.keep(self._interview, state, hold=self._hold)

    @in_database_thread
    def ask(self, question: int, probe: int) -> str:
        turn = services.ask_turn(interview=self._interview, question=question, probe=probe)
        return turn.text

    @in_database_thread
    def may_record(self) -> bool:
        return has_consent(self._user, Purpose.RECORDING)

    @in_database_thread
    def open_attempt(self, take: flow.Take) -> str:
        return str(services.open_attempt(interview=self._interview, take=take).pk)

    @in_database_thread
    def discard_attempt(self, take: flow.Take) -> None:
        gone = services.discard_attempt(interview=self._interview, take=take)
        if gone is not None:
            self.partial_path(str(gone)).unlink(missing_ok=True)

    @in_database_thread
    def save_draft(self, take: flow.Take, text: str) -> None:
        services.save_draft(interview=self._interview, take=take, text=text)

    @in_database_thread
    def store_recording(self, take: flow.Take, pcm: Path) -> Stored | None:
        attempt = services.find_attempt(self._interview, take)
        if not recordings.store(attempt, pcm):
            return None
        return Stored(attempt.seconds, attempt.is_silent)

    @in_database_thread
    def submit_attempt(self, take: flow.Take) -> None:
        services.submit_attempt(interview=self._interview, take=take)

    @in_database_thread
    def assess(self, take: flow.Take) -> None:
        try:
            attempt = services.find_attempt(self._interview, take)
        except Attempt.DoesNotExist:
            return  # nothing was said in it, so it was forgotten
        services.assess_attempt(attempt=attempt)

    @in_database_thread
    def finish(self) -> None:
        services.finish_interview(interview=self._interview)

    def partial_path(self, attempt: str) -> Path:
        return Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"


class BrowserStage:
    """The page, through the socket. See `needs.Stage`."""

    def __init__(self, interview: Interview, user: User, send: Send) -> None:
        self._send = send
        self._interview = interview
        self._user = user
        self._rung = Rung(interview.rung)
        self._shown: tuple[object, ...] = ()

    async def send(self, message: wire.Outgoing) -> None:
        await self._send(message)

    async def show(self, state: flow.State, *, attempt: str, have: int, problem: str) -> None:
        html = ""
        if self._needs_fragments(state, problem):
            html = await self._render(state, problem)
        room = wire.Room(state.phase, state.question, state.probe, attempt, have, html)
        await self._send(room)

    async def step_down(self) -> None:
        self._rung = ladder.below(self._rung)
        await self._send(wire.StepDown(self._rung, STEPPED_DOWN[self._rung]))

    def _needs_fragments(self, state: flow.State, problem: str) -> bool:
        """While an answer is given, the page stays as it is: somebody may be typing in it."""
        panel = PANELS[state.phase]
        shown, self._shown = self._shown, (panel, state.question, state.probe, state.attempts)
        is_same_answer = panel == "answering" and shown[:3] == self._shown[:3]
        return bool(problem) or not is_same_answer

    @in_database_thread
    def _render(self, state: flow.State, problem: str) -> str:
        context = room_context(self._interview, state, self._user, problem=problem, oob=True)
        names = [f"interviews/{name}.html" for name in FRAGMENTS]
        return "".join(render_to_string(name, context) for name in names)
