"""What can be done with a story. One transaction a function; arguments by name."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from interviews.models import Attempt
from stories.models import Story
from stories.tellings import find_answers

MOST_STORIES = 500  # a person


class TooManyStories(ValueError):
    """There is no room for another one."""


class Told(TypedDict):
    """What a student writes of a story."""

    title: str
    competency: str
    themes: Sequence[str]
    situation: str
    task: str
    action: str
    result: str
    notes: str


@transaction.atomic
def keep_story(*, owner: User, attempt: Attempt | None = None, **told: Unpack[Told]) -> Story:
    """A new story, or the one of an earlier press of the button. Raises TooManyStories."""
    User.objects.select_for_update().get(pk=owner.pk)  # one story at a time
    mine = Story.objects.owned_by(owner)
    kept = mine.filter(attempt=attempt, **told).first()
    if kept:
        return kept
    if mine.count() >= MOST_STORIES:
        raise TooManyStories
    language = attempt.turn.interview.language if attempt else "en"
    story = Story.objects.create(owner=owner, attempt=attempt, language=language, **told)
    find_answers(story)
    return story


@transaction.atomic
def change_story(*, story: Story, **told: Unpack[Told]) -> None:
    for field, value in told.items():
        setattr(story, field, value)
    story.save(update_fields=[*told, "updated_at"])
    find_answers(story)


@transaction.atomic
def delete_story(*, story: Story) -> None:
    """The story alone: answers and recordings are the interview's."""
    story.delete()


@transaction.atomic
def move_stories(*, guest: User, user: User) -> None:
    """A guest has logged in: the stories are the user's from now on, even if there are many."""
    Story.objects.owned_by(guest).update(owner=user)
