"""One live transcription: audio in at any time, captions out, a transcript at the end.

One task owns the socket and its three helpers (send, read, keep alive). Whatever happens, the task
ends within the deadlines; what went wrong is one ProviderError, and the words heard so far stay.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosedOK

from providers.breaker import Breaker, Call
from providers.deepgram_deadlines import LiveDeadlines
from providers.deepgram_errors import PROVIDER, translated
from providers.deepgram_results import Message, Results, read
from providers.deepgram_transport import DIALLING, Dialling, Transport
from providers.errors import ProviderError, ProviderUnavailable
from providers.outbox import BYTES_A_SECOND, Outbox
from providers.transcript import Caption, Transcript


class LiveTranscriber:
    """`async with` it, `send()` audio, iterate over captions, `finish()`.

    Connects when entered. Iterating ends with the stream; if that failed it raises ProviderError,
    once. Leaving without `finish()` hangs up.
    """

    def __init__(
        self,
        connect: Callable[[], AbstractAsyncContextManager[Any]],
        breaker: Breaker,
        dialling: Dialling,
        deadlines: LiveDeadlines,
        outbox: Outbox,
    ) -> None:
        self.failure: ProviderError | None = None
        self._connect = connect
        self._breaker = breaker
        self._dialling = dialling
        self._deadlines = deadlines
        self._outbox = outbox
        self._results = Results(outbox.attempt_time)
        self._captions: deque[Caption] = deque()
        self._news = asyncio.Event()
        self._wake = asyncio.Event()
        self._finalized = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._patience: asyncio.Timeout | None = None
        self._patient_until: float | None = None
        self._is_finishing = self._has_ended = self._said_goodbye = self._has_raised = False
        self._is_sending = False  # what waited; nothing may overtake it
        self._unheard = 0  # bytes handed in since the last message
        self._unheard_since = 0.0
        self._sent_at = time.monotonic()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._live(), name="live transcription")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._stop()

    def send(self, pcm: bytes) -> None:
        """Samples at 16 kHz, mono, signed 16 bit, little endian. Never waits."""
        if self._is_finishing or self._has_ended or not pcm:
            return
        now = time.monotonic()
        if not self._unheard:
            self._unheard_since = now
        self._unheard += len(pcm)
        if self._is_sent_at_once(pcm):
            self._sent_at = now
        else:
            self._outbox.put(pcm)
            self._wake.set()

    def _is_sent_at_once(self, pcm: bytes) -> bool:
        """As it mostly is: the socket is open, and nothing waits before this."""
        transport = self._dialling.transport
        if transport is None or self._is_sending or not self._outbox.is_empty:
            return False
        if not transport.write(pcm):
            return False
        self._outbox.passed(pcm)
        return True

    @property
    def dropped_seconds(self) -> float:
        """Audio that the provider never got because its socket was too slow."""
        return self._outbox.dropped / BYTES_A_SECOND

    @property
    def transcript(self) -> Transcript:
        """All words so far, interim ones last."""
        is_complete = self._is_finishing and (self._finalized.is_set() or self._said_goodbye)
        return self._results.transcript(is_complete=is_complete and not self._outbox.dropped)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Caption:
        while not self._captions:
            if self._has_ended:
                self._raise_once()
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        return self._captions.popleft()

    async def finish(self) -> Transcript:
        """All the words there will be. Never raises ProviderError: see `failure`.

        Sends what waits, asks for the last words, closes. The interim words are kept if the
        final ones do not come.
        """
        limit = self._deadlines
        self._is_finishing = True
        self._be_patient_for(limit.last_words)
        self._wake.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=limit.finish)
        await self._stop()
        return self.transcript

    def _raise_once(self) -> None:
        if self.failure is not None and not self._has_raised:
            self._has_raised = True
            raise self.failure

    # The task ----------------------------------------------------------------------------------

    async def _live(self) -> None:
        DIALLING.set(self._dialling)
        try:
            with self._breaker.watching() as call, translated():
                async with self._connect() as socket:
                    await self._converse(socket, self._dialling.opened(), call)
        except ProviderError as failure:
            if not self._finalized.is_set():
                self.failure = failure
        finally:
            self._has_ended = True
            self._news.set()

    async def _converse(self, socket: Any, transport: Transport, call: Call) -> None:
        async with asyncio.TaskGroup() as tasks:
            others = [
                tasks.create_task(self._send_all(socket)),
                tasks.create_task(self._keep_alive(socket)),
            ]
            try:
                async with asyncio.timeout_at(self._patient_until) as self._patience:
                    await self._read_all(transport, call)
            except TimeoutError:
                self._give_up()
            finally:
                self._patience = None
            for task in others:
                task.cancel()

    def _give_up(self) -> None:
        """Time is up. Without the final words that is a failure, after them a bad manner."""
        if not self._finalized.is_set():
            raise ProviderUnavailable(f"{PROVIDER} did not send the last words in time")

    async def _read_all(self, transport: Transport, call: Call) -> None:
        while not self._said_goodbye:
            try:
                data = await transport.recv()
            except ConnectionClosedOK:
                if not self._is_finishing:
                    raise ProviderUnavailable(f"{PROVIDER} hung up") from None
                return
            self._unheard = 0
            call.works()
            self._read(read(data))

    def _read(self, message: Message) -> None:
        match message.get("type"):
            case "Results":
                if caption := self._results.take(message):
                    self._show(caption)
                if self._is_finishing and message.get("from_finalize"):
                    self._finalized.set()
            case "Metadata" if self._is_finishing:
                self._said_goodbye = True
            case "Error":
                raise ProviderError(f"{PROVIDER} reports an error")

    def _show(self, caption: Caption) -> None:
        """A screen that is behind needs the newest interim words only."""
        if self._captions and not self._captions[-1].is_final:
            self._captions.pop()
        self._captions.append(caption)
        self._news.set()

    async def _send_all(self, socket: Any) -> None:
        while True:
            self._is_sending = True
            while pcm := self._outbox.take():
                await socket.send_media(pcm)
                self._sent_at = time.monotonic()
            self._is_sending = False
            if self._is_finishing:
                break
            self._wake.clear()
            await self._wake.wait()
        if self._outbox.taken:
            await self._finalize(socket)
        self._be_patient_for(self._deadlines.close_stream)
        await socket.send_close_stream()

    async def _finalize(self, socket: Any) -> None:
        try:
            async with asyncio.timeout(self._deadlines.finalize):
                await socket.send_finalize()
                await self._finalized.wait()
        except TimeoutError:
            pass  # CloseStream asks once more

    async def _keep_alive(self, socket: Any) -> None:
        """Say that we are there while nobody speaks; notice when nobody listens."""
        limit = self._deadlines
        while True:
            await asyncio.sleep(min(limit.keep_alive, limit.mute) / 2)
            now = time.monotonic()
            if self._is_unheard(now):
                raise ProviderUnavailable(f"{PROVIDER} does not answer")
            if now - self._sent_at >= limit.keep_alive:
                self._sent_at = now
                await socket.send_keep_alive()

    def _is_unheard(self, now: float) -> bool:
        """Much audio over a long time: what was resent at once is no reason to give up."""
        limit = self._deadlines.mute
        return self._unheard >= limit * BYTES_A_SECOND and now - self._unheard_since >= limit

    def _be_patient_for(self, seconds: float) -> None:
        self._patient_until = asyncio.get_running_loop().time() + seconds
        if self._patience is not None and not self._patience.expired():
            self._patience.reschedule(self._patient_until)

    async def _stop(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=self._deadlines.hang_up)
