"""Work that outlives its socket."""

import asyncio

import pytest
from asgiref.sync import ThreadSensitiveContext

from interviews.live.errands import Errands
from interviews.models import Interview
from tests.sockets import in_database


@pytest.mark.django_db(transaction=True)
async def test_it_reaches_the_database_when_the_socket_s_thread_is_gone() -> None:
    errands = Errands()
    counted: list[int] = []
    is_gone = asyncio.Event()

    async def count() -> None:
        await is_gone.wait()
        counted.append(await in_database(Interview.objects.count))

    async with ThreadSensitiveContext():
        errands.run(count())
        await in_database(Interview.objects.count)
    is_gone.set()
    await errands.done()
    assert counted == [0]


async def test_what_fails_is_told_by_its_kind_and_ends_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errands = Errands()
    done: list[bool] = []

    async def fail() -> None:
        raise ValueError("a secret")

    async def work() -> None:
        done.append(True)

    errands.run(fail())
    errands.run(work())
    await errands.done()
    assert done == [True]
    assert "ValueError" in caplog.text
    assert "a secret" not in caplog.text
