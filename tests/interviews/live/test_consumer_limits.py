"""What is not understood, and too much of anything."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from interviews.live import wire
from interviews.live.consumer import MESSAGE_BURST, SOCKETS_EACH, InterviewConsumer
from interviews.live.wire import Close
from interviews.models import Interview
from tests.sockets import Page, QuickConsumer, audio, stack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]


class ImpatientConsumer(QuickConsumer):
    join_timeout = 0.1


class SleepyConsumer(QuickConsumer):
    idle_timeout = 0.1


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"type": "hack"}',
        '{"type": "join"}',
        '{"type": "next", "question": 1e400, "probe": 0}',
        "[" * 50_000,
        '{"type": "finish", "text": 1, "samples": true}',
        '{"type": "draft", "text": "' + "a" * wire.MOST_TEXT + 'a"}',
        " " * (wire.MOST_TEXT_BYTES + 1),
        b"",
        b"\x00",
        b"\x00" * 5,
        b"\x00" * (wire.MOST_AUDIO_BYTES + 2),
    ],
    ids=lambda garbage: f"{type(garbage).__name__} {garbage[:12]!r}",
)
async def test_garbage_is_answered_and_survived(
    interview: Interview, alices: Client, garbage: str | bytes
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.send(garbage)
    await page.hear("error")
    await page.say("ping")
    await page.hear("pong")
    await page.leave()


async def test_a_button_before_joining_is_answered_with_an_error(
    interview: Interview, alices: Client
) -> None:
    page = Page(interview.pk, alices)
    await page.connect()
    for kind in ("start", "take_over"):
        await page.say(kind)
        assert (await page.hear("error"))["text"] == "join first"
    await page.leave()


async def test_audio_before_joining_is_dropped(
    interview: Interview, alices: Client, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.connect()
    await page.send(audio(0))
    assert await page.hears_nothing()
    assert not Path(settings.PARTIAL_RECORDINGS).exists()
    await page.leave()


async def test_audio_of_no_attempt_is_dropped(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_listening()
    await page.send(audio(0))
    assert await page.hears_nothing()
    assert not Path(settings.PARTIAL_RECORDINGS).exists()
    await page.leave()


@pytest.mark.parametrize(
    "message", ['{"type": "ping"}', "{", b"", audio(0)], ids=["pings", "garbage", "empty", "audio"]
)
async def test_a_flood_is_cut_off(
    interview: Interview, alices: Client, message: str | bytes
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    for _ in range(2 * MESSAGE_BURST):
        await page.send(message)
    assert await page.closing() == Close.TOO_FAST
    await page.leave()


async def test_so_many_sockets_and_no_more_until_one_closes(
    interview: Interview, alices: Client
) -> None:
    pages = [Page(interview.pk, alices) for _ in range(SOCKETS_EACH)]
    for page in pages:
        assert await page.connect()
    for _ in range(3):
        refused = Page(interview.pk, alices)
        await refused.connect()
        assert await refused.closing() == Close.TOO_FAST
        await refused.leave()
    await pages.pop().leave()
    pages.append(Page(interview.pk, alices))
    assert (await pages[-1].join())["type"] == "room"
    for page in pages:
        await page.leave()


@pytest.mark.parametrize("consumer", [ImpatientConsumer, SleepyConsumer])
async def test_a_socket_that_says_nothing_is_closed(
    interview: Interview,
    alices: Client,
    consumer: type[InterviewConsumer],
) -> None:
    page = Page(interview.pk, alices, application=stack(consumer))
    await page.connect()
    assert await page.closing() == Close.IDLE
    await page.leave()
