"""The staff's page to try any face and voice: for staff only, within the limits, and given back."""

from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import AsyncClient, Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from avatars import wiring
from avatars.models import Connection, Face, Voice
from standins import faces, liveavatar
from standins.serve import serve

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/staff/interviewers/try/"
ROSALIND = faces.FACES[1]


@pytest.fixture(autouse=True)
def _own_provider() -> Iterator[None]:
    wiring.liveavatar.cache_clear()
    yield
    wiring.liveavatar.cache_clear()


@pytest.fixture
def face(db: None) -> Face:
    made: Face = Face.objects.create(
        provider="liveavatar", external_id=ROSALIND.id, name=ROSALIND.name, is_offered=False
    )
    return made


@pytest.fixture
async def vendor(settings: Settings) -> AsyncIterator[Any]:
    app = liveavatar.create_app()
    async with serve(app) as url:
        settings.LIVEAVATAR_API_KEY = liveavatar.KEY
        settings.LIVEAVATAR_BASE_URL = url
        settings.AVATAR_SESSIONS_PER_HOUR = 1
        yield app.state.sessions


async def ask(user: User, chosen: Face, **changes: str) -> Any:
    client = AsyncClient()
    await client.aforce_login(user)
    order = {"provider": "liveavatar", "face": str(chosen.pk), "language": "en", "picture": "low"}
    return await client.post(reverse("interviewer_trial_ticket"), order | changes)


async def test_staff_get_a_ticket_also_for_a_face_that_students_are_not_offered(
    carol: User, face: Face, vendor: Any
) -> None:
    answer = await ask(carol, face)
    assert answer.status_code == HTTPStatus.CREATED
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["token"] == next(iter(vendor)).token
    connection = await Connection.objects.aget()
    assert (connection.interview, connection.quality) == (None, "low")


async def test_students_get_none(alice: User, face: Face, vendor: Any) -> None:
    assert (await ask(alice, face)).status_code == HTTPStatus.FORBIDDEN
    assert list(vendor) == []


async def test_staff_have_the_same_limits(carol: User, face: Face, vendor: Any) -> None:
    await ask(carol, face)
    answer = await ask(carol, face)
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answer.json()["trouble"] == "limit"


@pytest.mark.parametrize(
    "changes", [{"face": "0"}, {"provider": "heygen_streaming"}, {"picture": "huge"}]
)
async def test_an_order_that_cannot_be_is_refused_in_words(
    carol: User, face: Face, vendor: Any, changes: dict[str, str]
) -> None:
    answer = await ask(carol, face, **changes)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["text"]
    assert list(vendor) == []


async def test_a_voice_must_be_the_same_vendor_s(carol: User, face: Face, vendor: Any) -> None:
    theirs = await Voice.objects.acreate(
        provider="heygen_streaming", external_id="x", name="Theirs"
    )
    answer = await ask(carol, face, voice=str(theirs.pk))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_what_was_tried_is_given_back_by_who_tried_it(
    carol: User, face: Face, vendor: Any
) -> None:
    dora = await User.objects.acreate(email="dora@example.com", is_staff=True, is_superuser=True)
    given = (await ask(carol, face)).json()
    address = reverse("interviewer_trial_ending", args=[given["connection"]])
    for user, status in ((dora, HTTPStatus.NOT_FOUND), (carol, HTTPStatus.NO_CONTENT)):
        client = AsyncClient()
        await client.aforce_login(user)
        assert (await client.post(address)).status_code == status
    assert next(iter(vendor)).ended_at


def test_the_page_may_reach_the_vendor_and_offers_every_face(
    carols: Client, face: Face, settings: Settings
) -> None:
    settings.LIVEAVATAR_API_KEY = "secret"
    answer = carols.get(PAGE)
    assert "https://api.liveavatar.com" in answer.headers["Content-Security-Policy"]
    assert 'data-provider="liveavatar"' in answer.text
    assert "secret" not in answer.text


def test_without_a_key_the_page_says_what_to_set(carols: Client) -> None:
    answer = carols.get(PAGE)
    assert "LIVEAVATAR_API_KEY" in answer.text
    assert "livekit" not in answer.headers["Content-Security-Policy"]


def test_with_an_empty_catalogue_it_says_how_to_fill_it(carols: Client, settings: Settings) -> None:
    settings.LIVEAVATAR_API_KEY = "secret"
    assert "refresh_avatars" in carols.get(PAGE).text
