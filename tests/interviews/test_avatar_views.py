"""A live interviewer's ticket: for the owner only, never kept, and taken back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection as database
from django.test import AsyncClient
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Rung, User
from avatars import wiring
from avatars.models import Connection, Face
from interviews import services
from interviews.avatar_views import START_WITHIN
from interviews.models import Interview, QuestionBank, Timing
from standins import faces, liveavatar
from standins.serve import serve

pytestmark = pytest.mark.django_db(transaction=True)
FACE = faces.FACES[1]


@pytest.fixture(autouse=True)
def _own_provider() -> Iterator[None]:
    wiring.liveavatar.cache_clear()
    yield
    wiring.liveavatar.cache_clear()


@pytest.fixture
def interview(alice: User, bank: QuestionBank) -> Interview:
    Face.objects.create(provider="liveavatar", external_id=FACE.id, name=FACE.name)
    return services.create_interview(
        owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.LIVE
    )


class Vendor:
    """The stand-in, changed at will, and the site's key for it."""

    def __init__(self) -> None:
        self.app = liveavatar.create_app()

    async def __call__(self, *asgi: Any) -> None:
        await self.app(*asgi)

    def suffer(self, **faults: Any) -> None:
        self.app = liveavatar.create_app(liveavatar.Faults(**faults))

    @property
    def sessions(self) -> list[Any]:
        return list(self.app.state.sessions)


@pytest.fixture
async def vendor(settings: Settings) -> AsyncIterator[Vendor]:
    made = Vendor()
    async with serve(made) as url:
        settings.LIVEAVATAR_API_KEY = liveavatar.KEY
        settings.LIVEAVATAR_BASE_URL = url
        settings.AVATAR_SESSIONS_PER_HOUR = 3
        yield made


async def browser_of(user: User, *, checks: bool = False) -> AsyncClient:
    client = AsyncClient(enforce_csrf_checks=checks)
    await client.aforce_login(user)
    return client


async def ask(user: User, interview: Interview, **fields: str) -> Any:
    client = await browser_of(user)
    return await client.post(reverse("avatar", args=[interview.pk]), fields)


async def give_back(user: User, interview: Interview, connection: object) -> Any:
    client = await browser_of(user)
    return await client.post(reverse("avatar_ending", args=[interview.pk, connection]))


async def test_the_owner_gets_what_the_browser_needs_to_start_once(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    answer = await ask(alice, interview, quality="low")
    assert answer.status_code == HTTPStatus.CREATED
    assert answer.headers["Cache-Control"] == "no-store"
    given = answer.json()
    (session,) = vendor.sessions
    connection = await Connection.objects.aget()
    assert given == {
        "connection": str(connection.pk),
        "provider": "liveavatar",
        "token": session.token,
        "api_url": connection_url(given),
        "session": session.id,
        "most_seconds": 1200,
        "start_within": START_WITHIN,
        "face": FACE.id,
        "voice": "",
        "quality": "low",
        "language": "en",
    }


def connection_url(given: dict[str, Any]) -> str:
    assert given["api_url"].startswith("http://127.0.0.1:")
    return str(given["api_url"])


async def test_nobody_else_gets_one(
    bob: User, carol: User, interview: Interview, vendor: Vendor
) -> None:
    for other in (bob, carol):
        assert (await ask(other, interview)).status_code == HTTPStatus.NOT_FOUND
    stranger = await AsyncClient().post(reverse("avatar", args=[interview.pk]))
    assert stranger.status_code == HTTPStatus.FOUND
    assert vendor.sessions == []


async def test_another_site_s_page_gets_none(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    client = await browser_of(alice, checks=True)
    answer = await client.post(reverse("avatar", args=[interview.pk]))
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert vendor.sessions == []


@pytest.mark.parametrize("why", ["finished", "stepped down", "never live", "no key"])
async def test_where_no_live_interviewer_is_wanted_there_is_no_ticket(
    alice: User, interview: Interview, vendor: Vendor, settings: Settings, why: str
) -> None:
    changes = {
        "finished": {"phase": "finished"},
        "stepped down": {"rung_now": "illustrated"},
        "never live": {"rung": "text"},
    }
    await Interview.objects.filter(pk=interview.pk).aupdate(**changes.get(why, {"probe": 0}))
    if why == "no key":
        settings.LIVEAVATAR_API_KEY = ""
    answer = await ask(alice, interview)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert vendor.sessions == []


@pytest.mark.parametrize(
    ("faults", "status", "trouble"),
    [
        ({"refuse_with": 401}, HTTPStatus.BAD_GATEWAY, "refused"),
        ({"because": "quota"}, HTTPStatus.BAD_GATEWAY, "quota"),
        ({"refuse_with": 422}, HTTPStatus.BAD_GATEWAY, "unavailable"),
        ({"refuse_with": 500}, HTTPStatus.SERVICE_UNAVAILABLE, "network"),
    ],
)
async def test_a_refusal_is_one_sentence_with_its_name(
    alice: User,
    interview: Interview,
    vendor: Vendor,
    faults: dict[str, Any],
    status: HTTPStatus,
    trouble: str,
) -> None:
    vendor.suffer(**faults)
    answer = await ask(alice, interview)
    assert answer.status_code == status
    assert answer.json()["trouble"] == trouble
    assert answer.json()["text"].endswith(".")


async def test_our_own_limit_is_said_before_the_vendor_is_asked(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    for _ in range(3):
        assert (await ask(alice, interview)).status_code == HTTPStatus.CREATED
    answer = await ask(alice, interview)
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answer.json()["trouble"] == "limit"
    assert len(vendor.sessions) == 3


async def test_an_interview_that_ends_meanwhile_pays_for_nobody(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    vendor.suffer(slow=0.5)
    asking = asyncio.create_task(ask(alice, interview))
    while not vendor.sessions:
        await asyncio.sleep(0.01)
    await asyncio.to_thread(finish, interview)  # the request has the thread of the test
    assert (await asking).status_code == HTTPStatus.CONFLICT
    assert vendor.sessions[0].ended_at


def finish(interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(phase="finished")
    database.close()


async def test_a_page_that_goes_ends_its_session_once(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    given = (await ask(alice, interview)).json()
    for _ in range(2):
        answer = await give_back(alice, interview, given["connection"])
        assert answer.status_code == HTTPStatus.NO_CONTENT
    connection = await Connection.objects.aget()
    assert (connection.why, connection.is_open) == ("left", False)
    assert vendor.sessions[0].ended_at


async def test_a_page_that_goes_on_to_the_report_has_not_left(
    alice: User, interview: Interview, vendor: Vendor
) -> None:
    given = (await ask(alice, interview)).json()
    await Interview.objects.filter(pk=interview.pk).aupdate(phase="finished")
    await give_back(alice, interview, given["connection"])
    assert (await Connection.objects.aget()).why == "finished"


async def test_nobody_ends_somebody_else_s(
    alice: User, bob: User, interview: Interview, vendor: Vendor
) -> None:
    given = (await ask(alice, interview)).json()
    answers = [
        await give_back(bob, interview, given["connection"]),
        await give_back(alice, interview, uuid4()),
    ]
    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 2
    assert not vendor.sessions[0].ended_at


async def test_neither_token_nor_key_is_logged(
    alice: User, interview: Interview, vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = (await ask(alice, interview)).json()
    await give_back(alice, interview, given["connection"])
    vendor.suffer(refuse_with=401)
    await ask(alice, interview)
    assert given["token"] not in caplog.text
    assert liveavatar.KEY not in caplog.text
