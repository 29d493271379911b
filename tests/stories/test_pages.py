"""The pages of the story bank, one by one."""

from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from interviews.models import Attempt, Interview, QuestionBank
from stories.models import Story
from tests.interviews.acts import finish, give_answer, hold_interview, record, write_answer
from tests.stories.acts import FORM, keep


class TestTheLinkBelowAnAnswer:
    def test_is_in_the_report(self, alices: Client, interview: Interview) -> None:
        attempt = give_answer(interview)
        page = alices.get(finish(interview).get_absolute_url()).text
        assert f'href="/stories/new/?attempt={attempt.pk}"' in page

    def test_is_in_the_feedback_and_opens_beside_the_room(
        self, alices: Client, interview: Interview
    ) -> None:
        attempt = give_answer(interview)
        Interview.objects.update(phase="feedback", attempt=1)
        page = alices.get(f"/interviews/{interview.pk}/").text
        assert f'href="/stories/new/?attempt={attempt.pk}" target="_blank"' in page

    def test_is_not_there_for_readers(self, interview: Interview) -> None:
        context = {"attempt": give_answer(interview), "interview": interview, "read_only": True}
        assert render_to_string("interviews/_keep_story.html", context).strip() == ""


class TestANewStory:
    def test_begins_with_the_answer(self, alices: Client, interview: Interview) -> None:
        attempt = give_answer(interview)
        form = alices.get(f"/stories/new/?attempt={attempt.pk}").context["form"]
        assert form["result"].value() == "In the end he had the map within ten minutes."

    def test_begins_empty_without_one(self, alices: Client) -> None:
        assert alices.get("/stories/new/").context["form"]["title"].value() is None

    def test_may_begin_with_a_theme(self, alices: Client) -> None:
        form = alices.get("/stories/new/?theme=failure").context["form"]
        assert form["themes"].value() == ["failure"]

    @pytest.mark.parametrize("asked", [uuid4(), "1", "x", "%00", "../../"])
    def test_of_an_answer_that_is_not_there_is_not_found(
        self, alices: Client, asked: object
    ) -> None:
        answer = alices.get(f"/stories/new/?attempt={asked}")
        assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_of_somebody_elses_answer_is_not_found(
        self, bobs: Client, interview: Interview
    ) -> None:
        attempt = give_answer(interview)
        answer = bobs.get(f"/stories/new/?attempt={attempt.pk}")
        assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_of_an_answer_that_is_being_given_is_not_found(
        self, alices: Client, interview: Interview
    ) -> None:
        attempt = write_answer(interview)
        answer = alices.get(f"/stories/new/?attempt={attempt.pk}")
        assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_says_that_the_answer_was_kept_before(
        self, alices: Client, alice: User, interview: Interview
    ) -> None:
        story = keep(alice, attempt=give_answer(interview))
        page = alices.get(f"/stories/new/?attempt={story.attempt_id}").text
        assert f'href="/stories/{story.pk}/"' in page


class TestKeeping:
    def test_leads_to_the_story(self, alices: Client, alice: User, interview: Interview) -> None:
        attempt = give_answer(interview)
        answer = alices.post("/stories/", {**FORM, "attempt": attempt.pk})
        story = Story.objects.get(owner=alice, attempt=attempt)
        assert answer["Location"] == f"/stories/{story.pk}/"

    def test_somebody_elses_answer_is_never_tied_to_it(
        self, bobs: Client, interview: Interview
    ) -> None:
        attempt = give_answer(interview)
        bobs.post("/stories/", {**FORM, "attempt": attempt.pk})
        assert Story.objects.get().attempt is None

    def test_an_answer_that_is_gone_meanwhile_costs_no_words(
        self, alices: Client, interview: Interview
    ) -> None:
        attempt = give_answer(interview)
        interview.delete()
        alices.post("/stories/", {**FORM, "attempt": attempt.pk})
        assert Story.objects.get().title == FORM["title"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": "  "},
            {"title": "x" * 121},
            {"competency": "magic"},
            {"themes": ["magic"]},
            {"action": "x" * 5001},
            {"notes": "x" * 10_001},
            {"notes": "a\x00b"},
            dict.fromkeys(("situation", "task", "action", "result"), " "),
        ],
        ids=str,
    )
    def test_what_is_wrong_is_said_and_nothing_lost(
        self, alices: Client, interview: Interview, wrong: dict[str, object]
    ) -> None:
        attempt = give_answer(interview)
        sent = {**FORM, "task": "My own task.", **wrong, "attempt": attempt.pk}
        answer = alices.post("/stories/", sent)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert escape(sent["title"]).strip() in answer.text
        assert f'value="{attempt.pk}"' in answer.text
        assert "Something needs putting right" in answer.text
        assert not Story.objects.exists()

    def test_with_no_room_left_says_what_to_do(self, alices: Client, alice: User) -> None:
        Story.objects.bulk_create(
            Story(owner=alice, **{**FORM, "title": str(number)}) for number in range(500)
        )
        answer = alices.post("/stories/", FORM)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "You have kept 500 stories" in answer.text
        assert FORM["result"] in answer.text


class TestTheList:
    def test_is_mine_and_the_latest_first(self, alices: Client, alice: User, bob: User) -> None:
        keep(bob)
        first, second = keep(alice), keep(alice, title="Later")
        assert list(alices.get("/stories/").context["stories"]) == [second, first]

    def test_says_how_to_begin(self, alices: Client) -> None:
        assert "No stories yet" in alices.get("/stories/").text

    @pytest.mark.parametrize(
        "asked", ["q=archive", "competency=planning", "theme=conflict", "q=x&theme=learning"]
    )
    def test_can_be_narrowed(self, alices: Client, alice: User, asked: str) -> None:
        wanted = keep(alice, competency="planning", themes=["conflict", "learning"], notes="x")
        keep(alice, task="", action="Nothing.")
        assert list(alices.get(f"/stories/?{asked}").context["stories"]) == [wanted]

    def test_says_that_nothing_fits(self, alices: Client, alice: User) -> None:
        keep(alice)
        assert "No story fits" in alices.get("/stories/?q=bakery").text

    @pytest.mark.parametrize(
        "asked",
        ["q=%00", "competency=x", "theme='", "theme=", f"q={'x' * 101}", "page=99", "page=x"],
    )
    def test_what_cannot_be_understood_narrows_nothing(
        self, alices: Client, alice: User, asked: str
    ) -> None:
        story = keep(alice)
        assert list(alices.get(f"/stories/?{asked}").context["stories"]) == [story]

    def test_has_pages_that_keep_the_search(self, alices: Client, alice: User) -> None:
        for number in range(21):
            keep(alice, title=f"Map {number}")
        page = alices.get("/stories/?q=map")
        assert len(page.context["stories"]) == 20
        assert 'href="?q=map&amp;page=2"' in page.text

    def test_says_which_themes_lack_a_story(self, alices: Client, alice: User, bob: User) -> None:
        keep(alice, themes=["conflict", "failure", "leading"])
        keep(bob, themes=["learning"])
        page = alices.get("/stories/?q=nothing").text
        assert "Still without a story: Pressure, Initiative, Learning." in page

    def test_says_that_no_theme_lacks_one(self, alices: Client, alice: User) -> None:
        keep(alice, themes=["conflict", "failure", "leading", "pressure", "initiative", "learning"])
        assert "You have a story for each of them." in alices.get("/stories/").text

    @pytest.mark.parametrize(("times", "words"), [(2, "twice"), (4, "four times")])
    def test_says_how_often_a_story_was_told(
        self, alices: Client, alice: User, bank: QuestionBank, times: int, words: str
    ) -> None:
        for _ in range(times):
            hold_interview(alice, bank, questions=1)
        keep(alice)
        assert f"You have told this one {words}" in alices.get("/stories/").text

    def test_does_not_count_to_one(self, alices: Client, alice: User, interview: Interview) -> None:
        keep(alice, attempt=give_answer(interview))
        page = alices.get("/stories/").text
        assert "Last told" in page
        assert "You have told this one" not in page


class TestAStory:
    def test_has_its_parts(self, alices: Client, alice: User) -> None:
        page = alices.get(keep(alice, task="").get_absolute_url()).text
        assert FORM["result"] in page
        assert "Nothing written yet." in page

    def test_has_its_recording(
        self, alices: Client, alice: User, interview: Interview, tmp_path: Path
    ) -> None:
        attempt = record(give_answer(interview), tmp_path)
        attempt.save()
        page = alices.get(keep(alice, attempt=attempt).get_absolute_url()).text
        assert f'src="/interviews/{interview.pk}/recordings/{attempt.pk}/"' in page

    def test_says_that_the_recording_has_gone(
        self, alices: Client, alice: User, interview: Interview
    ) -> None:
        story = keep(alice, attempt=give_answer(interview))
        Attempt.objects.all().delete()
        page = alices.get(story.get_absolute_url()).text
        assert "There is no answer with this story." in page
        assert "<audio" not in page

    def test_leads_to_the_reports_it_was_told_in(
        self, alices: Client, alice: User, bank: QuestionBank
    ) -> None:
        interview = hold_interview(alice, bank, questions=1)
        give_answer(interview, attempt=2)
        turn = interview.turns.get()
        page = alices.get(keep(alice).get_absolute_url()).text
        assert f'href="/interviews/{interview.pk}/report/#turn-{turn.pk}"' in page
        assert "2 attempts" in page


class TestEditing:
    def test_begins_with_what_is_there(self, alices: Client, alice: User) -> None:
        form = alices.get(f"{keep(alice).get_absolute_url()}edit/").context["form"]
        assert {name: form[name].value() for name in FORM} == FORM

    def test_changes_the_story(self, alices: Client, alice: User) -> None:
        story = keep(alice)
        answer = alices.post(f"/stories/{story.pk}/edit/", {**FORM, "title": "Ten minutes"})
        story.refresh_from_db()
        assert (answer["Location"], story.title) == (f"/stories/{story.pk}/", "Ten minutes")

    def test_without_any_theme_leaves_none(self, alices: Client, alice: User) -> None:
        story = keep(alice)
        alices.post(f"/stories/{story.pk}/edit/", {**FORM, "themes": []})
        story.refresh_from_db()
        assert story.themes == []

    def test_what_is_wrong_changes_nothing(self, alices: Client, alice: User) -> None:
        story = keep(alice)
        answer = alices.post(f"/stories/{story.pk}/edit/", {**FORM, "title": "", "task": "New."})
        story.refresh_from_db()
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "New." in answer.text
        assert story.task == FORM["task"]


class TestDeleting:
    def test_asks_first(self, alices: Client, alice: User) -> None:
        story = keep(alice)
        assert story.title in alices.get(f"/stories/{story.pk}/deletion/").text
        assert Story.objects.exists()

    def test_deletes(self, alices: Client, alice: User) -> None:
        answer = alices.post(f"/stories/{keep(alice).pk}/deletion/")
        assert answer["Location"] == "/stories/"
        assert not Story.objects.exists()


@pytest.mark.parametrize("address", ["edit/", "deletion/", "practice/"])
class TestOthers:
    def test_change_nothing(self, bobs: Client, carols: Client, alice: User, address: str) -> None:
        story = keep(alice)
        for other in (bobs, carols):
            answer = other.post(f"/stories/{story.pk}/{address}", {**FORM, "title": "Mine"})
            assert answer.status_code == HTTPStatus.NOT_FOUND
        assert Story.objects.get().title == FORM["title"]
        assert not Interview.objects.exists()

    def test_strangers_log_in_first(self, client: Client, alice: User, address: str) -> None:
        answer = client.post(f"/stories/{keep(alice).pk}/{address}", FORM)
        assert answer["Location"].startswith("/accounts/login/?next=")
        assert Story.objects.get().title == FORM["title"]


def test_a_forged_request_keeps_nothing(alice: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert browser.post("/stories/", FORM).status_code == HTTPStatus.FORBIDDEN
    assert not Story.objects.exists()
