from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.consents import RECORDING, WORDINGS
from accounts.models import Consent, Purpose, User, fingerprint
from accounts.services import give_consent, has_consent, withdraw_consent
from accounts.signals import consent_withdrawn


def agree(user: User, version: str = "1", text: str = "words") -> Consent:
    return give_consent(user=user, purpose=Purpose.RECORDING, version=version, text=text)


def test_every_purpose_has_words() -> None:
    assert set(WORDINGS) == set(Purpose)


def test_the_words_shown_are_noted(as_alice: Client, alice: User) -> None:
    as_alice.post("/profile/consents/recording/")
    noted = Consent.objects.get(user=alice)
    assert (noted.version, noted.text_sha256) == (RECORDING.version, fingerprint(RECORDING.text))


def test_a_yes_is_one_persons_and_for_one_purpose(as_alice: Client, alice: User, bob: User) -> None:
    as_alice.post("/profile/consents/recording/")
    asked = [
        has_consent(alice, Purpose.RECORDING),
        has_consent(alice, Purpose.BROWSER_CAPTIONS),
        has_consent(bob, Purpose.RECORDING),
    ]
    assert asked == [True, False, False]


def test_saying_yes_twice_changes_nothing(alice: User) -> None:
    assert agree(alice) == agree(alice)


def test_new_words_replace_the_old_yes(alice: User) -> None:
    agree(alice, "1")
    agree(alice, "2", "other words")
    assert Consent.objects.in_force(alice, Purpose.RECORDING).get().version == "2"
    assert Consent.objects.filter(user=alice).count() == 2


def test_withdrawing_ends_it_and_keeps_the_record(as_alice: Client, alice: User) -> None:
    agree(alice)
    as_alice.post("/profile/consents/recording/withdrawal/")
    assert not has_consent(alice, Purpose.RECORDING)
    assert Consent.objects.get(user=alice).withdrawn_at is not None


def test_a_withdrawal_is_told(
    alice: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told: list[tuple[User, Purpose]] = []

    def listen(user: User, purpose: Purpose, **kwargs: Any) -> None:
        told.append((user, purpose))

    agree(alice)
    consent_withdrawn.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(user=alice, purpose=Purpose.RECORDING)
        withdraw_consent(user=alice, purpose=Purpose.RECORDING)
    consent_withdrawn.disconnect(listen)
    assert told == [(alice, Purpose.RECORDING)]


@pytest.mark.parametrize("path", ["recording/", "captions/withdrawal/"])
def test_a_plain_form_comes_back_to_the_profile(as_alice: Client, path: str) -> None:
    assert as_alice.post(f"/profile/consents/{path}")["Location"] == "/profile/"


@pytest.mark.parametrize("path", ["recording/", "captions/withdrawal/"])
def test_a_page_that_goes_on_by_itself_gets_no_content(as_alice: Client, path: str) -> None:
    done = as_alice.post(f"/profile/consents/{path}", headers={"HX-Request": "true"})
    assert done.status_code == HTTPStatus.NO_CONTENT


@pytest.mark.parametrize("path", ["selling/", "selling/withdrawal/"])
def test_there_are_no_other_purposes(as_alice: Client, path: str) -> None:
    assert as_alice.post(f"/profile/consents/{path}").status_code == HTTPStatus.NOT_FOUND


def test_a_link_alone_agrees_to_nothing(as_alice: Client) -> None:
    answer = as_alice.get("/profile/consents/recording/")
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_stranger_is_asked_to_log_in(client: Client, db: None) -> None:
    answer = client.post("/profile/consents/recording/")
    assert answer["Location"].startswith("/accounts/login/")


def test_the_profile_offers_what_is_not_the_case_yet(as_alice: Client, alice: User) -> None:
    agree(alice)
    page = as_alice.get("/profile/").text
    assert "/profile/consents/recording/withdrawal/" in page
    assert 'action="/profile/consents/captions/"' in page
