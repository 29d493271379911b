"""The few threads in which sockets read and write the database."""

import asyncio
from contextvars import ContextVar
from threading import Event, get_ident

import pytest
from django.db import DatabaseError, connection

from interviews.live.threads import (
    THREADS,
    close_connections,
    in_database_thread,
    in_own_thread,
)

ASKED_BY = ContextVar("ASKED_BY", default="nobody")

pytestmark = pytest.mark.django_db(transaction=True)


@in_database_thread
def query() -> tuple[int, int]:
    """The thread, and its connection."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return get_ident(), id(connection.connection)


@in_database_thread
def nonsense() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select nothing from nowhere")


async def test_a_thread_keeps_its_connection() -> None:
    used = {await query() for _ in range(20)}
    threads = {thread for thread, _ in used}
    assert len(used) == len(threads) <= THREADS


async def test_after_an_error_the_next_query_works() -> None:
    for _ in range(THREADS):
        with pytest.raises(DatabaseError):
            await nonsense()
    for _ in range(THREADS):
        await query()


async def test_one_that_stands_still_stops_no_other() -> None:
    going_on = Event()
    stalled = asyncio.create_task(in_database_thread(going_on.wait)(20))
    async with asyncio.timeout(10):
        for _ in range(THREADS):
            await query()
    assert not stalled.done()
    going_on.set()
    assert await stalled


async def test_a_storage_that_takes_long_stops_nobody() -> None:
    going_on = Event()
    storing = [asyncio.create_task(in_own_thread(going_on.wait)(20)) for _ in range(THREADS + 1)]
    async with asyncio.timeout(10):
        for _ in range(THREADS):
            await query()
    going_on.set()
    assert all(await asyncio.gather(*storing))


async def test_connections_that_were_closed_are_made_anew() -> None:
    await query()
    close_connections()
    assert not await in_database_thread(lambda: connection.connection is not None)()
    await query()


async def test_the_context_of_whoever_asks_goes_along() -> None:
    ASKED_BY.set("Alice")
    assert await in_database_thread(ASKED_BY.get)() == "Alice"
