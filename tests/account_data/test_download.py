"""Everything that is kept of a person, in one zip."""

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from account_data.collecting import entries
from accounts.consents import RECORDING
from accounts.models import Purpose, User
from accounts.services import give_consent
from costs.metering import Whose, note
from costs.models import Kind
from interviews.models import Interview, QuestionBank
from tests.interviews.acts import STORY, finish, give_answer, hold_interview, record
from tests.interviews.test_exports import zipped


@pytest.fixture
def held(interview: Interview, settings: Settings, tmp_path: Path) -> Interview:
    settings.MEDIA_ROOT = tmp_path / "media"
    record(give_answer(interview), tmp_path)
    return finish(interview)


def downloaded(browser: Client) -> zipfile.ZipFile:
    response = browser.post(reverse("data_download"))
    assert response.status_code == 200
    return async_to_sync(zipped)(response)


def test_it_holds_account_words_and_recordings(alices: Client, held: Interview) -> None:
    with downloaded(alices) as found:
        folder = f"interviews/{held.created_at:%Y-%m-%d}-library-assistant-{str(held.pk)[:8]}"
        assert set(found.namelist()) == {
            "account.json",
            "stories.json",
            f"{folder}/interview.json",
            f"{folder}/report.txt",
            f"{folder}/question-1-attempt-1.wav",
        }
        data = json.loads(found.read(f"{folder}/interview.json"))
    assert data["turns"][0]["attempts"][0]["transcript"] == STORY


def test_it_says_what_was_agreed_to(alices: Client, alice: User) -> None:
    give_consent(
        user=alice,
        purpose=Purpose.RECORDING,
        version=RECORDING.version,
        text=RECORDING.text,
    )
    with downloaded(alices) as found:
        account = json.loads(found.read("account.json"))
    (consent,) = account["consents"]
    assert (consent["purpose"], consent["withdrawn_at"]) == ("recording", None)
    assert account["email"] == "alice@example.com"


def test_nobody_elses_interviews_are_in_it(
    bobs: Client, held: Interview, bob: User, bank: QuestionBank
) -> None:
    own = hold_interview(bob, bank)
    with downloaded(bobs) as found:
        names = found.namelist()
    assert any(str(own.pk)[:8] in name for name in names)
    assert not any(str(held.pk)[:8] in name for name in names)


def test_many_interviews_are_read_in_few_queries(
    alice: User, bank: QuestionBank, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        hold_interview(alice, bank, questions=1)
    with django_assert_max_num_queries(10):
        list(entries(alice))


def test_it_is_asked_for_by_pressing_a_button_not_by_following_a_link(alices: Client) -> None:
    assert alices.get(reverse("data_download")).status_code == 405


def test_it_says_what_the_site_paid_for_the_student(alices: Client, alice: User) -> None:
    note(Kind.TOKENS, "model", 1, Decimal("0.25"), Whose(alice.pk))
    with downloaded(alices) as found:
        (cost,) = json.loads(found.read("account.json"))["costs"]
    assert Decimal(cost["cost"]) == Decimal("0.25")
