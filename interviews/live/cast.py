"""The paid session of an interview's live interviewer, as rows and at the vendor."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from avatars import connections
from avatars.models import Connection
from avatars.models import Why as Ended
from interviews import tabs
from interviews.live.errands import Errands
from interviews.live.needs import Asked, Why
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from providers.avatar import AvatarProvider, Trouble
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

GRACE = 20.0  # seconds for a page to come back before the paid session is ended


class DatabaseCast:
    """Notes and ends this interview's connections, one thing after the other. See `needs.Cast`."""

    def __init__(
        self,
        interview: Interview,
        *,
        provider: AvatarProvider,
        errands: Errands,
        idle_seconds: float,
        phrases: Sequence[Asked] = (),
        grace: float = GRACE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.idle_seconds = idle_seconds
        self.phrases = phrases
        self._interview = interview
        self._provider = provider
        self._errands = errands
        self._grace = grace
        self._sleep = sleep
        self._turn = asyncio.Lock()

    def ready(self, *, ms: int) -> None:
        self._run(in_database_thread(self._note_ready)(ms))

    def spoke(
        self, *, start_delay_ms: int | None, seconds: float | None, was_interrupted: bool
    ) -> None:
        note = in_database_thread(self._note_speech)
        self._run(
            note(start_delay_ms=start_delay_ms, seconds=seconds, was_interrupted=was_interrupted)
        )

    async def keep_alive(self) -> bool:
        connection = await in_database_thread(self._newest)()
        if connection is None:
            return True  # nobody was called yet: everything so far was filmed
        if _is_over(connection):
            return False
        try:
            await connections.keep_alive(connection=connection, provider=self._provider)
        except ProviderError as error:  # if the vendor has hung up, the player will say so
            logger.warning("a live session was not kept alive: %s", type(error).__name__)
        return True

    def end(self, *, why: Why, trouble: Trouble | None) -> None:
        self._run(self._end(Ended(why), trouble, began_until=timezone.now()))

    def leave(self) -> None:
        self._errands.run(self._end_unless_back(began_until=timezone.now()))

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._errands.run(self._in_turn(work))

    async def _in_turn(self, work: Coroutine[Any, Any, None]) -> None:
        async with self._turn:
            await work

    async def _end(self, why: Ended, trouble: Trouble | None, *, began_until: datetime) -> None:
        """All that had begun by then; what has been opened since is somebody's again."""
        for connection in await in_database_thread(self._open)(began_until):
            await connections.end_connection(
                connection=connection,
                provider=self._provider,
                why=why,
                trouble=trouble.value if trouble else "",
            )

    async def _end_unless_back(self, *, began_until: datetime) -> None:
        await self._sleep(self._grace)
        if not await in_database_thread(tabs.is_held)(self._interview):
            await self._end(Ended.LEFT, None, began_until=began_until)

    def _open(self, began_until: datetime) -> list[Connection]:
        mine = Connection.objects.open().filter(interview=self._interview.pk)
        return list(mine.filter(opened_at__lte=began_until))

    def _newest(self) -> Connection | None:
        return next(iter(self._open(timezone.now())), None)  # newest first, by their order

    def _note_ready(self, ms: int) -> None:
        if (connection := self._newest()) is not None:
            connections.note_ready(connection=connection, ms=ms)

    def _note_speech(
        self, *, start_delay_ms: int | None, seconds: float | None, was_interrupted: bool
    ) -> None:
        if (connection := self._newest()) is not None:
            connections.note_speech(
                connection=connection,
                start_delay_ms=start_delay_ms,
                seconds=seconds,
                was_interrupted=was_interrupted,
            )


def _is_over(connection: Connection) -> bool:
    """With a little to spare: the vendor's clock decides as long as it does."""
    began = connection.ready_at or connection.opened_at
    return timezone.now() - began > timedelta(seconds=connection.most_seconds + 5)
