"""A recording while it is made: what arrives, in whatever way, is on disk once and in order."""

import asyncio
import shutil
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.live.disk import Disk
from interviews.live.recording import (
    FREE_SPACE,
    MOST_SAMPLES,
    MOST_WAITING,
    Overrun,
    Recording,
    RecordingError,
)
from interviews.live.wire import Audio

PATIENCE = 5  # seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "partial" / "attempt.pcm"


def pcm(start: int, samples: int) -> bytes:
    """Samples that say which one they are."""
    return struct.pack(
        f"<{samples}H", *(number % 65_536 for number in range(start, start + samples))
    )


def audio(start: int, samples: int) -> Audio:
    return Audio(start, pcm(start, samples))


def zeros(start: int, samples: int) -> Audio:
    """Quicker to make, where it does not matter what is said."""
    return Audio(start, bytes(2 * samples))


def say_nothing(samples: int) -> None:
    pass


def make(path: Path, on_stored: Callable[[int], None] = say_nothing) -> Recording:
    disk = Disk(shortest_pause=0)
    return Recording(path, on_stored, disk=disk, free_space=lambda folder: FREE_SPACE)


@asynccontextmanager
async def recording(path: Path, told: list[int] | None = None) -> AsyncIterator[Recording]:
    """Writes without pauses; notes in `told` what the browser would be told."""

    def note(samples: int) -> None:
        if told is not None:
            told.append(samples)

    made = make(path, note)
    await made.open()
    try:
        yield made
    finally:
        await made.close()


async def test_what_is_heard_is_on_disk_in_order(path: Path) -> None:
    async with recording(path) as made:
        assert made.hear(audio(0, 1600))
        assert made.hear(audio(1600, 800))
    assert path.read_bytes() == pcm(0, 2400)


async def test_the_browser_is_told_only_of_what_is_on_disk(path: Path) -> None:
    told: list[int] = []
    async with recording(path, told) as made:
        made.hear(audio(0, 1600))
        assert told == []
        assert await made.reach(1600, within=PATIENCE)
        assert path.stat().st_size == 1600 * 2
    assert told == [1600]


async def test_what_comes_twice_is_kept_once(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
        assert made.hear(audio(0, 1600))
        assert made.hear(audio(800, 1600))  # half of it known
    assert path.read_bytes() == pcm(0, 2400)


async def test_a_hole_is_refused_and_never_joined(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
        assert not made.hear(audio(1601, 1600))
        assert made.heard == 1600
    assert path.read_bytes() == pcm(0, 1600)


async def test_a_sample_number_beyond_all_bounds_is_a_hole(path: Path) -> None:
    async with recording(path) as made:
        assert not made.hear(audio(2**32 - 1, 1))
    assert not path.exists()


async def test_it_goes_on_where_the_file_ends(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
    async with recording(path) as again:
        assert again.stored == 1600
        again.hear(audio(1600, 800))
    assert path.read_bytes() == pcm(0, 2400)


async def test_half_a_sample_at_the_end_is_written_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(pcm(0, 1600) + b"\x7f")
    async with recording(path) as made:
        assert made.stored == 1600
        made.hear(audio(1600, 10))
    assert path.read_bytes() == pcm(0, 1610)


async def test_a_late_write_of_the_tab_before_shortens_nothing(path: Path) -> None:
    """Both have the file: the last write of the old one comes after the first of the new one."""
    async with recording(path) as old:
        async with recording(path) as new:
            new.hear(audio(0, 3200))
        old.hear(audio(0, 1600))
    assert path.read_bytes() == pcm(0, 3200)


async def test_it_is_full_at_the_cap_and_keeps_all_up_to_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(bytes(2 * (MOST_SAMPLES - 101)))
    async with recording(path) as made:
        assert made.hear(zeros(MOST_SAMPLES - 101, 100))
        at_the_last_but_one = made.is_full
        assert made.hear(zeros(MOST_SAMPLES - 1, 1600))
        assert (at_the_last_but_one, made.is_full) == (False, True)
        assert made.hear(zeros(MOST_SAMPLES, 1600))
    assert path.stat().st_size == 2 * MOST_SAMPLES


async def test_a_file_longer_than_the_cap_does_not_grow(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(bytes(2 * (MOST_SAMPLES + 10)))
    async with recording(path) as made:
        made.hear(zeros(MOST_SAMPLES, 1600))
    assert path.stat().st_size == 2 * (MOST_SAMPLES + 10)


async def test_more_than_the_cap_need_not_arrive(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(bytes(2 * MOST_SAMPLES))
    async with recording(path) as made:
        assert await made.reach(MOST_SAMPLES + 1600, within=0)


async def test_what_does_not_arrive_is_not_waited_for_any_longer(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
        assert not await made.reach(1601, within=0.05)


async def test_it_does_not_begin_on_a_disk_that_is_nearly_full(path: Path) -> None:
    nearly_full = FREE_SPACE - 1
    made = Recording(path, say_nothing, disk=Disk(), free_space=lambda folder: nearly_full)
    with pytest.raises(RecordingError, match="You can type"):
        await made.open()
    assert not path.exists()


async def test_it_does_not_begin_where_it_may_not_write(tmp_path: Path) -> None:
    (tmp_path / "partial").write_text("a file where the folder should be")
    made = make(tmp_path / "partial" / "attempt.pcm")
    with pytest.raises(RecordingError):
        await made.open()


async def test_a_disk_that_fails_in_the_middle_ends_it_at_what_is_stored(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
        await made.reach(1600, within=PATIENCE)
        shutil.rmtree(path.parent)
        made.hear(audio(1600, 1600))
        assert not await made.reach(3200, within=PATIENCE)
        assert made.failure is not None
        assert made.stored == 1600


async def test_after_a_failure_it_takes_nothing_more_into_memory(path: Path) -> None:
    async with recording(path) as made:
        shutil.rmtree(path.parent)
        made.hear(audio(0, 1600))
        await made.reach(1600, within=PATIENCE)
        heard = made.heard
        made.hear(audio(1600, 1600))
        assert made.heard == heard


async def test_a_file_that_vanished_is_a_failure_not_a_recording_of_silence(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
        await made.reach(1600, within=PATIENCE)
        path.unlink()
        made.hear(audio(1600, 1600))
        await made.reach(3200, within=PATIENCE)
    assert made.failure is not None
    assert not path.exists()


async def test_a_disk_that_fails_keeps_the_next_one_from_nothing(path: Path) -> None:
    async with recording(path) as made:
        shutil.rmtree(path.parent)
        made.hear(audio(0, 1600))
        await made.reach(1600, within=PATIENCE)
    async with recording(path) as again:
        again.hear(audio(0, 1600))
    assert path.read_bytes() == pcm(0, 1600)


async def test_audio_that_comes_faster_than_the_disk_takes_it_is_an_overrun(path: Path) -> None:
    async with recording(path) as made:
        messages = MOST_WAITING // 64_000  # the writer has no turn in between
        for number in range(messages):
            made.hear(zeros(number * 32_000, 32_000))
        with pytest.raises(Overrun):
            made.hear(zeros(messages * 32_000, 32_000))
    assert path.stat().st_size == messages * 64_000, "what was taken in before is kept"


async def test_audio_after_the_end_is_dropped(path: Path) -> None:
    async with recording(path) as made:
        made.hear(audio(0, 1600))
    for _ in range(2 * MOST_WAITING // 64_000):
        assert made.hear(zeros(made.heard, 32_000))
    assert made.heard == 1600


async def test_closing_writes_the_rest(path: Path) -> None:
    made = make(path)
    await made.open()
    made.hear(audio(0, 1600))
    await made.reach(1600, within=PATIENCE)
    made.hear(audio(1600, 1600))  # nobody has written it yet
    await made.close()
    assert path.read_bytes() == pcm(0, 3200)


async def test_closing_one_that_never_opened_is_nothing(path: Path) -> None:
    await make(path).close()


@settings(max_examples=40, deadline=None)
@given(
    pieces=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200), st.booleans()), max_size=12)
)
def test_whatever_comes_the_file_is_the_beginning_of_what_was_said(
    pieces: list[tuple[int, int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("walk") / "attempt.pcm"

    async def walk() -> int:
        made = make(path)
        await made.open()
        for start, samples, cut in pieces:
            made.hear(audio(start, samples))
            if cut:
                await made.close()
                made = make(path)
                await made.open()
        await made.close()
        return made.stored

    stored = asyncio.run(walk())
    assert (path.read_bytes() if path.exists() else b"") == pcm(0, stored)
