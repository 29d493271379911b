"""The words of one press of the talk button, from the first to the last one heard."""

import asyncio
import logging
import time

from interviews.live import wire
from interviews.live.needs import Listening, Stage
from providers.errors import ProviderError
from providers.transcript import Transcript

logger = logging.getLogger(__name__)

LAST_CAPTIONS = 1  # seconds for captions that came but have not been sent on

STOPPED = (
    "The live captions have stopped. The recording goes on; the words are written down from it "
    "when you finish."
)


class PressCaptions:
    """Sends captions on while they come. `run()` until `release()` and the last words."""

    def __init__(self, stream: Listening, stage: Stage) -> None:
        self._stream = stream
        self._stage = stage
        self._released = asyncio.Event()
        self._settled = 0  # words that the browser has as final ones
        self.finals: list[tuple[float, str]] = []  # when the browser was told to keep what

    def hear(self, pcm: bytes) -> None:
        self._stream.send(pcm)

    def release(self) -> None:
        self._released.set()

    async def run(self) -> Transcript:
        """What was heard, complete or not. A failing provider is told to the student, once."""
        async with self._stream:
            showing = asyncio.create_task(self._show(), name="captions")
            try:
                await self._released.wait()
                transcript = await self._stream.finish()
                await asyncio.wait({showing}, timeout=LAST_CAPTIONS)
            finally:
                showing.cancel()
        await self._settle(transcript)
        return transcript

    async def _show(self) -> None:
        try:
            async for caption in self._stream:
                if caption.is_final:
                    self._settled += len(caption.words)
                    await self._keep(caption.text)
                else:
                    await self._stage.send(wire.Captioned("", caption.text))
        except ProviderError as error:
            logger.warning("live captions failed: %s", type(error).__name__)
            await self._stage.send(wire.Notice(STOPPED, wire.Tone.WARNING))

    async def _settle(self, transcript: Transcript) -> None:
        """Words that never became final are kept all the same."""
        rest = transcript.words[self._settled :]
        await self._keep(" ".join(word.text for word in rest))

    async def _keep(self, text: str) -> None:
        if text:
            self.finals.append((time.monotonic(), text))
        await self._stage.send(wire.Captioned(text))
