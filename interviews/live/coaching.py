"""Lets a coach judge one answer: a language model where there is one, else the offline coach.

    async for news in coach.judge(case): ...

gives what is known so far, and at last one `Judged`. A model that fails, refuses or writes what
cannot be checked never costs the student an assessment: the offline coach judges instead, and the
assessment says so and why.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from uuid import UUID

from interviews.coach import offline, prompts
from interviews.coach.model_reading import ModelReading
from interviews.coach.model_reply import ModelReply, News, Spoken, WrongReply
from interviews.coach.rubric import Assessment, Question
from providers.errors import ProviderError, ProviderRefused
from providers.language_model import Ended, LanguageModel, ModelRefused, Prompt, ReplyCutOff, Usage

logger = logging.getLogger(__name__)

WITHIN = 40.0  # seconds for a model, a second try included
TRIES = 2

FAILED = "The model coach did not answer this time, so the offline coach read the answer."
TOO_SLOW = "The model coach took too long, so the offline coach read the answer."
REFUSED = "The model coach would not read this answer, so the offline coach did."
CLOSED = "The model coach is not available at the moment, so the offline coach read the answer."
UNFOUNDED = (
    "The model coach said something that your words do not bear out. "
    "That was thrown away, and the offline coach read the answer."
)
OFTEN = "The model coach has had its share for now, so the offline coach read this one."


@dataclass(frozen=True)
class Case:
    """A claimed attempt, and all that a coach needs to know of it."""

    attempt: UUID
    claimed_until: datetime
    question: Question
    transcript: str = field(repr=False)
    language: str = "en"
    asked: tuple[str, ...] = ()  # follow-ups there have been
    user: str = ""  # a hash
    may_ask_model: bool = True


class NoCase(Enum):
    """Why an attempt cannot be claimed."""

    ABSENT = auto()  # there is none, or it is not submitted
    JUDGED = auto()
    TAKEN = auto()  # somebody is at it


@dataclass(frozen=True)
class Judged:
    assessment: Assessment
    usage: Usage | None = None
    cost: Decimal | None = None


@dataclass(frozen=True)
class Prices:
    """Of a million tokens, in the operator's currency."""

    input: Decimal = Decimal(0)
    cached: Decimal = Decimal(0)
    output: Decimal = Decimal(0)

    def cost(self, usage: Usage | None) -> Decimal | None:
        """None where the tokens or the prices are not known."""
        if usage is None or not (self.input or self.output):
            return None
        fresh = usage.input - usage.cached
        millionths = fresh * self.input + usage.cached * self.cached + usage.output * self.output
        return (millionths / 1_000_000).quantize(Decimal("0.00001"))


class Coach:
    def __init__(
        self,
        model: LanguageModel | None = None,
        *,
        prices: Prices | None = None,
        within: float = WITHIN,
    ) -> None:
        self._model = model
        self._prices = prices or Prices()
        self._within = within

    async def judge(self, case: Case) -> AsyncGenerator[News | Judged]:
        """Ends with `Judged`, whatever happens."""
        if self._model is None or not case.may_ask_model:
            judged = await _offline(case, "" if self._model is None else OFTEN)
            yield Spoken(judged.assessment.spoken)
            yield judged
            return
        async for news in self._ask(self._model, case):
            yield news

    async def _ask(self, model: LanguageModel, case: Case) -> AsyncGenerator[News | Judged]:
        reading = ModelReading(
            case.question, case.transcript, language=case.language, asked=case.asked
        )
        if (assessment := reading.not_scored) is not None:
            yield Spoken(assessment.spoken)
            yield Judged(assessment)
            return
        judging = _Judging(model, reading, case, self._prices)
        has_spoken = False
        end = asyncio.get_running_loop().time() + self._within
        try:
            async with aclosing(judging.run()) as run:
                while (news := await _by(end, anext(run, None))) is not None:
                    has_spoken = has_spoken or isinstance(news, Spoken)
                    yield news
        except (ProviderError, WrongReply, TimeoutError) as failure:
            logger.warning("the model coach failed: %s", type(failure).__name__)
            judged = await _offline(case, _why(failure))
            if not has_spoken:
                yield Spoken(judged.assessment.spoken)
            usage = judging.usage
            yield replace(judged, usage=usage, cost=self._prices.cost(usage))


class _Judging:
    """The tries of a model at one answer."""

    def __init__(
        self, model: LanguageModel, reading: ModelReading, case: Case, prices: Prices
    ) -> None:
        self.usage: Usage | None = None
        self._model = model
        self._reading = reading
        self._case = case
        self._prices = prices

    async def run(self) -> AsyncGenerator[News | Judged]:
        request = self._reading.request
        for number in range(TRIES):
            reply = self._reading.begin()
            async with aclosing(self._listen(request, reply)) as listening:
                async for news in listening:
                    if number == 0:  # what the second try says has been said, or stands at its end
                        yield news
            try:
                assessment = reply.finish(coach=self._model.name, asked=self._case.asked)
            except WrongReply as wrong:
                logger.warning("a model's reply could not be used: %d faults", len(wrong.problems))
                if number == TRIES - 1:
                    raise
                request = self._reading.again(wrong)
            else:
                yield Judged(assessment, self.usage, self._prices.cost(self.usage))
                return

    async def _listen(self, request: prompts.Request, reply: ModelReply) -> AsyncGenerator[News]:
        async with aclosing(self._model.stream(self._prompt(request))) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ended):
                    self.usage = _sum(self.usage, piece.usage)
                    return
                for news in reply.feed(piece):
                    yield news

    def _prompt(self, request: prompts.Request) -> Prompt:
        return Prompt(
            instructions=request.instructions,
            input=request.input,
            schema=request.schema,
            schema_name=request.schema_name,
            cache_key=f"greenroom-coach-{request.version}",
            user=self._case.user,
        )


async def _by(end: float, news: Awaitable[News | Judged | None]) -> News | Judged | None:
    async with asyncio.timeout_at(end):
        return await news


async def _offline(case: Case, fallback: str = "") -> Judged:
    """In a thread: 20 ms are nothing to one student, and captions to all others."""
    assessment = await asyncio.to_thread(offline.assess, case.question, case.transcript)
    return Judged(replace(assessment, fallback=fallback))


def _why(failure: Exception) -> str:
    match failure:
        case WrongReply():
            return UNFOUNDED
        case ModelRefused():
            return REFUSED
        case ReplyCutOff():
            return FAILED
        case ProviderRefused():
            return CLOSED
        case TimeoutError():
            return TOO_SLOW
    return FAILED


def _sum(one: Usage | None, other: Usage | None) -> Usage | None:
    if one is None or other is None:
        return one or other
    return Usage(one.input + other.input, one.cached + other.cached, one.output + other.output)
