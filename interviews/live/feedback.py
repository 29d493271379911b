"""What a session does while a coach reads an answer: it listens, answers aloud, fills the panel."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing

from interviews.coach.model_reply import News, Spoken, Verdict
from interviews.live.coaching import Case, NoCase
from interviews.live.events import Take
from interviews.live.interviewer import Interviewer
from interviews.live.needs import Book, Judge, Stage

LOOK_EVERY = 1.0  # seconds, while another process judges the same attempt


class Feedback:
    """Of one session. Nothing is said or shown to a student who has gone on."""

    def __init__(
        self,
        book: Book,
        stage: Stage,
        judge: Judge,
        interviewer: Interviewer,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._book = book
        self._stage = stage
        self._judge = judge
        self._interviewer = interviewer
        self._sleep = sleep
        self._cases: dict[Take, Case] = {}

    def submitted(self, take: Take, case: Case | None) -> None:
        """It was claimed with the same stroke; `give()` comes next."""
        if case is not None:
            self._cases[take] = case

    async def give(self, take: Take, *, is_awaited: Callable[[], bool]) -> None:
        """Until the attempt is judged, by whomever, or cannot be."""
        case = self._cases.pop(take, None) or await self._claim(take)
        if case is None:
            return
        notes: list[Verdict] = []
        async with aclosing(self._judge.judge(case)) as judging:
            async for news in judging:
                if is_awaited():
                    await self._pass_on(news, notes)

    async def _claim(self, take: Take) -> Case | None:
        while True:
            match await self._book.claim(take):
                case Case() as case:
                    return case
                case NoCase.TAKEN:
                    await self._sleep(LOOK_EVERY)
                case _:
                    return None

    async def _pass_on(self, news: News, notes: list[Verdict]) -> None:
        if isinstance(news, Spoken):
            self._interviewer.reply(await self._book.reply(news.text))
        else:
            notes.append(news)
            await self._stage.show_notes(notes)
