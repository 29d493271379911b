"""The page, through its socket."""

from collections.abc import Callable, Coroutine
from typing import Any

from django.template.loader import render_to_string

from accounts.models import Rung, User
from avatars import ladder
from interviews.live import flow, wire
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from interviews.rooms import PANELS, room_context

Send = Callable[[wire.Outgoing], Coroutine[Any, Any, None]]

FRAGMENTS = ("_progress", "_question", "_panel")
STEPPED_DOWN = {
    Rung.ILLUSTRATED: "The live interviewer is not available. The illustrated one goes on.",
    Rung.VOICE: "The interviewer's picture is not available. The voice goes on.",
    Rung.TEXT: "The interviewer's voice is not available. The questions come as text.",
}


class BrowserStage:
    """The page, through the socket. See `needs.Stage`."""

    def __init__(self, interview: Interview, user: User, send: Send, *, ears: bool) -> None:
        self._ears = ears
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
        context = room_context(
            self._interview, state, self._user, ears=self._ears, problem=problem, oob=True
        )
        names = [f"interviews/{name}.html" for name in FRAGMENTS]
        return "".join(render_to_string(name, context) for name in names)
