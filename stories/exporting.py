"""A person's stories as plain data that leaves the site."""

from typing import Any

from django.db.models import Prefetch

from accounts.models import User
from interviews.models import Turn
from stories.models import Story, StoryTelling

WORDS = ("title", "competency", "themes", "language", "situation", "task", "action", "result")


def stories_data(user: User) -> list[dict[str, Any]]:
    """All that is kept of a person's stories, ready for `json.dumps`. Two queries."""
    tellings = StoryTelling.objects.select_related("attempt__turn").order_by(
        "attempt__submitted_at"
    )
    mine = Story.objects.owned_by(user).order_by("created_at", "pk")
    return [_story(story) for story in mine.prefetch_related(Prefetch("tellings", tellings))]


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": str(story.pk),
        **{name: getattr(story, name) for name in (*WORDS, "notes")},
        "created_at": story.created_at.isoformat(),
        "updated_at": story.updated_at.isoformat(),
        "told": [_place(each.attempt.turn, each) for each in story.tellings.all()],
    }


def _place(turn: Turn, telling: StoryTelling) -> dict[str, Any]:
    """As `interviews.exporting` names it; `is_source`: the story was made from this answer."""
    return {
        "interview": str(turn.interview_id),
        "question": turn.number,
        "follow_up": turn.probe,
        "attempt": telling.attempt.number,
        "is_source": telling.attempt_id == telling.story.attempt_id,
    }
