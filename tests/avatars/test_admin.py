"""Interviewers, catalogue and connections in the admin."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from avatars import wiring
from avatars.models import Clip, Connection, Face, Persona, Voice
from providers.avatar import AvatarUnavailable, FaceOffer
from tests.avatars.fakes import FakeVendor
from tests.avatars.test_catalogue import FakeFetcher
from tests.interviews.test_admin import change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("personas")]
FACES, VOICES = "/admin/avatars/face/", "/admin/avatars/voice/"
CONNECTIONS, PERSONAS = "/admin/avatars/connection/", "/admin/avatars/persona/"
FIGURES = f"{CONNECTIONS}figures/"
CLIPS = "/admin/avatars/clip/"


@pytest.fixture
def face() -> Face:
    return Face.objects.create(provider="liveavatar", external_id="a", name="Ann")


@pytest.fixture
def connection(alice: User) -> Connection:
    row = Connection.objects.create(
        user=alice,
        provider="liveavatar",
        face="a",
        session="session-1",
        most_seconds=600,
        seconds=90,
        time_to_ready_ms=1234,
        why="finished",
    )
    row.speeches.create(start_delay_ms=321, seconds=4.5)
    return row


def staff(*permissions: str) -> Client:
    eve = User.objects.create_user("eve@example.com", is_staff=True)
    eve.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    browser = Client()
    browser.force_login(eve)
    return browser


@pytest.mark.parametrize("address", [FACES, VOICES, CONNECTIONS, PERSONAS, CLIPS, FIGURES])
def test_every_list_opens(carols: Client, face: Face, connection: Connection, address: str) -> None:
    Voice.objects.create(provider="liveavatar", external_id="v", name="Warm")
    Clip.objects.create(face="a", voice="v", language="en", text_sha256="0" * 64, kind="phrase")
    assert carols.get(address).status_code == HTTPStatus.OK
    assert carols.get(f"{address}?q=a").status_code in {HTTPStatus.OK, HTTPStatus.FOUND}


class TestInterviewers:
    def test_are_edited(self, carols: Client, face: Face) -> None:
        ruth = Persona.objects.get(slug="ruth")
        address = f"{PERSONAS}{ruth.pk}/change/"
        change(carols, address, live_face=face.pk, thinking_phrases="One moment.\nLet me see.")
        ruth.refresh_from_db()
        assert ruth.live_face == face
        assert ruth.phrases == ["One moment.", "Let me see."]

    def test_saved_as_they_stand_are_not_changed(self, carols: Client) -> None:
        before: list[Any] = list(Persona.objects.values())
        for persona in Persona.objects.all():
            change(carols, f"{PERSONAS}{persona.pk}/change/")
        after: list[Any] = list(Persona.objects.values())
        assert [_tidy(each) for each in after] == [_tidy(each) for each in before]

    def test_have_one_of_the_characters_that_are_drawn(self, carols: Client) -> None:
        page = carols.get(f"{PERSONAS}add/").text
        for slug in ("ruth", "amara", "tomasz", "kenji", "leila"):
            assert f'<option value="{slug}"' in page

    def test_are_offered_faces_and_voices_for_the_right_rung(self, carols: Client) -> None:
        Face.objects.create(provider="liveavatar", external_id="g", name="Gone", is_gone=True)
        Voice.objects.create(provider="liveavatar", external_id="v", name="Warm")
        form = carols.get(f"{PERSONAS}add/").context["adminform"].form
        assert not form.fields["live_face"].queryset.exists()
        assert [str(each) for each in form.fields["live_voice"].queryset] == ["Warm"]
        assert {each.provider for each in form.fields["voice"].queryset} == {"aura"}

    def test_keep_a_face_that_is_no_longer_offered(self, carols: Client, face: Face) -> None:
        ruth = Persona.objects.get(slug="ruth")
        Persona.objects.filter(pk=ruth.pk).update(live_face=face)
        Face.objects.update(is_gone=True)
        change(carols, f"{PERSONAS}{ruth.pk}/change/")
        ruth.refresh_from_db()
        assert ruth.live_face == face


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: "\n".join(value.splitlines()) if isinstance(value, str) else value
        for name, value in values.items()
    }


class TestTheCatalogue:
    def test_only_whether_it_is_offered_can_be_changed(self, carols: Client, face: Face) -> None:
        page = carols.get(f"{FACES}{face.pk}/change/")
        assert list(page.context["adminform"].form.fields) == ["is_offered"]
        assert carols.get(f"{FACES}add/").status_code == HTTPStatus.FORBIDDEN
        assert carols.post(f"{FACES}{face.pk}/delete/").status_code == HTTPStatus.FORBIDDEN

    @pytest.mark.parametrize(("action", "offered"), [("withhold", False), ("offer", True)])
    def test_many_are_offered_or_not(
        self, carols: Client, face: Face, action: str, offered: bool
    ) -> None:
        Face.objects.update(is_offered=not offered)
        carols.post(FACES, {"action": action, "_selected_action": [face.pk]})
        face.refresh_from_db()
        assert face.is_offered is offered

    def test_without_a_key_there_is_nothing_to_refresh(self, carols: Client, face: Face) -> None:
        assert "Refresh now" not in carols.get(FACES).text

    @pytest.mark.parametrize("address", [FACES, VOICES])
    def test_it_is_refreshed_on_demand(
        self, carols: Client, monkeypatch: pytest.MonkeyPatch, address: str
    ) -> None:
        vendor = FakeVendor(offered_faces=[FaceOffer("b", "Beth", "")])
        monkeypatch.setattr(wiring, "providers", lambda: [vendor])
        monkeypatch.setattr(wiring, "live_provider", lambda: vendor)
        monkeypatch.setattr(wiring, "downloads", lambda provider: FakeFetcher())
        assert "Refresh now" in carols.get(address).text
        answer = carols.post(f"{address}refresh/", follow=True)
        assert "1 faces and 0 voices are in the catalogue." in answer.text
        assert Face.objects.get().name == "Beth"

    def test_a_vendor_that_fails_is_told(
        self, carols: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = FakeVendor(list_fails=AvatarUnavailable("LiveAvatar: nobody there"))
        monkeypatch.setattr(wiring, "providers", lambda: [broken])
        answer = carols.post(f"{FACES}refresh/", follow=True)
        assert "The catalogue stays as it was: LiveAvatar: nobody there." in answer.text

    def test_who_may_only_look_refreshes_nothing(self) -> None:
        eve = staff("view_face")
        assert eve.post(f"{FACES}refresh/").status_code == HTTPStatus.FORBIDDEN
        assert "Refresh now" not in eve.get(FACES).text

    def test_looking_refreshes_nothing(self, carols: Client) -> None:
        assert carols.get(f"{FACES}refresh/").status_code == HTTPStatus.METHOD_NOT_ALLOWED

    def test_strangers_are_led_to_the_log_in(self, client: Client) -> None:
        for address in (f"{FACES}refresh/", FIGURES):
            assert client.post(address).status_code == HTTPStatus.FOUND


class TestConnections:
    def test_are_only_looked_at(self, carols: Client, connection: Connection) -> None:
        address = f"{CONNECTIONS}{connection.pk}/change/"
        page = carols.get(address)
        assert "321" in page.text
        assert 'name="_save"' not in page.text
        assert carols.post(address, {"seconds": 1}).status_code == HTTPStatus.FORBIDDEN
        assert carols.get(f"{CONNECTIONS}add/").status_code == HTTPStatus.FORBIDDEN

    def test_have_a_page_of_figures(self, carols: Client, connection: Connection) -> None:
        assert f'href="{FIGURES}"' in carols.get(CONNECTIONS).text
        page = carols.get(FIGURES)
        assert page.context["days"] == 30
        assert "LiveAvatar" in page.text
        assert "321 ms" in page.text
        assert "0.30" in page.text  # a minute and a half

    @pytest.mark.parametrize("days", ["7", "30", "90"])
    def test_of_a_chosen_span(self, carols: Client, days: str) -> None:
        page = carols.get(f"{FIGURES}?days={days}")
        assert page.context["days"] == int(days)
        assert "There were no live connections" in page.text

    @pytest.mark.parametrize("days", ["", "0", "-7", "x", "9" * 400, "７"])
    def test_of_a_span_that_is_not_on_offer_is_of_a_month(self, carols: Client, days: str) -> None:
        assert carols.get(FIGURES, {"days": days}).context["days"] == 30

    def test_figures_are_for_who_may_see_connections(self) -> None:
        assert staff("view_face").get(FIGURES).status_code == HTTPStatus.FORBIDDEN

    def test_and_nobody_else_needs_more(self) -> None:
        assert staff("view_connection").get(FIGURES).status_code == HTTPStatus.OK
