"""Takes up answers that were submitted and never judged: a crash, or a student who left at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from interviews import assessing
from interviews.live.needs import Judge
from interviews.live.threads import in_database_thread
from interviews.models import Attempt

AT_ONCE = 4  # answers that are judged at the same time
LOOK_EVERY = 1.0  # seconds, while somebody else is at one of them


async def resume(
    attempts: Sequence[UUID],
    *,
    judge: Judge,
    calls_an_hour: int,
    told: Callable[[UUID, bool], None] = lambda attempt, is_judged: None,
) -> int:
    """Judge those that nobody is at, a few at a time. How many are judged then."""
    seats = asyncio.Semaphore(AT_ONCE)
    claim = in_database_thread(assessing.claim_waiting)

    async def one(attempt: UUID) -> bool:
        async with seats:
            case = await claim(attempt, calls_an_hour=calls_an_hour)
            if case is not None:
                async for _ in judge.judge(case):
                    pass
            is_judged = not await unjudged([attempt])
            told(attempt, is_judged)
            return is_judged

    return sum(await asyncio.gather(*map(one, attempts)))


async def wait_for_others(
    attempts: Sequence[UUID], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Until nobody is at any of them."""
    while await _taken(attempts):
        await sleep(LOOK_EVERY)


@in_database_thread
def unjudged(attempts: Sequence[UUID]) -> list[UUID]:
    return list(Attempt.objects.unjudged().filter(pk__in=attempts).values_list("pk", flat=True))


@in_database_thread
def _taken(attempts: Sequence[UUID]) -> bool:
    here = Attempt.objects.unjudged().filter(pk__in=attempts)
    return here.exclude(pk__in=assessing.waiting().values("pk")).exists()
