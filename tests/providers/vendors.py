"""Deepgram at the other end of a real wire, and what a call to it leaves behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from providers.breaker import Breaker
from providers.deepgram import Deepgram, DeepgramSettings
from providers.deepgram_deadlines import DeepgramDeadlines, LiveDeadlines
from providers.deepgram_live import LiveTranscriber
from providers.errors import ProviderError
from providers.transcript import Caption
from standins.deepgram import KEY, NO_FAULTS, Faults, create_app
from standins.frame import Visit
from standins.serve import serve
from tests.standins.sounds import frames

VOICE = "aura-2-thalia-en"
MARGIN = 0.5  # seconds for a busy machine
VENDOR_NOTICES = 1.0  # seconds until the other end of a closed socket has ended, too
QUICK = DeepgramDeadlines(
    live=LiveDeadlines(
        open=0.5, send_rest=0.2, finalize=0.2, close_stream=0.3, close=0.2, keep_alive=0.2, mute=1.0
    ),
    connect=0.3,
    transcribe_least=0.6,
    transcribe_for_each_second=0.0,
    speak_first_chunk=0.3,
    speak_next_chunk=0.3,
    speak=0.6,
)


@asynccontextmanager
async def deepgram(
    faults: Faults = NO_FAULTS,
    *,
    key: str = KEY,
    deadlines: DeepgramDeadlines = QUICK,
    breaker: Breaker | None = None,
    visits: list[Visit] | None = None,
) -> AsyncIterator[Deepgram]:
    async with serve(create_app(faults, visits=visits)) as url:
        yield deepgram_at(url, key=key, deadlines=deadlines, breaker=breaker)


def deepgram_at(
    url: str,
    *,
    key: str = KEY,
    deadlines: DeepgramDeadlines = QUICK,
    breaker: Breaker | None = None,
) -> Deepgram:
    return Deepgram(DeepgramSettings(key=key, base_url=url, deadlines=deadlines), breaker=breaker)


async def say(stream: LiveTranscriber, pcm: bytes, *, pause: float = 0.005) -> None:
    """Twenty times as fast as a person."""
    for frame in frames(pcm):
        stream.send(frame)
        await asyncio.sleep(pause)


async def heard(stream: LiveTranscriber) -> tuple[list[Caption], ProviderError | None]:
    """The captions until the stream ends, and how it failed."""
    captions: list[Caption] = []
    try:
        async for caption in stream:
            captions.append(caption)
    except ProviderError as failure:
        return captions, failure
    return captions, None


@asynccontextmanager
async def nothing_left_behind() -> AsyncIterator[None]:
    """No task and no socket that was not there before, once the vendor's end has noticed."""
    tasks, sockets = asyncio.all_tasks(), _sockets()
    yield
    with suppress(TimeoutError):
        async with asyncio.timeout(VENDOR_NOTICES):
            while asyncio.all_tasks() != tasks or not _sockets() <= sockets:
                await asyncio.sleep(0.01)
    assert asyncio.all_tasks() == tasks
    assert _sockets() <= sockets


def _sockets() -> set[str]:
    """Inodes of this process's open sockets, where the system tells."""
    names = set()
    for link in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):  # the folder's own descriptor is gone by now
            names.add(str(link.readlink()))
    return {name for name in names if name.startswith("socket:")}
