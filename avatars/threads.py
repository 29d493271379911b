"""The database from async code."""

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def in_database_thread(
    work: Callable[Parameters, Result],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    """As Channels' `database_sync_to_async`, which would break off a transaction around it."""

    def tidily(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        _close_old_connections()
        try:
            return work(*args, **kwargs)
        finally:
            _close_old_connections()

    return sync_to_async(tidily)


def _close_old_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
