"""OpenAI, or a server that speaks its language: replies in JSON, streamed.

    model = OpenAIText(OpenAITextSettings(key=..., model="gpt-6-luna"))
    async with aclosing(model.stream(prompt)) as pieces:
        async for piece in pieces: ...

The SDK makes the request and reads refusals; the stream we read ourselves, because the SDK makes
an object of every token, which takes two and a half times as much of the processor.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from types import ModuleType
from typing import Literal, TypeVar
from weakref import WeakKeyDictionary

import httpx
from openai import AsyncOpenAI

from providers import openai_chat, openai_responses
from providers.bodies import cap_body
from providers.breaker import Breaker
from providers.errors import ProviderError, ProviderUnavailable
from providers.language_model import Ended, Prompt
from providers.openai_errors import PROVIDER, translated
from providers.persistence import TRIES
from providers.server_events import events

Piece = TypeVar("Piece")
Api = Literal["responses", "chat"]
APIS: dict[Api, ModuleType] = {"responses": openai_responses, "chat": openai_chat}
MOST_ANSWER = 4 * 1024 * 1024  # bytes of events; each token comes with some 200
CONNECTIONS = httpx.Limits(max_connections=200, max_keepalive_connections=50)


@dataclass(frozen=True, slots=True)
class OpenAITextDeadlines:
    """In seconds."""

    connect: float = 3.0
    first: float = 10.0  # until the first piece, all tries together
    gap: float = 8.0  # between pieces
    whole: float = 30.0


@dataclass(frozen=True, slots=True)
class OpenAITextSettings:
    key: str = field(repr=False)
    model: str
    base_url: str = "https://api.openai.com/v1"  # ends in /v1
    api: Api = "responses"
    effort: str = ""  # empty: the model's own
    most_tokens: int = 3000
    deadlines: OpenAITextDeadlines = OpenAITextDeadlines()


class OpenAIText:
    """See `language_model.LanguageModel`."""

    def __init__(
        self,
        settings: OpenAITextSettings,
        *,
        breaker: Breaker | None = None,
        pause: Callable[[int], float] = lambda number: 0.3 * 2**number,
    ) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        self._settings = settings
        self._api = APIS[settings.api]
        self._pause = pause
        self._tls = httpx.create_ssl_context(verify=settings.base_url.startswith("https:"))
        # Kept, so that a reply does not wait for a handshake; one a loop, as they must be.
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI] = (
            WeakKeyDictionary()
        )

    @property
    def name(self) -> str:
        return self._settings.model

    async def stream(self, prompt: Prompt) -> AsyncGenerator[str | Ended]:
        """Asked again only as long as nothing has come."""
        loop = asyncio.get_running_loop()
        first_by = loop.time() + self._settings.deadlines.first
        for number in range(TRIES):
            has_begun = False
            try:
                async with aclosing(self._once(prompt, first_by)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        yield piece
                return
            except ProviderUnavailable as failure:
                pause = max(self._pause(number), failure.retry_after or 0)
                is_last = has_begun or number == TRIES - 1
                if is_last or loop.time() + pause >= first_by:
                    raise
            await asyncio.sleep(pause)

    async def _once(self, prompt: Prompt, first_by: float) -> AsyncGenerator[str | Ended]:
        loop = asyncio.get_running_loop()
        end = loop.time() + self._settings.deadlines.whole
        by = min(first_by, end)
        with self.breaker.watching() as call:
            async with aclosing(self._pieces(prompt)) as pieces:
                while (piece := await _in_time(anext(pieces, None), by)) is not None:
                    call.works()
                    yield piece
                    by = min(loop.time() + self._settings.deadlines.gap, end)

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str | Ended]:
        settings, reader = self._settings, self._api.Reader()
        with translated():
            async with self._api.request(
                self._client(),
                prompt,
                model=settings.model,
                effort=settings.effort,
                most=settings.most_tokens,
            ) as response:
                async for event in events(response.iter_lines()):
                    piece = reader.read(event)
                    if piece:
                        yield piece
                    if isinstance(piece, Ended):
                        return
                yield _end_of(reader)

    def _client(self) -> AsyncOpenAI:
        """It is httpx's and not the SDK's own, which follows redirects and reads without end."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            deadlines = self._settings.deadlines
            http = httpx.AsyncClient(
                verify=self._tls,
                timeout=httpx.Timeout(
                    max(deadlines.first, deadlines.gap), connect=deadlines.connect
                ),
                limits=CONNECTIONS,
                event_hooks={"response": [cap_body(MOST_ANSWER)]},
            )
            self._clients[loop] = AsyncOpenAI(
                api_key=self._settings.key,
                base_url=self._settings.base_url,
                max_retries=0,
                http_client=http,  # type: ignore[arg-type]
            )
        return self._clients[loop]

    async def aclose(self) -> None:
        """Close this loop's connections."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()


def _end_of(reader: object) -> Ended:
    if isinstance(reader, openai_chat.Reader):
        return reader.rest()
    raise ProviderError(f"{PROVIDER}'s reply has no end")


async def _in_time(piece: Awaitable[Piece], by: float) -> Piece:
    try:
        async with asyncio.timeout_at(by):
            return await piece
    except TimeoutError:
        raise ProviderUnavailable(f"{PROVIDER}: no answer in time") from None
