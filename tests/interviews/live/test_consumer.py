"""The socket in one process, over the whole stack: who may, one tab, limits, and what is kept."""

import asyncio
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import path
from pytest_django import Settings

from accounts.consents import RECORDING
from accounts.models import Purpose, User
from accounts.services import give_consent, withdraw_consent
from config.asgi import for_pages_of, own_thread
from interviews.live import session, wire
from interviews.live.consumer import MESSAGE_BURST, SOCKETS_EACH, InterviewConsumer
from interviews.live.wire import Close
from interviews.models import Attempt, Interview
from tests.sockets import FRAME, OTHER_TAB, Page, audio, in_database

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "I noticed the queue, so I opened a second desk, and the wait was halved."


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PARTIAL_RECORDINGS = tmp_path / "partial"


@pytest.fixture
def willing(alice: User) -> User:
    """Alice has allowed recording."""
    give_consent(
        user=alice,
        purpose=Purpose.RECORDING,
        version=RECORDING.version,
        text=RECORDING.text,
    )
    return alice


class QuickConsumer(InterviewConsumer):
    heartbeat = 0.02


class ImpatientConsumer(QuickConsumer):
    join_timeout = 0.1


class SleepyConsumer(QuickConsumer):
    idle_timeout = 0.1


def stack(consumer: type[InterviewConsumer], settings: Settings) -> Any:
    """As `config.asgi`, with another consumer."""
    router = URLRouter([path("ws/interviews/<uuid:pk>/", consumer.as_asgi())])
    return own_thread(for_pages_of(settings.SITE_ORIGINS, AuthMiddlewareStack(router)))


async def kept(interview: Interview) -> Interview:
    return await in_database(lambda: Interview.objects.get(pk=interview.pk))


async def the_answer(attempt: str) -> Attempt:
    """The only one there is."""
    found: Attempt = await in_database(Attempt.objects.get)
    assert str(found.pk) == attempt
    return found


# Who may -------------------------------------------------------------------------------------


async def test_the_owner_joins_and_sees_the_room(interview: Interview, alices: Client) -> None:
    page = Page(interview.pk, alices)
    room = await page.join()
    assert (room["phase"], room["attempt"], room["have"]) == ("warm_up", "", 0)
    assert 'id="panel"' in room["html"]
    assert (await kept(interview)).tab.startswith("tab-0000000000000001.")
    await page.leave()


async def test_another_students_interview_is_refused_as_if_it_did_not_exist(
    interview: Interview, bobs: Client
) -> None:
    assert not await Page(interview.pk, bobs).connect()


async def test_an_administrator_does_not_sit_in_either(
    interview: Interview, carols: Client
) -> None:
    assert not await Page(interview.pk, carols).connect()


async def test_an_interview_that_does_not_exist_is_refused(alices: Client) -> None:
    assert not await Page(uuid4(), alices).connect()


async def test_somebody_not_logged_in_is_told_so(interview: Interview) -> None:
    page = Page(interview.pk, None)
    assert await page.connect()
    assert await page.closing() == Close.SIGNED_OUT
    await page.leave()


@pytest.mark.parametrize("forged", ["", "x", "a" * 32, "💥", "\x01" * 32, "' OR 1=1 --"])
async def test_a_forged_cookie_is_nobodys(
    interview: Interview, forged: str, settings: Settings
) -> None:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = forged
    page = Page(interview.pk, browser)
    assert await page.connect()
    assert await page.closing() == Close.SIGNED_OUT
    await page.leave()


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        " ",
        "file://",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:9",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8000.evil.example",
        "http://127.0.0.1:8000@evil.example",
        "http://evil.example/http://127.0.0.1:8000",
        "http://[",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "é",
    ],
)
async def test_a_page_of_another_origin_is_refused(
    interview: Interview, alices: Client, origin: str | None
) -> None:
    assert not await Page(interview.pk, alices, origin=origin).connect()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/ws/",
        "/ws/interviews/",
        "/ws/interviews/1/",
        "/ws/interviews/{}",
        "/ws/interviews/{}/x",
        "/ws/interviews/%00/",
        "/ws/interviews/../{}/",
        "//ws/interviews/{}/",
        "/interviews/{}/",
        "/%0a",
        "/é💥",
    ],
)
async def test_an_unknown_address_is_refused(
    interview: Interview, alices: Client, address: str
) -> None:
    assert not await Page(interview.pk, alices, path=address).connect()


# One tab -------------------------------------------------------------------------------------


async def test_a_second_tab_is_offered_to_take_over(interview: Interview, alices: Client) -> None:
    first, second = Page(interview.pk, alices), Page(interview.pk, alices)
    await first.join()
    assert (await second.join(OTHER_TAB))["type"] == "elsewhere"
    await second.say("take_over")
    await second.hear("room")
    assert await first.closing() == Close.TAKEN_OVER
    await first.leave()
    assert (await kept(interview)).tab.startswith(OTHER_TAB), "the first one's end frees nothing"
    await second.leave()


async def test_a_tab_that_reconnects_replaces_its_own_socket(
    interview: Interview, alices: Client
) -> None:
    dead, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await dead.join()
    assert (await again.join())["type"] == "room"
    assert await dead.closing() == Close.TAKEN_OVER
    await dead.leave()
    await again.say("ping")
    await again.hear("pong")
    await again.leave()


async def test_sockets_that_join_at_once_leave_exactly_one(
    interview: Interview, alices: Client
) -> None:
    pages = [Page(interview.pk, alices) for _ in range(4)]
    for page in pages:
        assert await page.connect()
    for page in pages:
        await page.say("join", tab=OTHER_TAB)
    ends = [asyncio.create_task(page.closing()) for page in pages]
    done, open_ = await asyncio.wait(ends, timeout=0.5)
    assert [task.result() for task in done] == [Close.TAKEN_OVER] * 3
    (left,) = (page for page, end in zip(pages, ends, strict=True) if end in open_)
    hold = (await kept(interview)).tab
    assert hold.startswith(OTHER_TAB)
    for end in open_:
        end.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    for page in pages:
        if page is not left:
            await page.leave()
    assert (await kept(interview)).tab == hold


async def test_leaving_frees_the_interview_at_once(interview: Interview, alices: Client) -> None:
    first, second = Page(interview.pk, alices), Page(interview.pk, alices)
    await first.join()
    await first.leave()
    assert (await second.join(OTHER_TAB))["type"] == "room"
    await second.leave()


async def test_a_hold_that_was_taken_behind_the_layers_back_is_noticed(
    interview: Interview, alices: Client, settings: Settings
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer, settings))
    await page.join()
    await in_database(lambda: Interview.objects.update(tab="another.socket"))
    assert await page.closing() == Close.TAKEN_OVER
    await page.leave()


# What is not understood, and too much of it --------------------------------------------------


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
    settings: Settings,
    consumer: type[InterviewConsumer],
) -> None:
    page = Page(interview.pk, alices, application=stack(consumer, settings))
    await page.connect()
    assert await page.closing() == Close.IDLE
    await page.leave()


# The log-in ends -----------------------------------------------------------------------------


def log_out(browser: Client, user: User) -> None:
    browser.post("/accounts/logout/")


def disable(browser: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def change_password(browser: Client, user: User) -> None:
    user.set_password("another long password")
    user.save()


def end_session(browser: Client, user: User) -> None:
    Session.objects.all().delete()


def delete_account(browser: Client, user: User) -> None:
    user.delete()


@pytest.mark.parametrize(
    "end",
    [log_out, disable, change_password, end_session, delete_account],
    ids=lambda f: f.__name__,
)
async def test_a_log_in_that_ends_takes_its_socket_along(
    interview: Interview,
    alice: User,
    alices: Client,
    settings: Settings,
    end: Callable[[Client, User], None],
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer, settings))
    await page.join()
    await in_database(lambda: end(alices, alice))
    assert await page.closing() == Close.SIGNED_OUT
    await page.leave()


# An answer -----------------------------------------------------------------------------------


async def test_a_spoken_answer_becomes_a_wav_and_gets_feedback(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(10 * FRAME)
    await page.say("release")
    await page.finish(10 * FRAME)
    await page.say("feedback", text=WORDS, question=0, probe=0)
    await page.hear("room", phase="feedback")
    row = await the_answer(attempt)
    with wave.open(row.recording.path) as wav:
        assert wav.readframes(wav.getnframes()) == audio(0, 10 * FRAME)[4:]
    assert (row.seconds, row.is_silent, row.transcript) == (1.0, False, WORDS)
    assert row.submitted_at is not None
    assert row.assessment is not None
    await page.leave()


async def test_saved_is_said_only_when_the_row_has_its_recording(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.say("finish", text="", samples=FRAME)
    assert (await page.hear("saved"))["attempt"] == attempt
    assert (await the_answer(attempt)).is_spoken
    await page.leave()


async def test_everything_pressed_twice_makes_one_submitted_attempt(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    for _ in range(2):
        await page.say("finish", text=WORDS, samples=FRAME)
    await page.hear("room", phase="checking")
    for _ in range(2):
        await page.say("feedback", text=WORDS, question=0, probe=0)
    await page.hear("room", phase="feedback")
    for _ in range(2):
        await page.say("next", question=0, probe=0)
    await page.hear("say")
    assert (await the_answer(attempt)).submitted_at is not None
    assert (await kept(interview)).question == 1
    await page.leave()


async def test_the_end_sent_again_after_a_cut_makes_one_answer(
    interview: Interview, alices: Client, willing: User
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.say("finish", text=WORDS, samples=FRAME)
    await page.leave()  # before "saved" was heard
    room = await again.join()
    if room["phase"] != "checking":
        await again.finish(FRAME, WORDS)
    row = await the_answer(attempt)
    assert (row.seconds, row.transcript) == (0.1, WORDS)
    await again.leave()


async def test_after_a_reconnect_it_goes_on_with_what_is_on_disk(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(3 * FRAME)
    await page.leave()
    row = await kept(interview)
    assert (row.phase, row.attempt, row.tab) == ("listening", 1, "")
    room = await again.join()
    assert (room["phase"], room["attempt"], room["have"]) == ("listening", attempt, 3 * FRAME)
    await again.speak(2 * FRAME, start=3 * FRAME)
    await again.finish(5 * FRAME)
    assert (await the_answer(attempt)).seconds == 0.5
    await again.leave()


async def test_what_was_heard_when_the_line_broke_is_on_disk(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    for number in range(5):
        await page.send(audio(number * FRAME))
    await page.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == 5 * FRAME * 2


async def test_audio_sent_before_the_file_was_open_is_asked_for(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_listening()
    await page.say("talk")
    await page.send(audio(0))  # the page would wait for the attempt's name
    await page.hear("room", phase="recording")
    asked = await page.hear("have")
    await page.speak(2 * FRAME, start=asked["samples"])
    await page.leave()


async def test_a_disk_that_fails_is_told_and_the_answer_goes_on(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    (Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm").unlink()
    await page.send(audio(FRAME))
    await page.hear("have", samples=FRAME)
    await page.send(audio(2 * FRAME))
    assert "can no longer store" in (await page.hear("notice"))["text"]
    await page.hear("room", phase="listening")
    await page.finish(0, WORDS)
    await page.leave()


# Consent -------------------------------------------------------------------------------------


async def test_without_consent_nothing_is_recorded(
    interview: Interview, alices: Client, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_listening()
    await page.say("talk")
    assert (await page.hear("notice"))["text"] == session.NO_CONSENT
    await page.send(audio(0))
    await page.leave()
    assert not Path(settings.PARTIAL_RECORDINGS).exists()


async def withdraw(user: User) -> None:
    await in_database(lambda: withdraw_consent(user=user, purpose=Purpose.RECORDING))


async def test_a_withdrawn_consent_stops_the_recording_at_once(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    async with asyncio.timeout(1):
        await withdraw(willing)
        await page.hear("room", phase="listening")
    await page.send(audio(FRAME))
    await page.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == FRAME * 2


async def test_a_withdrawal_whose_word_was_lost_stops_it_at_the_next_look(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer, settings))
    await page.join()
    await page.to_recording()
    await in_database(lambda: willing.consents.all().delete())  # no signal
    assert (await page.hear("notice"))["text"] == session.NO_CONSENT
    await page.hear("room", phase="listening")
    await page.leave()


async def test_after_a_withdrawal_a_reconnect_records_nothing_either(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.leave()
    await withdraw(willing)
    await again.join()
    for start in (0, FRAME):
        await again.send(audio(start))
    await again.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == FRAME * 2


async def test_withdrawing_the_captions_leaves_the_recording_alone(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_recording()
    await in_database(lambda: withdraw_consent(user=willing, purpose=Purpose.BROWSER_CAPTIONS))
    await page.speak(FRAME)
    await page.leave()
