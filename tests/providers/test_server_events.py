"""Server-sent events, read line by line."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.errors import ProviderError
from providers.server_events import events


async def lines_of(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def read(*lines: str) -> list[dict[str, Any]]:
    return [event async for event in events(lines_of(*lines))]


async def test_each_blank_line_ends_an_event() -> None:
    assert await read('data: {"a": 1}', "", 'data: {"b": 2}', "") == [{"a": 1}, {"b": 2}]


async def test_the_space_after_the_colon_may_be_missing() -> None:
    assert await read('data:{"a": 1}', "") == [{"a": 1}]


async def test_the_last_blank_line_may_be_missing() -> None:
    assert await read('data: {"a": 1}') == [{"a": 1}]


async def test_data_may_take_several_lines() -> None:
    assert await read('data: {"a":', "data: 1}", "") == [{"a": 1}]


async def test_comments_and_other_fields_are_passed_over() -> None:
    told = (": keep-alive", "", "event: delta", "id: 7", 'data: {"a": 1}', "retry: 10", "")
    assert await read(*told) == [{"a": 1}]


@pytest.mark.parametrize("rest", [("",), (), ("", 'data: {"late": 1}', "")])
async def test_nothing_is_read_after_the_end(rest: tuple[str, ...]) -> None:
    assert await read('data: {"a": 1}', "", "data: [DONE]", *rest) == [{"a": 1}]


@pytest.mark.parametrize("data", ["{", "7", "[]", "null", "[" * 100_000, '"words"'])
async def test_what_is_no_json_object_is_an_error_that_does_not_quote_it(data: str) -> None:
    with pytest.raises(ProviderError) as failure:
        await read(f"data: {data}", "")

    assert "words" not in str(failure.value)


class Pieces(httpx.AsyncByteStream):
    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4),
    st.lists(st.integers(0, 200), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
async def test_it_does_not_matter_where_the_network_cuts(
    texts: list[str], cuts: list[int], ending: str
) -> None:
    said = [{"text": text} for text in texts]
    body = "".join(f"data: {json.dumps(each)}{ending * 2}" for each in said).encode()
    edges = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    pieces = [body[start:end] for start, end in zip(edges, edges[1:], strict=False)]

    answer = httpx.Response(200, stream=Pieces(pieces))

    assert [event async for event in events(answer.aiter_lines())] == said
