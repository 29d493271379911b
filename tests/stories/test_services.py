import pytest

from accounts.models import User
from accounts.services import join_guest
from interviews.models import Attempt, Interview
from stories import services
from stories.models import Story
from tests.interviews.acts import STORY, give_answer
from tests.stories.acts import FORM, keep


def test_a_story_is_kept_as_written(alice: User) -> None:
    keep(alice)
    assert Story.objects.filter(owner=alice, **FORM).exists()


def test_pressing_the_button_twice_keeps_one(alice: User, interview: Interview) -> None:
    attempt = give_answer(interview)
    assert keep(alice, attempt=attempt) == keep(alice, attempt=attempt)


def test_two_stories_may_come_from_one_answer(alice: User, interview: Interview) -> None:
    attempt = give_answer(interview)
    assert keep(alice, attempt=attempt) != keep(alice, attempt=attempt, title="Another one")


def test_the_same_words_of_two_people_are_two_stories(alice: User, bob: User) -> None:
    assert keep(alice) != keep(bob)


def test_a_story_is_in_the_language_of_its_interview(alice: User, interview: Interview) -> None:
    attempt = give_answer(interview)
    Interview.objects.update(language="de")
    assert keep(alice, attempt=Attempt.objects.get(pk=attempt.pk)).language == "de"


def test_there_is_room_for_so_many(alice: User, bob: User) -> None:
    told = [Story(owner=alice, **{**FORM, "title": str(number)}) for number in range(500)]
    Story.objects.bulk_create(told)
    with pytest.raises(services.TooManyStories):
        keep(alice)
    keep(bob)


def test_changing_a_story_keeps_where_it_came_from(alice: User, interview: Interview) -> None:
    story = keep(alice, attempt=give_answer(interview))
    services.change_story(story=story, **{**FORM, "title": "Before we closed"})
    story.refresh_from_db()
    assert (story.title, story.attempt is None) == ("Before we closed", False)


def test_deleting_a_story_leaves_the_answer(alice: User, interview: Interview) -> None:
    attempt = give_answer(interview)
    services.delete_story(story=keep(alice, attempt=attempt))
    assert Attempt.objects.get().transcript == STORY
    assert not Story.objects.exists()


def test_deleting_the_interview_leaves_the_words(alice: User, interview: Interview) -> None:
    story = keep(alice, attempt=give_answer(interview))
    interview.delete()
    story.refresh_from_db()
    assert (story.attempt, story.action) == (None, FORM["action"])
    assert not story.tellings.exists()


def test_deleting_the_person_deletes_their_stories(alice: User) -> None:
    keep(alice)
    alice.delete()
    assert not Story.objects.exists()


def test_a_guest_who_logs_in_brings_their_stories_along(alice: User, interview: Interview) -> None:
    guest = User.objects.create_guest()
    Interview.objects.update(owner=guest)
    story = keep(guest, attempt=give_answer(interview))
    join_guest(guest=guest, user=alice)
    story.refresh_from_db()
    assert story.owner == alice
    assert story.tellings.count() == 1
