"""Pictures, sounds and films from addresses that a vendor gave us."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import httpx
import pytest

from providers.downloads import FILM, PICTURE, SOUND, Downloads, Kind
from providers.errors import ProviderError, ProviderRefused
from standins.faults import Faults
from tests.providers.avatar_vendor import vendor

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
WEBP = b"RIFF\0\0\0\0WEBPVP8 "
MP3 = b"ID3\x04" + b"\0" * 100
MP4 = b"\0\0\0\x20ftypisom" + b"\0" * 100
PUBLIC = "93.184.215.14"


def downloads(
    answer: Callable[[httpx.Request], httpx.Response] | bytes, *, found: Sequence[str] = (PUBLIC,)
) -> Downloads:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return found

    respond = (
        (lambda _: httpx.Response(200, content=answer)) if isinstance(answer, bytes) else answer
    )
    return Downloads("vendor", transport=httpx.MockTransport(respond), resolve=resolve)


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (JPEG, PICTURE, "jpg"),
        (PNG, PICTURE, "png"),
        (WEBP, PICTURE, "webp"),
        (MP3, SOUND, "mp3"),
        (b"\xff\xfb\x90\x00", SOUND, "mp3"),
        (b"RIFF\0\0\0\0WAVEfmt ", SOUND, "wav"),
        (b"OggS\0", SOUND, "ogg"),
        (MP4, FILM, "mp4"),
    ],
)
async def test_a_file_is_known_by_how_it_begins(content: bytes, kind: Kind, ending: str) -> None:
    found = await downloads(content).fetch("https://pictures.example/a", kind)
    assert (found.content, found.ending) == (content, ending)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"GIF89a",
        b"PK\x03\x04",
        b"\x7fELF",
        MP4,
    ],
)
async def test_anything_else_is_no_picture(content: bytes) -> None:
    with pytest.raises(ProviderRefused):
        await downloads(content).fetch("https://pictures.example/a.jpg", PICTURE)


async def test_it_goes_to_the_address_that_was_looked_up() -> None:
    """A name that is looked up twice could lead elsewhere the second time."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, content=JPEG)

    await downloads(answer).fetch("https://pictures.example/a.jpg?sign=x", PICTURE)
    assert str(asked[0].url) == f"https://{PUBLIC}/a.jpg?sign=x"
    assert asked[0].headers["host"] == "pictures.example"
    assert asked[0].extensions["sni_hostname"] == "pictures.example"


@pytest.mark.parametrize(
    "found",
    [
        [],
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fd00::1"],
        ["0.0.0.0"],
        [PUBLIC, "192.168.1.1"],
    ],
)
async def test_it_goes_nowhere_inside_a_network(found: Sequence[str]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError("asked")

    with pytest.raises(ProviderRefused):
        await downloads(answer, found=found).fetch("https://inside.example/a.jpg", PICTURE)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://pictures.example/a.jpg",
        "//pictures.example/a.jpg",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "https://user:password@pictures.example/a.jpg",
        "https://",
        "https://pictures.example:port/a.jpg",
        "https://pict\0ures.example/",
    ],
)
async def test_it_takes_plain_https_addresses_only(address: str) -> None:
    with pytest.raises(ProviderError):
        await downloads(JPEG).fetch(address, PICTURE)


async def test_it_follows_no_redirect() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "https://127.0.0.1/"})

    with pytest.raises(ProviderError):
        await downloads(answer).fetch("https://pictures.example/a.jpg", PICTURE)


class TestAtHome:
    """The vendor's own address, as an operator has set it, may be a stand-in on this machine."""

    async def test_plain_http_will_do(self) -> None:
        async with vendor({"/previews/a.jpg": (200, JPEG)}) as there:
            here = Downloads("vendor", home=f"{there.url}/v1")
            found = await here.fetch(f"{there.url}/previews/a.jpg", PICTURE)
        assert found.ending == "jpg"

    async def test_but_only_at_that_very_address(self) -> None:
        async with vendor({"/a.jpg": (200, JPEG)}) as there:
            here = Downloads("vendor", home="http://127.0.0.1:9")
            with pytest.raises(ProviderRefused):
                await here.fetch(f"{there.url}/a.jpg", PICTURE)
        assert there.visits == []

    @pytest.mark.parametrize(
        "faults",
        [Faults(mute=True), Faults(slow=0.4), Faults(huge=True), Faults(slow=0.1, drop_after=0.15)],
        ids=["hangs", "slow drip", "huge", "reset"],
    )
    async def test_a_failure_is_an_error_in_time(self, faults: Faults) -> None:
        quick = replace(PICTURE, within=0.5)
        async with vendor({"/a.jpg": (200, JPEG)}, faults) as there:
            begun = time.monotonic()
            with pytest.raises(ProviderError):
                await Downloads("vendor", home=there.url).fetch(f"{there.url}/a.jpg", quick)
        assert time.monotonic() - begun < 1.5

    async def test_what_is_not_there_is_an_error(self) -> None:
        async with vendor() as there:
            with pytest.raises(ProviderError):
                await Downloads("vendor", home=there.url).fetch(f"{there.url}/a.jpg", PICTURE)


async def test_a_name_that_nobody_knows_is_an_error() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    with pytest.raises(ProviderError):
        await Downloads("vendor", resolve=resolve).fetch("https://nowhere.example/a", PICTURE)


async def test_looking_a_name_up_does_not_take_for_ever() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(ProviderError):
        await Downloads("vendor", resolve=resolve).fetch(
            "https://slow.example/a", replace(PICTURE, within=0.05)
        )
