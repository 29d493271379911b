"""A language model's reply: streamed, in time, and every failure of the right kind."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from providers.breaker import Breaker, BreakerState
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.language_model import Ended, ModelRefused, Prompt, ReplyCutOff
from providers.openai_text import APIS, OpenAIText, OpenAITextDeadlines, OpenAITextSettings
from providers.persistence import TRIES
from standins.endings import ENDINGS
from standins.frame import Visit
from standins.openai import KEY, NO_FAULTS, Faults, create_app
from standins.serve import serve

QUICK = OpenAITextDeadlines(connect=1.0, first=1.0, gap=0.5, whole=3.0)
SCHEMA = {
    "type": "object",
    "properties": {"spoken": {"type": "string"}, "quote": {"type": "string"}},
    "required": ["spoken", "quote"],
    "additionalProperties": False,
}
PROMPT = Prompt(
    instructions="Read the answer.",
    input="I called three laboratories and rewrote our plan around a meter.",
    schema=SCHEMA,
    schema_name="reading",
    cache_key="reading-1",
    user="a-hash",
)
UNAVAILABLE = {"failed", "error-event", "error-nested", "error-object", "stall"}


@pytest.fixture(params=list(APIS))
def api(request: pytest.FixtureRequest) -> Any:
    return request.param


@asynccontextmanager
async def model_of(
    api: Any,
    faults: Faults = NO_FAULTS,
    *,
    key: str = KEY,
    visits: list[Visit] | None = None,
    deadlines: OpenAITextDeadlines = QUICK,
    effort: str = "",
) -> AsyncIterator[OpenAIText]:
    async with serve(create_app(faults, visits=visits)) as url:
        settings = OpenAITextSettings(
            key=key,
            model="gpt-6-luna",
            base_url=f"{url}/v1",
            api=api,
            effort=effort,
            deadlines=deadlines,
        )
        model = OpenAIText(settings, pause=lambda number: 0.01)
        try:
            yield model
        finally:
            await model.aclose()


async def reply_of(model: OpenAIText) -> tuple[str, Ended]:
    *pieces, end = [piece async for piece in model.stream(PROMPT)]
    assert isinstance(end, Ended)
    return "".join(map(str, pieces)), end


async def test_a_reply_comes_in_pieces_and_tells_what_it_took(api: Any) -> None:
    async with model_of(api) as model:
        text, end = await reply_of(model)

    assert list(json.loads(text)) == ["spoken", "quote"]
    assert end.usage
    assert end.usage.input > end.usage.cached == 0
    assert end.usage.output > 1


async def test_what_is_asked_is_not_stored_and_says_no_name(api: Any) -> None:
    visits: list[Visit] = []
    async with model_of(api, visits=visits, effort="low") as model:
        await reply_of(model)

    [visit] = visits
    asked = json.loads(visit.body)
    assert asked["model"] == "gpt-6-luna"
    if api == "responses":
        assert asked["store"] is False
        assert asked["prompt_cache_key"] == "reading-1"
        assert asked["safety_identifier"] == "a-hash"
        assert asked["reasoning"] == {"effort": "low"}
    else:
        assert asked["reasoning_effort"] == "low"
        assert not {"store", "prompt_cache_key", "safety_identifier"} & set(asked)


@pytest.mark.parametrize("ending", ENDINGS)
async def test_each_ending_is_an_error_of_its_kind_in_time(api: Any, ending: str) -> None:
    began = time.monotonic()
    async with model_of(api, Faults(ending=ending)) as model:
        if ending == "no-created":
            await reply_of(model)
            return
        with pytest.raises(ProviderError) as failure:
            await reply_of(model)

    assert time.monotonic() - began < QUICK.whole + 1
    kind = type(failure.value)
    if ending in {"refusal", "filter"}:
        assert kind is ModelRefused
    elif ending in {"cut", "cut-early"}:
        assert kind is ReplyCutOff
    elif ending in UNAVAILABLE:
        assert kind is ProviderUnavailable
    else:
        assert kind is ProviderError


@pytest.mark.parametrize(
    ("faults", "kind"),
    [
        (Faults(refuse_with=401), ProviderRefused),
        (Faults(refuse_with=400), ProviderRefused),
        (Faults(refuse_with=429, retry_after=60), ProviderUnavailable),
        (Faults(refuse_with=500), ProviderUnavailable),
        (Faults(mute=True), ProviderUnavailable),
        (Faults(slow=5.0), ProviderUnavailable),
        (Faults(first_token_after=5.0), ProviderUnavailable),
        (Faults(token_every=5.0), ProviderUnavailable),
        (Faults(drop_after=0.2, token_every=0.1), ProviderUnavailable),
        (Faults(garbage=True), ProviderError),
        (Faults(wrong_schema=True), ProviderError),
        (Faults(huge=True), ProviderError),
        (Faults(redirect_to="http://127.0.0.1:9/"), ProviderRefused),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
async def test_each_fault_is_an_error_of_its_kind_in_time(
    api: Any, faults: Faults, kind: type[ProviderError]
) -> None:
    began = time.monotonic()
    async with model_of(api, faults) as model:
        with pytest.raises(ProviderError) as failure:
            await reply_of(model)

    assert isinstance(failure.value, kind)
    assert time.monotonic() - began < QUICK.whole + 1
    assert PROMPT.input not in str(failure.value)
    assert failure.value.__cause__ is None


async def test_a_busy_vendor_is_asked_again_as_long_as_nothing_has_come(api: Any) -> None:
    visits: list[Visit] = []
    async with model_of(api, Faults(refuse_with=503, times=2), visits=visits) as model:
        await reply_of(model)
    assert len(visits) == 3


async def test_a_reply_that_has_begun_is_not_asked_for_again(api: Any) -> None:
    visits: list[Visit] = []
    async with model_of(api, Faults(ending="failed"), visits=visits) as model:
        with pytest.raises(ProviderError):
            await reply_of(model)
    assert len(visits) == 1


async def test_a_wrong_key_is_tried_once_and_then_left_alone(api: Any) -> None:
    visits: list[Visit] = []
    async with model_of(api, key="wrong", visits=visits) as model:
        for _ in range(3):
            with pytest.raises(ProviderError):
                await reply_of(model)
        assert model.breaker.state is BreakerState.OPEN
    assert len(visits) == 1


async def test_who_stops_listening_leaves_no_task_behind(api: Any) -> None:
    async with model_of(api, Faults(token_every=0.05)) as model:
        before = asyncio.all_tasks()
        async with aclosing(model.stream(PROMPT)) as pieces:
            async for _ in pieces:
                break
        theirs = asyncio.all_tasks() - before
        assert not [task for task in theirs if "providers" in str(task.get_coro())]


def test_no_key_is_shown() -> None:
    settings = OpenAITextSettings(key="sk-secret", model="m")
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in repr(OpenAIText(settings, breaker=Breaker("OpenAI")))


@pytest.mark.parametrize(
    ("faults", "asked"),
    [
        (Faults(refuse_with=429, retry_after=60), 1),
        (Faults(refuse_with=429, retry_after=60, retry_after_ms=10), TRIES),
        (Faults(refuse_with=429, retry_after=0, retry_after_ms=60_000), 1),
    ],
)
async def test_the_more_exact_of_two_headers_says_whether_to_wait(
    api: Any, faults: Faults, asked: int
) -> None:
    visits: list[Visit] = []
    async with model_of(api, faults, visits=visits) as model:
        with pytest.raises(ProviderUnavailable):
            await reply_of(model)

    assert len(visits) == asked
