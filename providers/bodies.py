"""HTTP bodies that are not read without end, whoever sends them."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx

from providers.errors import ProviderError


def cap_body(most: int) -> Callable[[httpx.Response], Awaitable[None]]:
    """A response hook for an `httpx.AsyncClient`: reading past `most` bytes is a ProviderError."""

    async def cap(response: httpx.Response) -> None:
        if isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _Capped(response.stream, most)

    return cap


class _Capped(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > self._most:
                raise ProviderError("the answer is longer than it can be")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
