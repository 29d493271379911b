"""The disk that many recordings share: one trip for all of them, and none pays for another."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from interviews.live.disk import LONGEST_PAUSE, RECORDINGS_A_SECOND, Disk, Page
from tests.sessions import until


@dataclass(eq=False)
class Notes:
    """Something with a few bytes for the disk."""

    path: Path
    pcm: bytes = b"ab"
    outcomes: list[OSError | None] = field(default_factory=list)

    def page(self) -> Page:
        return Page(self.path, 0, (self.pcm,), sync=False)

    def written(self, page: Page, failure: OSError | None) -> None:
        self.outcomes.append(failure)


async def test_all_that_wait_are_written_in_one_go(tmp_path: Path) -> None:
    disk = Disk()
    waiting = [Notes(tmp_path / f"{number}.pcm") for number in range(50)]
    for each in waiting:
        disk.write_soon(each)
    assert not list(tmp_path.iterdir()), "a pause comes first, for others to come along"
    disk.hurry()
    await until(lambda: bool(waiting[0].outcomes))
    assert [each.outcomes for each in waiting] == [[None]] * 50
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"ab"}


async def test_one_that_fails_keeps_no_other_from_being_written(tmp_path: Path) -> None:
    disk = Disk(shortest_pause=0)
    nowhere, good = Notes(tmp_path / "missing" / "a.pcm"), Notes(tmp_path / "b.pcm")
    disk.write_soon(nowhere)
    disk.write_soon(good)
    await until(lambda: bool(good.outcomes))
    assert isinstance(nowhere.outcomes[0], FileNotFoundError)
    assert good.path.read_bytes() == b"ab"


async def test_who_asks_twice_before_the_write_is_written_once(tmp_path: Path) -> None:
    disk = Disk(shortest_pause=0)
    notes = Notes(tmp_path / "a.pcm")
    disk.write_soon(notes)
    disk.write_soon(notes)
    await until(lambda: bool(notes.outcomes))
    await asyncio.sleep(0)
    assert notes.outcomes == [None]


async def test_its_task_ends_when_nothing_waits(tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    disk = Disk(shortest_pause=0)
    notes = Notes(tmp_path / "a.pcm")
    disk.write_soon(notes)
    await until(lambda: asyncio.all_tasks() == before)
    disk.write_soon(notes)
    await until(lambda: len(notes.outcomes) == 2)


async def test_however_many_there_are_the_pause_has_an_end(tmp_path: Path) -> None:
    disk = Disk()
    waiting = [
        Notes(tmp_path / "a.pcm") for _ in range(int(2 * LONGEST_PAUSE * RECORDINGS_A_SECOND))
    ]
    for each in waiting:
        disk.write_soon(each)
    async with asyncio.timeout(1.9 * LONGEST_PAUSE):
        while not waiting[-1].outcomes:
            await asyncio.sleep(0.01)
