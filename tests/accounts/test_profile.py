from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import Preferences, Theme, User

SETTINGS = {"name": "Ali", "rung": "voice", "talk_mode": "toggle", "theme": "dark"}


def test_a_stranger_is_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get("/profile/")["Location"] == "/accounts/login/?next=/profile/"


def test_settings_are_saved(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", SETTINGS)
    kept = Preferences.objects.get(user=alice)
    assert (kept.rung, kept.talk_mode, kept.theme, kept.captions) == (
        "voice",
        "toggle",
        Theme.DARK,
        False,
    )


def test_the_name_is_saved(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", SETTINGS)
    alice.refresh_from_db()
    assert alice.name == "Ali"


def test_saving_twice_keeps_one_row(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", SETTINGS)
    as_alice.post("/profile/", SETTINGS)
    assert Preferences.objects.count() == 1


def test_nobody_saves_for_somebody_else(as_alice: Client, bob: User) -> None:
    as_alice.post("/profile/", {**SETTINGS, "user": bob.pk, "is_staff": "on", "email": "x@y.org"})
    bob.refresh_from_db()
    assert (bob.name, bob.is_staff, Preferences.objects.filter(user=bob).exists()) == (
        "Bob",
        False,
        False,
    )


def test_nobody_makes_themselves_staff(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", {**SETTINGS, "is_staff": "on", "is_superuser": "on"})
    alice.refresh_from_db()
    assert not alice.is_staff


def test_a_wrong_choice_is_named_above_the_form(as_alice: Client) -> None:
    page = as_alice.post("/profile/", {**SETTINGS, "theme": "pink"})
    assert page.status_code == HTTPStatus.OK
    assert 'href="#id_theme"' in page.text


def test_terms_are_kept_one_a_line_each_once(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", {**SETTINGS, "key_terms": " Ada  Lovelace\r\n\r\nbursary\nBursary"})
    assert Preferences.objects.get(user=alice).key_terms == "Ada Lovelace\nbursary"


def test_fifty_terms_of_sixty_characters_are_kept(as_alice: Client, alice: User) -> None:
    terms = "\n".join(f"{number:060}" for number in range(50))
    as_alice.post("/profile/", {**SETTINGS, "key_terms": terms})
    assert Preferences.objects.get(user=alice).key_terms == terms


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ("\n".join(map(str, range(51))), "These are 51 terms. Keep the 50 that matter most."),
        ("x" * 61, "is longer than 60 characters. One term a line."),
        ("one\0two", "Null characters are not allowed."),
    ],
    ids=["too many", "too long", "null"],
)
def test_terms_that_cannot_be_used_are_refused_and_stay_in_the_form(
    as_alice: Client, alice: User, terms: str, says: str
) -> None:
    page = as_alice.post("/profile/", {**SETTINGS, "key_terms": terms})
    assert says in page.text
    assert 'href="#id_key_terms"' in page.text
    assert terms.splitlines()[-1] in page.text
    assert not Preferences.objects.filter(user=alice).exists()


def test_a_rhythm_of_ones_own_is_saved(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/", {**SETTINGS, "own_rhythm": "on"})
    assert Preferences.objects.get(user=alice).own_rhythm
    as_alice.post("/profile/", SETTINGS)
    assert not Preferences.objects.get(user=alice).own_rhythm


def test_a_guest_is_invited_to_keep_their_interviews(as_guest: Client) -> None:
    assert "Keep my interviews: sign up" in as_guest.get("/profile/").text


def test_a_name_is_shown_as_text(as_alice: Client) -> None:
    as_alice.post("/profile/", {**SETTINGS, "name": "<img src=x onerror=alert(1)>"})
    assert "<img src=x" not in as_alice.get("/profile/").text


def test_pages_know_the_readers_settings(as_alice: Client, alice: User) -> None:
    Preferences.objects.create(user=alice, theme=Theme.DARK)
    assert as_alice.get("/profile/").context["preferences"].theme == Theme.DARK


def test_pages_know_the_usual_settings_for_strangers(client: Client, db: None) -> None:
    assert client.get("/accounts/login/").context["preferences"].theme == Theme.SYSTEM
