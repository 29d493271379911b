"""All that was heard of one attempt: a transcription for each press, joined into one answer."""

import asyncio

from interviews.live import events
from interviews.live.captions import PressCaptions
from interviews.live.needs import Book, Ears, Stage
from interviews.live.tasks import Tasks
from interviews.live.wire import SAMPLE_RATE
from providers.transcript import Transcript

ON_THE_WAY = 1.5  # seconds that a caption may take to the browser, and the text back


class AttemptHearing:
    """Starts a transcription with each press and keeps its words when it has ended."""

    def __init__(
        self, take: events.Take, ears: Ears, book: Book, stage: Stage, tasks: Tasks
    ) -> None:
        self._take = take
        self._ears = ears
        self._book = book
        self._stage = stage
        self._tasks = tasks
        self._press: PressCaptions | None = None
        self._presses: list[PressCaptions] = []
        self._running: set[asyncio.Task[None]] = set()
        self.is_complete = True  # nothing that was said escaped us
        self.heard_until = 0.0  # seconds of the attempt; the end of the last word

    def press(self, samples: int) -> None:
        """The button is down; audio from number `samples` on is to be heard."""
        if self._press is not None:
            return
        stream = self._ears.listen(offset=samples / SAMPLE_RATE)
        self._press = PressCaptions(stream, self._stage)
        self._presses.append(self._press)
        task = self._tasks.spawn(self._hear_out(self._press))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def hear(self, pcm: bytes) -> None:
        """Audio between presses (sent again after a cut) has to be taken from the recording."""
        if self._press is not None:
            self._press.hear(pcm)
        else:
            self.is_complete = False

    def release(self) -> None:
        if self._press is not None:
            self._press.release()
            self._press = None

    def missing_in(self, text: str, *, since: float) -> list[str]:
        """Words that the browser cannot have known when it sent `text` at `since` (monotonic)."""
        finals = [final for press in self._presses for final in press.finals]
        return [final for at, final in finals if at > since - ON_THE_WAY and final not in text]

    async def done(self, *, within: float) -> None:
        """Wait for the last words of all presses."""
        self.release()
        if self._running:
            await asyncio.wait(set(self._running), timeout=within)
        self.is_complete = self.is_complete and not self._running

    async def _hear_out(self, press: PressCaptions) -> None:
        try:
            transcript = await press.run()
        except BaseException:
            self.is_complete = False
            raise
        self._note(transcript)
        await self._book.add_words(self._take, transcript.words)

    def _note(self, transcript: Transcript) -> None:
        self.is_complete = self.is_complete and transcript.is_complete
        if transcript.words:
            self.heard_until = max(self.heard_until, transcript.words[-1].end)


def rest_of(transcript: Transcript, *, heard_until: float, has_text: bool) -> str:
    """What a later transcript of the recording adds to an answer's text.

    The student may have corrected or typed words: what stands there is never replaced. Without
    times it cannot be told what is new, so then only an empty text is filled.
    """
    if not has_text:
        return transcript.text
    if not heard_until:
        return ""
    return " ".join(word.text for word in transcript.words if word.start >= heard_until)
