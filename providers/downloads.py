"""Fetches pictures, sounds and films whose addresses a vendor gave us. They are not trusted.

https only, to addresses that the whole internet can reach, without following redirects, so much
and no more, and only what begins like a file of its kind. The one exception is the vendor's own
address as the settings have it (`home`): a stand-in on this machine may offer pictures, too.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import httpx

from providers.avatar_wire import translated
from providers.bodies import cap_body
from providers.errors import ProviderRefused, from_status

CONNECT = 3.0  # seconds
MEGABYTE = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """What may come: endings by how such a file begins; how much; in how many seconds."""

    name: str
    endings: Mapping[str, Callable[[bytes], bool]]
    most: int
    within: float


PICTURE = Kind(
    "picture",
    {
        "jpg": lambda head: head.startswith(b"\xff\xd8\xff"),
        "png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
        "webp": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
    },
    most=2 * MEGABYTE,
    within=10.0,
)
SOUND = Kind(
    "sound",
    {
        "mp3": lambda head: head.startswith(b"ID3") or head[:2] in {b"\xff\xfb", b"\xff\xf3"},
        "wav": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE",
        "ogg": lambda head: head.startswith(b"OggS"),
    },
    most=2 * MEGABYTE,
    within=10.0,
)
FILM = Kind(
    "film",
    {"mp4": lambda head: head[4:8] == b"ftyp"},
    most=64 * MEGABYTE,
    within=120.0,
)


class NotOfItsKind(ProviderRefused):
    """What came begins like no file that was wanted."""


@dataclass(frozen=True, slots=True)
class Download:
    content: bytes
    ending: str


Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


class Downloads:
    def __init__(
        self,
        provider: str,
        *,
        home: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        self._provider = provider
        self._home = _origin(httpx.URL(home)) if home else ""
        self._transport = transport
        self._resolve = resolve
        self._tls = httpx.create_ssl_context()

    async def fetch(self, address: str, kind: Kind) -> Download:
        """The file behind the address, whole. Raises ProviderError."""
        with translated(self._provider):
            async with asyncio.timeout(kind.within):
                content = await self._read(httpx.URL(address), kind)
        for ending, begins in kind.endings.items():
            if begins(content[:16]):
                return Download(content, ending)
        raise NotOfItsKind(f"{self._provider} offered something that is no {kind.name}")

    async def _read(self, url: httpx.URL, kind: Kind) -> bytes:
        where, headers, extensions = await self._safely(url)
        async with httpx.AsyncClient(
            verify=self._tls,
            timeout=httpx.Timeout(kind.within, connect=CONNECT),
            transport=self._transport,
            event_hooks={"response": [cap_body(kind.most)]},
        ) as client:
            answer = await client.get(where, headers=headers, extensions=extensions)
        if not answer.is_success:
            raise from_status(self._provider, answer.status_code)
        return answer.content

    async def _safely(self, url: httpx.URL) -> tuple[httpx.URL, dict[str, str], dict[str, str]]:
        """Where to go: the very address that was looked up and found to be a public one."""
        if self._home and _origin(url) == self._home:
            return url, {}, {}
        if url.scheme != "https" or url.userinfo or not url.host:
            raise ProviderRefused(
                f"{self._provider} offered a file that is not at an https address"
            )
        found = await self._resolve(url.host, url.port or 443)
        if not found or not all(ipaddress.ip_address(each).is_global for each in found):
            raise ProviderRefused(f"{self._provider} offered a file at an address inside a network")
        headers = {"Host": url.netloc.decode("ascii")}
        return url.copy_with(host=found[0]), headers, {"sni_hostname": url.host}


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
