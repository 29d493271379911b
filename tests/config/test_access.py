"""Every address and who gets it: one table. Another student's anything is not there (404)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from interviews.models import Attempt, Interview, QuestionBank
from sharing.services import create_link
from tests.interviews.acts import finish, hold_interview, record, write_answer
from tests.stories.acts import keep

ROLES = ("stranger", "owner", "other", "editor", "staff", "admin")

# What a GET is answered, for each of ROLES. The interviews are the owner's.
TABLE = {
    "home": (200, 200, 200, 200, 200, 200),
    "history": (302, 200, 200, 200, 200, 200),
    "setup": (302, 200, 200, 200, 200, 200),
    "room": (302, 200, 404, 404, 404, 404),
    "report": (302, 200, 404, 404, 404, 404),
    "report_text": (302, 200, 404, 404, 404, 404),
    "report_json": (302, 200, 404, 404, 404, 404),
    "report_recordings": (302, 200, 404, 404, 404, 404),
    "narrative": (302, 405, 405, 405, 405, 405),
    "comparison": (302, 200, 404, 404, 404, 404),
    "self_rating": (302, 405, 405, 405, 405, 405),
    "interview_deletion": (302, 200, 404, 404, 404, 404),
    "data": (302, 200, 200, 200, 200, 200),
    "data_download": (302, 405, 405, 405, 405, 405),
    "data_deletion": (302, 302, 302, 302, 302, 302),  # the password first
    "data_keep": (302, 405, 405, 405, 405, 405),
    "progress": (302, 200, 200, 200, 200, 200),
    "share": (302, 200, 404, 404, 404, 404),
    "revoke_share": (302, 405, 405, 405, 405, 405),
    "shared_report": (200, 200, 200, 200, 200, 200),
    "shared_recording": (200, 200, 200, 200, 200, 200),
    "recording": (302, 200, 404, 404, 404, 404),
    "recording_upload": (302, 405, 405, 405, 405, 405),
    "speech": (302, 404, 404, 404, 404, 404),  # without a key nobody hears one
    "phrase": (302, 404, 404, 404, 404, 404),
    "reply": (302, 404, 404, 404, 404, 404),
    "reading": (302, 405, 405, 405, 405, 405),
    "clip": (302, 404, 404, 404, 404, 404),  # nor was anything filmed
    "avatar": (302, 405, 405, 405, 405, 405),
    "avatar_ending": (302, 405, 405, 405, 405, 405),
    "stories": (302, 200, 200, 200, 200, 200),
    "story_new": (302, 200, 200, 200, 200, 200),
    "story": (302, 200, 404, 404, 404, 404),
    "story_edit": (302, 200, 404, 404, 404, 404),
    "story_deletion": (302, 200, 404, 404, 404, 404),
    "story_practice": (302, 405, 405, 405, 405, 405),
    "profile": (302, 200, 200, 200, 200, 200),
    "interviewer": (302, 200, 200, 200, 200, 200),
    "interviewer_hello": (302, 404, 404, 404, 404, 404),  # without a key nobody hears one
    "face_picture": (302, 404, 404, 404, 404, 404),  # nor is there a catalogue
    "voice_sample": (302, 404, 404, 404, 404, 404),
    "interviewer_trial": (302, 403, 403, 403, 403, 200),
    "interviewer_trial_ticket": (302, 403, 403, 403, 403, 405),
    "interviewer_trial_ending": (302, 403, 403, 403, 403, 405),
    "consent": (302, 405, 405, 405, 405, 405),
    "consent_withdrawal": (302, 405, 405, 405, 405, 405),
    "guest_start": (405, 405, 405, 405, 405, 405),
    "account_login": (200, 302, 302, 302, 302, 302),
    "account_signup": (200, 302, 302, 302, 302, 302),
    "account_logout": (302, 200, 200, 200, 200, 200),
    "account_inactive": (200, 200, 200, 200, 200, 200),
    "account_reauthenticate": (302, 200, 200, 200, 200, 200),
    "account_email": (302, 200, 200, 200, 200, 200),
    "account_email_verification_sent": (200, 200, 200, 200, 200, 200),
    "account_confirm_email": (200, 200, 200, 200, 200, 200),
    "account_change_password": (302, 200, 200, 200, 200, 200),
    "account_set_password": (302, 302, 302, 302, 302, 302),
    "account_reset_password": (200, 200, 200, 200, 200, 200),
    "account_reset_password_done": (200, 200, 200, 200, 200, 200),
    "account_reset_password_from_key": (200, 200, 200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 200, 200, 200, 200, 200),
    "staff_home": (302, 403, 403, 200, 200, 200),
    "staff_changes": (302, 403, 403, 403, 403, 200),
    "staff_costs": (302, 403, 403, 403, 200, 200),
    "staff_costs_csv": (302, 403, 403, 403, 200, 200),
    "staff_health": (302, 403, 403, 200, 200, 200),
    "staff_health_refresh": (302, 403, 403, 405, 405, 405),
    "staff_banks": (302, 403, 403, 200, 403, 200),
    "staff_bank": (302, 403, 403, 200, 403, 200),
    "staff_versions": (302, 403, 403, 200, 403, 200),
    "staff_order": (302, 403, 403, 405, 403, 405),
    "staff_copy": (302, 403, 403, 405, 403, 405),
    "staff_publication": (302, 403, 403, 405, 403, 405),
    "staff_retirement": (302, 403, 403, 405, 403, 405),
    "staff_question": (302, 403, 403, 200, 403, 200),
    "staff_question_speech": (302, 403, 403, 404, 403, 404),  # without a key nobody hears one
    "staff_import": (302, 403, 403, 200, 403, 200),
    "staff_import_preview": (302, 403, 403, 302, 403, 302),  # nothing was uploaded
    "staff_template": (302, 403, 403, 200, 403, 200),
    "staff_export": (302, 403, 403, 200, 403, 200),
    "healthz": (200, 200, 200, 200, 200, 200),
    "admin:index": (302, 302, 302, 200, 200, 200),
    "admin:interviews_questionbank_changelist": (302, 302, 302, 200, 200, 200),
    "admin:interviews_question_changelist": (302, 302, 302, 200, 200, 200),
    "admin:accounts_user_changelist": (302, 302, 302, 403, 403, 200),
}
CASES = [
    (name, role, status)
    for name, statuses in TABLE.items()
    for role, status in zip(ROLES, statuses, strict=True)
]


@pytest.fixture
def browsers(
    client: Client, alices: Client, bobs: Client, doras: Client, eves: Client, carols: Client
) -> dict[str, Client]:
    return dict(zip(ROLES, (client, alices, bobs, doras, eves, carols), strict=True))


@pytest.fixture
def arguments(
    alice: User, bank: QuestionBank, interview: Interview, tmp_path: Path
) -> dict[str, Sequence[Any]]:
    """What the addresses of TABLE are about."""
    spoken = record(write_answer(interview), tmp_path)
    held = hold_interview(alice, bank)
    record(Attempt.objects.filter(turn__interview=held).earliest("started_at"), tmp_path)
    heard = Attempt.objects.exclude(recording="").get(turn__interview=held)
    link, token = create_link(interview=held, days=1, with_recordings=True)
    story = keep(alice)
    return {
        "room": [interview.pk],
        "report": [held.pk],
        "report_text": [held.pk],
        "report_json": [held.pk],
        "report_recordings": [held.pk],
        "interview_deletion": [held.pk],
        "narrative": [held.pk],
        "comparison": [held.pk, heard.turn_id],
        "self_rating": [held.pk, heard.pk],
        "share": [held.pk],
        "revoke_share": [held.pk, link.pk],
        "shared_report": [token],
        "shared_recording": [token, heard.pk],
        "recording": [interview.pk, spoken.pk],
        "recording_upload": [interview.pk, spoken.pk],
        "speech": [interview.pk, 0, 0],
        "phrase": [interview.pk, 0],
        "reply": [interview.pk, "0"],
        "reading": [interview.pk],
        "clip": [interview.pk, 1],
        "avatar": [interview.pk],
        "avatar_ending": [interview.pk, spoken.pk],
        "interviewer_trial_ending": [spoken.pk],
        "staff_bank": [bank.slug],
        "staff_versions": [bank.slug],
        "staff_order": [bank.slug],
        "staff_copy": [bank.slug],
        "staff_publication": [bank.slug],
        "staff_retirement": [bank.slug],
        "staff_question": [bank.slug, "library-1"],
        "staff_question_speech": [bank.slug, "library-1"],
        "staff_template": ["csv"],
        "staff_export": ["xlsx"],
        "story": [story.pk],
        "story_edit": [story.pk],
        "story_deletion": [story.pk],
        "story_practice": [story.pk],
        "interviewer_hello": ["ruth"],
        "face_picture": [1],
        "voice_sample": [1],
        "consent": ["recording"],
        "consent_withdrawal": ["recording"],
        "account_confirm_email": ["wrong"],
        "account_reset_password_from_key": ["1", "wrong"],
    }


@pytest.mark.parametrize(("name", "role", "status"), CASES)
def test_get(
    browsers: dict[str, Client],
    arguments: dict[str, Sequence[Any]],
    name: str,
    role: str,
    status: int,
) -> None:
    answer = browsers[role].get(reverse(name, args=arguments.get(name)))
    answer.close()
    assert answer.status_code == status


# Of the admin's models, what each role may look at; administrators may look at all.
IN_ADMIN = {
    "editor": {"interviews.questionbank", "interviews.question"},
    "staff": {"interviews.questionbank", "interviews.question"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", sorted(each._meta.label_lower for each in admin.site._registry))
def test_the_admin_s_lists(browsers: dict[str, Client], role: str, model: str) -> None:
    address = reverse(f"admin:{model.replace('.', '_')}_changelist")
    if role == "admin":
        status = 200
    elif role in IN_ADMIN:
        status = 200 if model in IN_ADMIN[role] else 403
    else:
        status = 302
    assert browsers[role].get(address).status_code == status


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("staff", 403)])
def test_staff_look_at_banks_and_editors_write_them(
    browsers: dict[str, Client], role: str, status: int
) -> None:
    for model in ("questionbank", "question"):
        address = reverse(f"admin:interviews_{model}_add")
        assert browsers[role].get(address).status_code == status


def test_no_address_is_missing_from_the_table() -> None:
    assert set(names(get_resolver().url_patterns)) == {name for name in TABLE if ":" not in name}


def names(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[str]:
    """Of all addresses that are our own; the admin's are Django's."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif pattern.namespace is None:
            yield from names(pattern.url_patterns)


@pytest.mark.parametrize("name", ["setup", "consent", "consent_withdrawal"])
def test_strangers_change_nothing(
    client: Client, arguments: dict[str, Sequence[Any]], name: str
) -> None:
    before = Interview.objects.count()
    answer = client.post(reverse(name, args=arguments.get(name)))
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert Interview.objects.count() == before


@pytest.mark.parametrize("role", ROLES[2:])
def test_what_is_finished_is_not_there_for_others_either(
    browsers: dict[str, Client], interview: Interview, role: str
) -> None:
    """The room leads the owner on to the report; others must not even learn that it ended."""
    finish(interview)
    assert browsers[role].get(f"/interviews/{interview.pk}/").status_code == 404


def test_a_guest_sees_their_own_only(
    client: Client, bank: QuestionBank, interview: Interview
) -> None:
    client.post("/accounts/guest/")
    guest = User.objects.get(is_guest=True)
    assert client.get(hold_interview(guest, bank).get_absolute_url()).status_code == 200
    assert client.get(interview.get_absolute_url()).status_code == 404


def test_an_account_that_was_disabled_is_out_at_once(
    alices: Client, alice: User, interview: Interview
) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert alices.get(interview.get_absolute_url()).status_code == 302


def test_staff_have_no_way_to_answers_through_the_admin(carols: Client) -> None:
    for model in (Interview, Attempt):
        name = model._meta.model_name
        assert carols.get(f"/admin/interviews/{name}/").status_code == 404
