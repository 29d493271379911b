"""Who may open the socket of an interview, for how long, and that one tab at a time has it."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from interviews.live.wire import Close
from interviews.models import Interview
from tests.sockets import OTHER_TAB, Page, QuickConsumer, in_database, stack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]


async def kept(interview: Interview) -> Interview:
    return await in_database(lambda: Interview.objects.get(pk=interview.pk))


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
    assert not await Page(interview.pk, alices, address=address).connect()


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
    await left.leave()


async def test_leaving_frees_the_interview_at_once(interview: Interview, alices: Client) -> None:
    first, second = Page(interview.pk, alices), Page(interview.pk, alices)
    await first.join()
    await first.leave()
    assert (await second.join(OTHER_TAB))["type"] == "room"
    await second.leave()


async def test_a_hold_that_was_taken_behind_the_layers_back_is_noticed(
    interview: Interview, alices: Client
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer))
    await page.join()
    await in_database(lambda: Interview.objects.update(tab="another.socket"))
    assert await page.closing() == Close.TAKEN_OVER
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
    end: Callable[[Client, User], None],
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer))
    await page.join()
    await in_database(lambda: end(alices, alice))
    assert await page.closing() == Close.SIGNED_OUT
    await page.leave()
