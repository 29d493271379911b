import logging

import pytest
from django.db import DatabaseError
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from interviews import assessing
from interviews import services as interview_services
from interviews.coach import offline
from interviews.live.coaching import Judged
from interviews.models import Attempt, Interview
from interviews.signals import answer_assessed
from stories import services, tellings
from stories.models import Story
from tests.interviews.acts import FIRST, give_answer, write_answer
from tests.stories.acts import FORM, keep

AGAIN = (
    "so there was this reader in the library last spring and he needed a map and couldn't find it "
    "and we were about to close so I went through the catalogue and then I rang the archive and "
    "he got the map in ten minutes"
)
ANOTHER = (
    "In the library two readers quarrelled about a window. I was on duty. I asked each of them "
    "what bothered them, moved one to the gallery and fetched a blanket for the other. Both stayed "
    "until the evening and one of them thanked me with a cake."
)


def told_in(story: Story) -> set[Attempt]:
    return {telling.attempt for telling in story.tellings.all()}


class TestWhenAStoryIsKept:
    def test_its_own_answer_tells_it_whatever_became_of_the_words(
        self, alice: User, interview: Interview
    ) -> None:
        attempt = give_answer(interview, ANOTHER)
        assert told_in(keep(alice, attempt=attempt)) == {attempt}

    def test_earlier_answers_are_found(self, alice: User, interview: Interview) -> None:
        again = give_answer(interview, AGAIN)
        give_answer(interview, ANOTHER, question=1)
        assert told_in(keep(alice)) == {again}

    def test_answers_of_others_are_not(self, bob: User, interview: Interview) -> None:
        give_answer(interview, AGAIN)
        assert told_in(keep(bob)) == set()

    def test_an_answer_that_is_being_given_is_not(self, alice: User, interview: Interview) -> None:
        write_answer(interview, AGAIN)
        assert told_in(keep(alice)) == set()

    def test_an_answer_to_a_follow_up_goes_on_with_the_story(
        self, alice: User, interview: Interview
    ) -> None:
        main = give_answer(interview, AGAIN)
        give_answer(interview, AGAIN, probe=1)
        assert told_in(keep(alice)) == {main}


class TestWhenAStoryIsChanged:
    def test_what_it_no_longer_is_is_forgotten(self, alice: User, interview: Interview) -> None:
        give_answer(interview, AGAIN)
        story = keep(alice)
        cleared = dict.fromkeys(("situation", "task", "action", "result"), "")
        services.change_story(story=story, **{**FORM, **cleared, "notes": ANOTHER})
        assert told_in(story) == set()

    def test_what_it_has_become_is_found(self, alice: User, interview: Interview) -> None:
        attempt = give_answer(interview, ANOTHER)
        story = keep(alice)
        services.change_story(story=story, **{**FORM, "situation": ANOTHER})
        assert told_in(story) == {attempt}


class TestWhenAnAnswerIsRead:
    def test_the_stories_it_tells_are_found(
        self,
        alice: User,
        interview: Interview,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        story = keep(alice)
        keep(alice, **{**dict.fromkeys(("situation", "task", "action"), ""), "result": ANOTHER})
        with django_capture_on_commit_callbacks(execute=True):
            attempt = give_answer(interview, AGAIN)
        assert list(attempt.tellings.values_list("story", flat=True)) == [story.pk]

    def test_stories_of_others_are_not(self, bob: User, interview: Interview) -> None:
        story = keep(bob)
        tellings.find_stories(give_answer(interview, AGAIN).pk)
        assert told_in(story) == set()

    def test_reading_it_twice_notes_it_once(self, alice: User, interview: Interview) -> None:
        story = keep(alice)
        attempt = give_answer(interview, AGAIN)
        tellings.find_stories(attempt.pk)
        tellings.find_stories(attempt.pk)
        assert told_in(story) == {attempt}

    def test_an_answer_that_is_gone_meanwhile_is_nothing(
        self, alice: User, interview: Interview
    ) -> None:
        keep(alice)
        attempt = give_answer(interview, AGAIN)
        pk = attempt.pk
        attempt.delete()
        tellings.find_stories(pk)

    def test_trouble_stays_here_and_is_logged_by_name(
        self,
        interview: Interview,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(attempt: object) -> None:
            raise DatabaseError(AGAIN)

        monkeypatch.setattr(tellings, "find_stories", fail)
        attempt = give_answer(interview, AGAIN)
        with caplog.at_level(logging.ERROR):
            answer_assessed.send(sender=Attempt, attempt=attempt.pk)
        assert "DatabaseError" in caplog.text
        assert "library" not in caplog.text


def test_an_assessment_that_was_not_kept_is_not_told_of(
    interview: Interview, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    write_answer(interview, AGAIN)
    case = interview_services.submit_attempt(interview=interview, take=FIRST)
    assert case is not None
    assessing.release(case)
    with django_capture_on_commit_callbacks() as promised:
        assessing.keep(case, Judged(offline.assess(case.question, case.transcript)))
    assert promised == []
