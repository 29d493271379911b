"""A model sums an interview up, or the offline coach does and says so."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from interviews.coach import offline
from interviews.coach.narrative import Narrative
from interviews.coach.narrative_prompt import Answered
from interviews.coach.rubric import Question
from interviews.live.coaching import Prices
from interviews.live.summing_up import FAILED, Whole, write
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.language_model import ModelRefused
from tests.interviews.coach.replies import ANSWER
from tests.interviews.live.fake_model import USAGE, FakeModel

QUESTION = "Tell me about a reader you helped."
OFFLINE = Narrative("You answered 1 of 1 question.", (), ())
WHOLE = Whole(
    interview=UUID(int=1),
    claimed_at=datetime(2026, 1, 1, tzinfo=UTC),
    basis="b",
    offline=OFFLINE,
    answered=(Answered(1, QUESTION, ANSWER, offline.assess(Question(QUESTION), ANSWER)),),
    asked=1,
    language="en",
    user="a-hash",
)
POINT = {"question": 1, "text": "Your steps come in order.", "quote": "rang the archive"}
REPLY = json.dumps({"summary": "Easy to follow.", "strengths": [POINT], "changes": []})


async def test_the_models_words_are_taken_with_what_they_cost() -> None:
    prices = Prices(Decimal(1), Decimal(1), Decimal(1))
    written = await write(WHOLE, FakeModel([REPLY]), prices=prices)
    assert written.narrative.summary == "Easy to follow."
    assert written.usage == USAGE
    assert written.cost == Decimal("0.00120")


@pytest.mark.parametrize(
    "reply",
    [
        "{}",
        REPLY.replace("rang the archive", "sang a song"),
        ProviderUnavailable("down"),
        ProviderRefused("no"),
        ModelRefused("no"),
    ],
)
async def test_when_it_fails_the_offline_coach_speaks_and_says_so(
    reply: str | ProviderError,
) -> None:
    written = await write(WHOLE, FakeModel([reply]))
    assert written.narrative.summary == OFFLINE.summary
    assert written.narrative.fallback == FAILED
    assert written.narrative.prompt_version == ""


async def test_a_model_that_takes_too_long_is_not_waited_for() -> None:
    written = await write(WHOLE, FakeModel([REPLY], pause=5), within=0.05)
    assert written.narrative.fallback == FAILED


async def test_the_model_learns_no_ones_name() -> None:
    model = FakeModel([REPLY])
    await write(WHOLE, model)
    assert model.prompts[0].user == "a-hash"
