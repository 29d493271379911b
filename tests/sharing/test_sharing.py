"""A report, shown to whoever has its link."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Preferences, User
from config.logs import NoShareTokens
from interviews.models import Attempt, Interview
from sharing import services
from sharing.models import ShareLink
from tests.interviews.acts import STORY, finish, give_answer, record
from tests.interviews.test_replay import heard


@pytest.fixture
def held(interview: Interview) -> Interview:
    give_answer(interview)
    return finish(interview)


@pytest.fixture
def recorded(held: Interview, settings: Settings, tmp_path: Path) -> Attempt:
    settings.MEDIA_ROOT = tmp_path / "media"
    attempt = record(Attempt.objects.get(), tmp_path, seconds=30)
    attempt.words = heard(STORY)
    attempt.heard_by = "deepgram"
    attempt.save()
    return attempt


def token_for(interview: Interview, *, days: int = 7, with_recordings: bool = False) -> str:
    _, token = services.create_link(interview=interview, days=days, with_recordings=with_recordings)
    return token


def opened(token: str, browser: Client | None = None) -> int:
    return (browser or Client()).get(reverse("shared_report", args=[token])).status_code


def listened(token: str, attempt: Attempt) -> int:
    address = reverse("shared_recording", args=[token, attempt.pk])
    return Client().get(address, headers={"range": "bytes=0-3"}).status_code


# Making and ending links --------------------------------------------------------------------------


def test_the_owner_makes_a_link_and_anybody_can_read_the_report(
    alices: Client, held: Interview
) -> None:
    page = alices.post(reverse("share", args=[held.pk]), {"days": "7"})
    address = page.context["address"]
    assert address.startswith("http://testserver/shared/")
    assert held.turns.earliest("question").text in Client().get(address).content.decode()


def test_a_link_is_shown_once_and_its_token_is_kept_nowhere(
    alices: Client, held: Interview
) -> None:
    token = alices.post(reverse("share", args=[held.pk]), {"days": "7"}).context["address"]
    token = token.rstrip("/").rpartition("/")[2]
    assert token not in alices.get(reverse("share", args=[held.pk])).content.decode()
    assert not ShareLink.objects.filter(token_sha256=token).exists()
    assert len(token) >= 43


@pytest.mark.parametrize("days", ["", "0", "365", "x"])
def test_a_time_that_is_not_offered_is_refused(alices: Client, held: Interview, days: str) -> None:
    assert alices.post(reverse("share", args=[held.pk]), {"days": days}).status_code == 422
    assert not ShareLink.objects.exists()


def test_five_links_are_enough(alices: Client, held: Interview) -> None:
    for _ in range(services.MOST_LINKS):
        token_for(held)
    page = alices.post(reverse("share", args=[held.pk]), {"days": "1"})
    assert page.status_code == 422
    assert "End one of them first." in page.content.decode()


def test_a_link_ends_when_its_time_is_over(held: Interview) -> None:
    token = token_for(held)
    assert opened(token) == 200
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert opened(token) == 404


def test_a_link_ends_when_its_owner_ends_it(alices: Client, held: Interview) -> None:
    token = token_for(held)
    link = ShareLink.objects.get()
    assert alices.post(reverse("revoke_share", args=[held.pk, link.pk])).status_code == 302
    assert opened(token) == 404


def test_a_link_ends_with_its_interview(held: Interview) -> None:
    token = token_for(held)
    held.delete()
    assert opened(token) == 404


def test_a_link_ends_while_its_owner_is_locked_out(held: Interview) -> None:
    token = token_for(held)
    User.objects.update(is_active=False)
    assert opened(token) == 404


def test_an_ended_link_and_an_unknown_one_look_alike(held: Interview) -> None:
    token = token_for(held)
    services.revoke_link(link=ShareLink.objects.get())
    ended, unknown = (
        Client().get(reverse("shared_report", args=[each])) for each in (token, "x" * 43)
    )
    assert ended.status_code == unknown.status_code == 404
    assert "This link opens nothing" in ended.content.decode()
    assert "This link opens nothing" in unknown.content.decode()


def test_an_unfinished_interview_is_not_shared(alices: Client, interview: Interview) -> None:
    assert alices.get(reverse("share", args=[interview.pk])).status_code == 404


def test_nobody_else_can_share_or_end(bobs: Client, held: Interview) -> None:
    token_for(held)
    link = ShareLink.objects.get()
    assert bobs.get(reverse("share", args=[held.pk])).status_code == 404
    assert bobs.post(reverse("share", args=[held.pk]), {"days": "7"}).status_code == 404
    assert bobs.post(reverse("revoke_share", args=[held.pk, link.pk])).status_code == 404
    assert ShareLink.objects.get().is_in_force


# What is shown ------------------------------------------------------------------------------------


def test_a_reader_can_change_and_reach_nothing(held: Interview) -> None:
    html = Client().get(reverse("shared_report", args=[token_for(held)])).content.decode()
    assert str(held.pk) not in html
    assert "hx-post" not in html
    assert "alice@example.com" not in html


def test_the_owner_is_told_by_name_whoever_reads(bobs: Client, held: Interview) -> None:
    html = bobs.get(reverse("shared_report", args=[token_for(held)])).content.decode()
    assert "Practice report, Alice" in html


def test_it_is_kept_from_search_engines_caches_and_other_sites(held: Interview) -> None:
    page = Client().get(reverse("shared_report", args=[token_for(held)]))
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"


def test_recordings_are_heard_only_where_they_were_ticked(recorded: Attempt) -> None:
    interview = recorded.turn.interview
    words_only = token_for(interview)
    assert listened(words_only, recorded) == 404
    assert (
        "<audio" not in Client().get(reverse("shared_report", args=[words_only])).content.decode()
    )
    with_sound = token_for(interview, with_recordings=True)
    assert listened(with_sound, recorded) == 206
    html = Client().get(reverse("shared_report", args=[with_sound])).content.decode()
    assert reverse("shared_recording", args=[with_sound, recorded.pk]) in html


def test_a_link_opens_no_recording_of_another_interview(
    recorded: Attempt, bob: User, held: Interview
) -> None:
    other = Interview.objects.create(owner=bob, bank_title="Other", phase="finished")
    assert listened(token_for(other, with_recordings=True), recorded) == 404


def test_whose_speech_has_its_own_rhythm_shares_nothing_about_it(
    alice: User, recorded: Attempt
) -> None:
    Preferences.objects.create(user=alice, own_rhythm=True)
    html = (
        Client()
        .get(reverse("shared_report", args=[token_for(recorded.turn.interview)]))
        .content.decode()
    )
    assert "How you spoke" not in html


def test_what_was_said_is_escaped(interview: Interview) -> None:
    give_answer(interview, f"{STORY} <script>alert(1)</script>")
    html = Client().get(reverse("shared_report", args=[token_for(finish(interview))])).content
    assert b"<script>alert" not in html


def test_the_owner_sees_how_often_it_was_opened(alices: Client, held: Interview) -> None:
    token = token_for(held)
    opened(token)
    opened(token)
    assert "Opened 2 times" in alices.get(reverse("share", args=[held.pk])).content.decode()


def test_a_long_report_takes_no_more_queries(
    interview: Interview, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for question in range(2):
        for attempt in range(1, 4):
            give_answer(interview, question=question, attempt=attempt)
    token = token_for(finish(interview))
    with django_assert_num_queries(5):
        opened(token)


@pytest.mark.parametrize("text", ["Not Found: /shared/abc123/", "%s"])
def test_no_token_gets_into_the_log(text: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, text, None, None)
    if text == "%s":
        record.args = ("GET /shared/abc123/recordings/1/",)
    NoShareTokens().filter(record)
    assert "abc123" not in record.getMessage()


def test_recordings_are_offered_where_there_are_any(
    alices: Client, held: Interview, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    address = reverse("share", args=[held.pk])
    assert 'name="with_recordings"' not in alices.get(address).content.decode()
    record(Attempt.objects.get(), tmp_path)
    assert 'name="with_recordings"' in alices.get(address).content.decode()
