"""Has a language model say what a whole interview shows, or else the offline coach."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from interviews.coach import narrative_prompt
from interviews.coach.model_reply import WrongReply
from interviews.coach.narrative import Narrative
from interviews.coach.narrative_prompt import Answered
from interviews.coach.narrative_reply import read_narrative
from interviews.live.coaching import Prices
from providers.errors import ProviderError
from providers.language_model import Ended, LanguageModel, Prompt, Usage

logger = logging.getLogger(__name__)

WITHIN = 20.0  # seconds
FAILED = "The language model did not write this summary, so the offline coach did."


@dataclass(frozen=True)
class Whole:
    """A claimed interview, and all that is needed to sum it up."""

    interview: UUID
    claimed_at: datetime
    basis: str  # what it was made from: another basis, another summary
    offline: Narrative = field(repr=False)
    answered: Sequence[Answered] = field(repr=False)
    asked: int
    language: str
    user: str  # a hash


@dataclass(frozen=True)
class Written:
    narrative: Narrative
    usage: Usage | None = None
    cost: Decimal | None = None


async def write(
    whole: Whole, model: LanguageModel, *, prices: Prices | None = None, within: float = WITHIN
) -> Written:
    """Never raises what a provider can do to us: then the offline coach's words, labelled so."""
    reply = _Reply()
    try:
        async with asyncio.timeout(within):
            await reply.hear(model, _prompt(whole))
        narrative = await asyncio.to_thread(
            read_narrative, reply.text, whole.answered, coach=model.name
        )
    except (ProviderError, WrongReply, TimeoutError) as failure:
        logger.warning("the summary by a model failed: %s", type(failure).__name__)
        narrative = replace(whole.offline, fallback=FAILED)
    return Written(narrative, reply.usage, (prices or Prices()).cost(reply.usage))


class _Reply:
    def __init__(self) -> None:
        self.text = ""
        self.usage: Usage | None = None

    async def hear(self, model: LanguageModel, prompt: Prompt) -> None:
        async with aclosing(model.stream(prompt)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ended):
                    self.usage = piece.usage
                    return
                self.text += piece


def _prompt(whole: Whole) -> Prompt:
    request = narrative_prompt.request(whole.answered, asked=whole.asked, language=whole.language)
    return Prompt(
        instructions=request.instructions,
        input=request.input,
        schema=request.schema,
        schema_name=request.schema_name,
        cache_key=f"greenroom-{request.version}",
        user=whole.user,
    )
