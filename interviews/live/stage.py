"""The page, through its socket."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.models import Rung, User
from avatars import ladder
from avatars.troubles import sentence
from interviews import progress
from interviews.coach.model_reply import Verdict
from interviews.coach.rubric import PartVerdict, QualityVerdict
from interviews.live import flow, wire
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from interviews.rooms import PANELS, room_context
from providers.avatar import Trouble

Send = Callable[[wire.Outgoing], Coroutine[Any, Any, None]]

FRAGMENTS = ("_progress", "_question", "_panel")
GOES_ON = {
    Rung.ILLUSTRATED: _("The drawn interviewer goes on."),
    Rung.VOICE: _("The interviewer's picture is not available. The voice goes on."),
    Rung.TEXT: _("The interviewer's voice is not available. The questions come as text."),
}
IDLE = _("The live interviewer has left, because nothing happened for a while.")
CALLING = _("The live interviewer is being called.")
CALLING_AGAIN = _("The live interviewer is being called again.")


class BrowserStage:
    """The page, through the socket. See `needs.Stage`."""

    def __init__(
        self,
        interview: Interview,
        user: User,
        send: Send,
        *,
        ears: bool,
        rung: Rung,
        may_call_live: bool,
    ) -> None:
        self._ears = ears
        self._send = send
        self._interview = interview
        self._user = user
        self._rung = rung
        self._may_call_live = may_call_live
        self._shown: tuple[object, ...] = ()

    async def send(self, message: wire.Outgoing) -> None:
        await self._send(message)

    async def show(self, state: flow.State, *, attempt: str, have: int, problem: str) -> None:
        html = ""
        if self._needs_fragments(state, problem):
            html = await self._render(state, problem)
        room = wire.Room(state.phase, state.question, state.probe, attempt, have, html)
        await self._send(room)

    async def show_notes(self, notes: Sequence[Verdict]) -> None:
        parts = [note for note in notes if isinstance(note, PartVerdict)]
        qualities = [note for note in notes if isinstance(note, QualityVerdict)]
        context = {"assessment": {"parts": parts, "qualities": qualities}, "oob": True}
        await self._send(wire.Notes(render_to_string("interviews/_notes.html", context)))

    @property
    def rung(self) -> str:
        return self._rung

    @property
    def offers_live(self) -> bool:
        return self._may_call_live and self._rung is not Rung.LIVE

    async def step_down(self, trouble: Trouble | None = None, *, is_idle: bool = False) -> None:
        self._rung = ladder.below(self._rung)
        if trouble is Trouble.RETIRED:
            self._may_call_live = False
        why = IDLE if is_idle else sentence(trouble) if trouble else ""
        text = f"{why} {GOES_ON[self._rung]}".strip()
        await self._send(wire.StepDown(self._rung, text, self.offers_live))
        await self._keep_rung()

    async def call_live(self, *, after: float, trouble: Trouble | None = None) -> None:
        self._rung = Rung.LIVE
        await self._keep_rung()  # first: the browser asks for a ticket, which only this rung gets
        text = f"{sentence(trouble)} {CALLING_AGAIN}" if trouble else str(CALLING)
        await self._send(wire.Reconnect(round(after, 2), text))

    @in_database_thread
    def _keep_rung(self) -> None:
        progress.keep_rung(self._interview, self._rung)

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
