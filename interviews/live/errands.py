"""Work that outlives its socket, and belongs to the process: short, bounded, never waited for."""

import asyncio
import logging
from collections.abc import Coroutine
from contextvars import Context
from typing import Any

logger = logging.getLogger(__name__)

LONGEST = 60.0  # seconds for one errand, its pauses included


class Errands:
    """What is still to be done when nobody is there any more. What a stop cuts off, others mend."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        # In a context of its own: the socket's has the socket's thread, which ends with it.
        loop = asyncio.get_running_loop()
        task = loop.create_task(_bounded(work), context=Context())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def done(self) -> None:
        """Until nothing is left to do."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)


async def _bounded(work: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(LONGEST):
            await work
    except Exception as failure:
        logger.error("an errand failed: %s", type(failure).__name__)


errands = Errands()
