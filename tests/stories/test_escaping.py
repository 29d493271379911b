import pytest
from django.test import Client

from accounts.models import User
from interviews.models import Interview
from stories.models import Story
from tests.interviews.acts import give_answer
from tests.interviews.test_escaping import ALL, PAYLOADS, SHORT, assert_harmless, poison
from tests.stories.acts import FORM, keep


@pytest.fixture
def poisoned(alice: User, interview: Interview) -> Story:
    """A story and an interview with all payloads in every field that takes words."""
    story = keep(alice, attempt=give_answer(interview))
    words = dict.fromkeys(("situation", "task", "action", "result", "notes"), ALL)
    Story.objects.update(title=ALL[:SHORT], **words)
    interview.delete()
    return story


@pytest.mark.parametrize("address", ["", "edit/", "deletion/"])
def test_on_the_pages_of_a_story(alices: Client, poisoned: Story, address: str) -> None:
    assert_harmless(alices.get(f"/stories/{poisoned.pk}/{address}").text)


def test_in_the_list(alices: Client, poisoned: Story) -> None:
    assert_harmless(alices.get("/stories/").text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_in_titles_searches_and_refused_forms(alices: Client, alice: User, payload: str) -> None:
    keep(alice, title=payload)
    assert_harmless(alices.get("/stories/").text)
    assert_harmless(alices.get("/stories/", {"q": payload}).text)
    refused = {**dict.fromkeys(FORM, payload), "attempt": payload}
    assert_harmless(alices.post("/stories/", refused).text)


def test_of_the_answer_it_begins_with(alices: Client, interview: Interview) -> None:
    poison(interview, ALL)
    attempt = interview.turns.get(question=0, probe=0).attempts.get(number=1)
    assert_harmless(alices.get(f"/stories/new/?attempt={attempt.pk}").text)


def test_of_the_interviews_it_was_told_in(
    alices: Client, alice: User, interview: Interview
) -> None:
    story = keep(alice, attempt=give_answer(interview))
    poison(interview, ALL)
    assert_harmless(alices.get(story.get_absolute_url()).text)
