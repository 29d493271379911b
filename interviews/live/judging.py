"""Judges answers for as long as it takes, whoever is still listening.

A student who goes on, closes the page or loses the network does not end what a coach has begun:
the work belongs to the process, and the session only listens to it.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

from interviews.coach.model_reply import News
from interviews.live.coaching import Case, Coach, Judged
from interviews.live.errands import Errands

Keep = Callable[[Case, Judged], Awaitable[object]]
Release = Callable[[Case], Awaitable[object]]
Heard = News | Judged | None  # None: nothing more


class Judge:
    """`keep` keeps an assessment; `release` gives up the claim on one that failed altogether."""

    def __init__(self, coach: Coach, errands: Errands, *, keep: Keep, release: Release) -> None:
        self._coach = coach
        self._errands = errands
        self._keep = keep
        self._release = release

    async def judge(self, case: Case) -> AsyncGenerator[News]:
        """What becomes known; when it ends, the assessment is kept, or there is none."""
        heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._errands.run(self.work(case, heard.put_nowait))
        while (news := await heard.get()) is not None:
            if not isinstance(news, Judged):
                yield news

    async def work(self, case: Case, tell: Callable[[Heard], None] = lambda news: None) -> None:
        is_kept = False
        try:
            async for news in self._coach.judge(case):
                if isinstance(news, Judged):
                    await self._keep(case, news)
                    is_kept = True
                tell(news)
        finally:
            try:
                if not is_kept:
                    await self._release(case)
            finally:
                tell(None)
