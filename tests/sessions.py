"""A session at work with a book in memory and a stage that remembers."""

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from interviews.live import session, wire
from interviews.live.flow import Phase
from interviews.live.needs import Cast, Ears, Judge
from tests.fakes import FakeBook, FakeJudge, FakeStage

PATIENCE = 5  # seconds a test waits for what should come at once


@asynccontextmanager
async def running(
    book: FakeBook,
    stage: FakeStage,
    *,
    ears: Ears | None = None,
    cast: Cast | None = None,
    judge: Judge | None = None,
    rest_of_audio: float = PATIENCE,
    last_words: float = PATIENCE,
    write_down_within: float = PATIENCE,
) -> AsyncIterator[session.Session]:
    """A session at work; whatever it left behind afterwards is an error."""
    before = asyncio.all_tasks()
    live = session.Session(
        book,
        stage,
        judge or FakeJudge(),
        ears=ears,
        cast=cast,
        rest_of_audio=rest_of_audio,
        last_words=last_words,
        write_down_within=write_down_within,
    )
    task = asyncio.create_task(live.run())
    try:
        await until(lambda: bool(stage.shown))
        yield live
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await live.close()
    assert asyncio.all_tasks() == before, "no task is left behind"


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


def press(what: wire.Press) -> wire.Message:
    return wire.Pressed(what)


def audio(start: int, samples: int, value: int = 1000) -> bytes:
    return struct.pack("<I", start) + struct.pack("<h", value) * samples


async def to_listening(live: session.Session, stage: FakeStage) -> None:
    live.tell(press(wire.Press.START))
    await until(lambda: bool(stage.of(wire.Say)))
    live.tell(wire.FromPlayer(wire.PlayerEvent.SPEAK_ENDED, stage.of(wire.Say)[-1].speech))
    await until(lambda: live.state.phase is Phase.LISTENING)


async def to_recording(live: session.Session, stage: FakeStage) -> None:
    await to_listening(live, stage)
    live.tell(press(wire.Press.TALK))
    await until(lambda: live.state.phase is Phase.RECORDING)
    await until(lambda: bool(stage.of(wire.Have)))  # the file is open
