"""The answer being given: one open attempt with its recording, from the first press to stored."""

import asyncio

from interviews.live import events, wire
from interviews.live.disk import Disk
from interviews.live.hearing import AttemptHearing
from interviews.live.needs import Book, Stage, Stored
from interviews.live.recording import Recording, RecordingError
from interviews.live.tasks import Tasks

FULL = "The recording is as long as it can be. All of it is kept. Finish the answer, or type on."
FAILED = "The site can no longer store your recording. What was stored is kept. You can type on."


class OpenAnswer:
    """Takes in the audio of one attempt and stores it when the answer is finished."""

    def __init__(
        self,
        take: events.Take,
        attempt: str,
        book: Book,
        stage: Stage,
        tasks: Tasks,
        disk: Disk,
        hearing: AttemptHearing | None = None,
    ) -> None:
        self.take = take
        self.attempt = attempt
        self.is_kept = False  # all that was recorded is stored
        self.hearing = hearing  # None where nobody turns speech into words
        self._book = book
        self._stage = stage
        self._tasks = tasks
        self._disk = disk
        self._recording: Recording | None = None
        self._telling: asyncio.Task[None] | None = None
        self._kept = 0  # samples on disk of a recording that may not go on
        self._has_ended = False  # the recording can take no more, and that has been said
        self._asked_from = -1  # the sample number we last asked to be sent again

    @property
    def have(self) -> int:
        """Samples on disk."""
        return self._recording.stored if self._recording else self._kept

    @property
    def is_recording(self) -> bool:
        return self._recording is not None and not self._recording.failure

    async def start_recording(self) -> None:
        """Open the file, or go on with it. Raises RecordingError."""
        self._has_ended = False
        if not self.is_recording:
            await self._open()
            # Audio that came while the file was being opened fell: ask for it.
            await self._acknowledge()
        if self.hearing is not None and self._recording is not None:
            self.hearing.press(self._recording.heard)

    def release(self) -> None:
        """The button is up: the last words may still come."""
        if self.hearing is not None:
            self.hearing.release()

    async def resume(self) -> None:
        """After a reconnect: go on with the samples that are already on disk, if there are any."""
        if self._book.partial_path(self.attempt).exists():
            await self._open()
            if self.hearing is not None:
                self.hearing.is_complete = False  # what was said before, only the file knows

    async def _open(self) -> None:
        recording = Recording(
            self._book.partial_path(self.attempt),
            on_stored=self._stored,
            disk=self._disk,
            pass_on=self._pass_on,
        )
        await recording.open()
        self._recording = recording

    def hear(self, audio: wire.Audio) -> wire.Have | None:
        """Take in samples; a Have to send back when earlier ones are missing.

        Raises Overrun, and once RecordingError when the recording can take no more.
        """
        recording = self._recording
        if recording is None or self._has_ended:
            return None
        is_known = recording.hear(audio)
        if recording.failure or recording.is_full:
            self._has_ended = True
            raise RecordingError(FAILED if recording.failure else FULL)
        if is_known or self._asked_from == recording.heard:
            return None
        self._asked_from = recording.heard
        return wire.Have(recording.heard)

    async def wait_for(self, samples: int, *, within: float) -> bool:
        """Whether all samples that the browser counted are on disk within so many seconds."""
        if not samples:
            return True
        if self._recording is None:
            return samples <= self._kept
        return await self._recording.reach(samples, within=within)

    async def store(self) -> Stored | None:
        """End the recording and keep what there is of it as a WAV."""
        await self.close()
        stored = await self._book.store_recording(self.take, self._book.partial_path(self.attempt))
        self.is_kept = True
        return stored

    async def close(self) -> None:
        """End the recording; its samples stay on disk."""
        if self._recording is not None:
            await self._recording.close()

    def forget_recording(self) -> None:
        """Take in no more audio for this attempt."""
        self._kept = self.have
        self._recording = None

    def _pass_on(self, pcm: bytes) -> None:
        if self.hearing is not None:
            self.hearing.hear(pcm)

    def _stored(self, samples: int) -> None:
        """A browser that takes its time is told the latest, not each."""
        if self._telling is None or self._telling.done():
            self._telling = self._tasks.spawn(self._acknowledge())

    async def _acknowledge(self) -> None:
        told = -1
        while told < self.have:
            told = self.have
            await self._stage.send(wire.Have(told))
