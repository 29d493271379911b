"""The database from async code."""

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def in_database_thread(
    work: Callable[Parameters, Result],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    """Channels' `database_sync_to_async`, with types."""
    in_thread: Callable[Parameters, Coroutine[Any, Any, Result]] = database_sync_to_async(work)
    return in_thread
