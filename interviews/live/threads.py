"""The database from async code that runs for a long time: sockets, and what they leave behind.

A few threads share the work, and each keeps its connection: to open SQLite costs more than most
queries, and a thread for every socket makes a hundred of them wait for each other. Calls are short;
one that stands still takes a thread away, not the loop.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import partial, wraps
from threading import Barrier
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.db import connections

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

THREADS = 4
AT_REST = 5.0  # seconds, in which whatever still runs has ended
KEPT_OPEN = 600.0  # seconds; then a connection is made anew

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")


def in_database_thread(
    work: Callable[Parameters, Result],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    """`work` as a coroutine function, whose queries run in one of the threads."""

    @wraps(work)
    async def inner(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        call = partial(copy_context().run, _connected, partial(work, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(_threads, call)

    return inner


def in_own_thread(
    work: Callable[Parameters, Result],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    """For what may take long, because a storage may be far away: the socket's thread, not ours."""
    in_thread: Callable[Parameters, Coroutine[Any, Any, Result]] = database_sync_to_async(work)
    return in_thread


def close_connections() -> None:
    """Those of all threads, each at its own hands: before the database itself goes."""
    together = Barrier(THREADS)

    def close() -> None:
        together.wait(timeout=AT_REST)  # so that no thread closes twice for another
        connections.close_all()

    wait([_threads.submit(close) for _ in range(THREADS)])


def _connected(work: Callable[[], Result]) -> Result:
    """As Django does around a request, but for the connection, which stays."""
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    try:
        return work()
    finally:
        for connection in connections.all(initialized_only=True):
            if connection.close_at is not None and connection.close_at <= time.monotonic():
                connection.close_at = time.monotonic() + KEPT_OPEN
