"""Writes the summary of an interview in the background, once, whoever waits for it."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from interviews import narrating
from interviews.live.coaching import Prices
from interviews.live.errands import Errands
from interviews.live.summing_up import Whole, write
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from providers.language_model import LanguageModel

LOOK_EVERY = 0.5  # seconds


class Narrator:
    def __init__(
        self,
        model: LanguageModel,
        errands: Errands,
        prices: Prices,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._model = model
        self._errands = errands
        self._prices = prices
        self._sleep = sleep

    async def sum_up(self, interview: UUID, *, calls_an_hour: int, anew: bool = False) -> None:
        """Have it written, and wait until it is; what has begun goes on if the waiting ends."""
        claim = in_database_thread(narrating.claim)
        whole = await claim(interview=interview, calls_an_hour=calls_an_hour, anew=anew)
        if whole is not None:
            self._errands.run(self._write(whole))
        while await _is_being_written(interview):
            await self._sleep(LOOK_EVERY)

    async def _write(self, whole: Whole) -> None:
        written = await write(whole, self._model, prices=self._prices)
        await in_database_thread(narrating.keep)(whole, written)


@in_database_thread
def _is_being_written(interview: UUID) -> bool:
    found = Interview.objects.filter(pk=interview).first()
    return found is not None and narrating.is_being_written(found)
