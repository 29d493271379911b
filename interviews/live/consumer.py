"""The interview's WebSocket: who may, one live tab, audio in, messages out. No decisions."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from channels.generic.websocket import AsyncWebsocketConsumer

from accounts.models import User
from interviews import tabs
from interviews.live import wire
from interviews.live.groups import interview_group, user_group
from interviews.live.limits import OpenSockets, TokenBucket, TooManySockets
from interviews.live.recording import Overrun
from interviews.live.session import InboxFull, Session
from interviews.live.standing import Claim
from interviews.live.tasks import Tasks
from interviews.live.threads import in_database_thread
from interviews.live.wiring import open_session, prepare_speech, standings
from interviews.models import Interview

logger = logging.getLogger(__name__)

MESSAGES_PER_SECOND = 25
MESSAGE_BURST = 200
BURST = 0.01  # seconds from one message to the next that are no longer speech, but a backlog
JOIN_TIMEOUT = 10  # seconds from the handshake to "join"
IDLE_TIMEOUT = 120  # seconds without a message; the page pings every 15
LONGEST = 2 * 60 * 60  # seconds; the page simply reconnects
HEARTBEAT = 8  # seconds between looks at the log-in and at the hold on the interview
LONGEST_UNCHECKED = 60  # seconds without such a look, while the database is away
SOCKETS_EACH = 5
SOCKETS = 1000
SEND_TIMEOUT = 10  # seconds

Receive = Callable[[], Awaitable[dict[str, Any]]]  # of ASGI

open_sockets = OpenSockets(SOCKETS_EACH, SOCKETS)


class InterviewConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One socket. Clean-up is in `__call__`: Channels skips `disconnect()` when things go wrong."""

    heartbeat: float = HEARTBEAT
    join_timeout: float = JOIN_TIMEOUT
    idle_timeout: float = IDLE_TIMEOUT

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._tasks = Tasks()
        self._slot = contextlib.ExitStack()
        self._session: Session | None = None
        self._interview: Interview | None = None
        self._tab = ""
        self._hold = ""
        self._groups: list[str] = []
        self._is_closed = self._is_too_fast = False
        self._bucket = TokenBucket(MESSAGES_PER_SECOND, MESSAGE_BURST)
        self._heard_at = self._opened_at = self._checked_at = time.monotonic()
        try:
            await super().__call__(scope, partial(self._next_but_audio, receive), send)
        finally:
            await self._clean_up()

    async def _next_but_audio(self, receive: Receive) -> dict[str, Any]:
        """Audio is heard here and never reaches Channels.

        Its tasks and its thread hop for each message cost more than all we do with a frame. What
        a flood left in the queue when we closed ends here, too. Other interviews come between
        the frames of a burst.
        """
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            pcm = message.get("bytes")
            if pcm is None and not self._is_closed:
                return message
            before = self._heard_at
            trouble = self._hear(pcm) if pcm is not None else None
            if trouble is not None:
                await self._report(trouble)
            if self._is_closed or self._heard_at - before < BURST:
                await asyncio.sleep(0)

    # Coming and going --------------------------------------------------------------------------

    async def connect(self) -> None:
        user = self.scope["user"]
        if not isinstance(user, User):
            await self.accept()
            await self._end(wire.Close.SIGNED_OUT)
            return
        mine = Interview.objects.owned_by(user)
        self._interview = await mine.filter(pk=self.scope["url_route"]["kwargs"]["pk"]).afirst()
        if self._interview is None:
            await self.close()  # before accept(): the handshake is refused
            return
        try:
            self._slot.enter_context(open_sockets.one_of(user.pk))
        except TooManySockets:
            await self.accept()
            await self._end(wire.Close.TOO_FAST)
            return
        await self._listen_to_groups(self._interview, user)
        if listen := self.scope.get("extensions", {}).get(wire.AUDIO_EXTENSION):
            listen(self._hear_on_arrival)
        await self.accept()
        self._tasks.spawn(self._watch())

    async def _listen_to_groups(self, interview: Interview, user: User) -> None:
        """Rare events only, from other sockets and from pages; never audio or tokens."""
        self._groups = [interview_group(interview.pk), user_group(user.pk)]
        for group in self._groups:
            await self.channel_layer.group_add(group, self.channel_name)

    async def _clean_up(self) -> None:
        self._is_closed = True
        self._slot.close()
        await self._tasks.end()
        with self._note_failure("end the session"):
            if self._session is not None:
                await self._session.close()
        with self._note_failure("release the interview"):
            if self._interview is not None and self._hold:
                await in_database_thread(tabs.release)(self._interview, hold=self._hold)
        with self._note_failure("leave the groups"):
            for group in self._groups:
                await self.channel_layer.group_discard(group, self.channel_name)

    # What the browser says ---------------------------------------------------------------------

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None:
            return
        if not self._is_in_time():
            await self._end(wire.Close.TOO_FAST)
            return
        try:
            message = wire.parse(text_data)
        except wire.BadMessage as bad:
            await self._tell_browser(wire.Error(str(bad)))
            return
        await self._deal_with(message)

    async def _deal_with(self, message: wire.Message) -> None:
        match message:
            case wire.Join():
                await self._join(message.tab, by_force=False)
            case wire.Pressed(what=wire.Press.TAKE_OVER) if self._tab:
                await self._join(self._tab, by_force=True)
            case wire.Pressed(what=wire.Press.PING):
                await self._tell_browser(wire.Pong())
            case _ if self._session is None:
                await self._tell_browser(wire.Error("join first"))
            case _:
                try:
                    self._session.tell(message)
                except InboxFull:
                    await self._end(wire.Close.TOO_FAST)

    def _hear_on_arrival(self, data: bytes) -> None:
        try:
            trouble = self._hear(data)
        except Exception:
            logger.exception("audio could not be taken in")
            trouble = wire.Close.IDLE
        if trouble is not None and not self._is_closed:
            self._tasks.spawn(self._report(trouble))

    def _hear(self, data: bytes) -> wire.Error | wire.Close | None:
        """Audio; what is wrong with it, if anything. Ten times a second for each student."""
        if not self._is_in_time() or self._session is None:
            return wire.Close.TOO_FAST if self._is_too_fast else None
        try:
            self._session.hear(data)
        except wire.BadMessage as bad:
            return wire.Error(str(bad))
        except Overrun:
            return wire.Close.TOO_FAST
        return None

    async def _report(self, trouble: wire.Error | wire.Close) -> None:
        if isinstance(trouble, wire.Close):
            await self._end(trouble)
        else:
            await self._tell_browser(trouble)

    def _is_in_time(self) -> bool:
        """Count this message; False for one that comes after the end or is too much."""
        self._heard_at = time.monotonic()
        if self._is_closed:
            return False
        self._is_too_fast = not self._bucket.take(self._heard_at)
        return not self._is_too_fast

    async def _join(self, tab: str, *, by_force: bool) -> None:
        if self._session is not None or not tab or self._interview is None:
            return
        self._tab = tab
        hold = f"{tab}.{uuid4().hex[:16]}"
        claim = in_database_thread(tabs.claim)
        if not await claim(self._interview, tab=tab, hold=hold, by_force=by_force):
            await self._tell_browser(wire.Elsewhere())
            return
        self._hold = hold
        await self.channel_layer.group_send(
            interview_group(self._interview.pk), {"type": "tab.taken", "hold": hold}
        )
        self._session = await open_session(
            self._interview, self.scope["user"], hold=hold, send=self._tell_browser
        )
        self._tasks.spawn(self._run(self._session))
        self._tasks.spawn(prepare_speech(self._interview))

    async def _run(self, session: Session) -> None:
        try:
            await session.run()
        except Exception:
            logger.exception(
                "the session of interview %s failed", self.scope["url_route"]["kwargs"]["pk"]
            )
            await self._end(wire.Close.IDLE)

    # What others say ---------------------------------------------------------------------------

    async def tab_taken(self, event: dict[str, Any]) -> None:
        """Another socket took hold; when two did at once, the database knows who was last."""
        if event["hold"] != self._hold:
            await self._check_standing(soon=True)

    async def consent_withdrawn(self, event: dict[str, Any]) -> None:
        if self._session is not None:
            await self._session.forbid_recording()

    # Watching ----------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while not self._is_closed:
            await asyncio.sleep(self.heartbeat)
            await self._check_time()
            with self._note_failure("look at the log-in"):
                await self._check_standing()
                self._checked_at = time.monotonic()

    async def _check_time(self) -> None:
        now = time.monotonic()
        never_joined = self._session is None and not self._tab
        if (
            now - self._heard_at > self.idle_timeout
            or now - self._opened_at > LONGEST
            or now - self._checked_at > LONGEST_UNCHECKED
            or (never_joined and now - self._opened_at > self.join_timeout)
        ):
            await self._end(wire.Close.IDLE)

    async def _check_standing(self, *, soon: bool = False) -> None:
        standing = await standings().of(self._claim, soon=soon)
        if not standing.is_signed_in:
            await self._end(wire.Close.SIGNED_OUT)
        elif not standing.has_hold:
            await self._end(wire.Close.TAKEN_OVER)
        elif self._session is not None and self._session.is_recording and not standing.may_record:
            await self._session.forbid_recording()

    @property
    def _claim(self) -> Claim:
        key = self.scope["session"].session_key or ""
        interview = self._interview.pk if self._interview else None
        return Claim(key, self.scope["user"].pk, interview, self._hold)

    @contextlib.contextmanager
    def _note_failure(self, what: str) -> Iterator[None]:
        """A database or a layer that is away for a moment costs a line in the log, no more."""
        try:
            yield
        except Exception as error:
            logger.warning("could not %s: %s", what, type(error).__name__)

    # What the browser hears --------------------------------------------------------------------

    async def _tell_browser(self, message: wire.Outgoing) -> None:
        if self._is_closed:
            return
        # A peer that is closing raises, and that must not end the session's clean-up.
        with contextlib.suppress(Exception):
            async with asyncio.timeout(SEND_TIMEOUT):
                await self.send(text_data=wire.dump(message))

    async def _end(self, code: wire.Close) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        with contextlib.suppress(Exception):
            await self.close(code=int(code))


class UnknownPathConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Refuses the handshake; without it Channels answers an unknown path with a 500."""

    async def connect(self) -> None:
        await self.close()
