"""The answer being given: one open attempt with its recording, from the first press to stored."""

from interviews.live import flow, wire
from interviews.live.needs import Book, Stage, Stored
from interviews.live.recording import Recording


class OpenAnswer:
    """Takes in the audio of one attempt and stores it when the answer is finished."""

    def __init__(self, take: flow.Take, attempt: str, book: Book, stage: Stage) -> None:
        self.take = take
        self.attempt = attempt
        self._book = book
        self._stage = stage
        self._recording: Recording | None = None
        self._asked_from = -1  # the sample number we last asked to be sent again

    @property
    def have(self) -> int:
        """Samples on disk."""
        return self._recording.stored if self._recording else 0

    async def start_recording(self) -> None:
        """Open the file, or go on with it. Raises RecordingError."""
        if self._recording is None:
            path = self._book.partial_path(self.attempt)
            recording = Recording(path, on_stored=self._acknowledge)
            await recording.open()
            self._recording = recording

    async def resume(self) -> None:
        """After a reconnect: go on with the samples that are already on disk, if there are any."""
        if self._book.partial_path(self.attempt).exists():
            await self.start_recording()

    def hear(self, audio: wire.Audio) -> wire.Have | None:
        """Take in samples; a Have to send back when earlier ones are missing. Raises Overrun."""
        recording = self._recording
        if recording is None or recording.failure or recording.hear(audio):
            return None
        if self._asked_from == recording.heard:
            return None
        self._asked_from = recording.heard
        return wire.Have(recording.heard)

    @property
    def is_full(self) -> bool:
        return self._recording is not None and self._recording.is_full

    async def wait_for(self, samples: int, *, within: float) -> bool:
        """Whether all samples that the browser counted are on disk within so many seconds."""
        if not samples:
            return True
        if self._recording is None:
            return False
        return await self._recording.reach(samples, within=within)

    async def store(self) -> Stored | None:
        """End the recording and keep what there is of it as a WAV."""
        await self.close()
        return await self._book.store_recording(self.take, self._book.partial_path(self.attempt))

    async def close(self) -> None:
        """End the recording; its samples stay on disk."""
        if self._recording is not None:
            await self._recording.close()

    def forget_recording(self) -> None:
        """Take in no more audio for this attempt."""
        self._recording = None

    async def _acknowledge(self, samples: int) -> None:
        await self._stage.send(wire.Have(samples))
