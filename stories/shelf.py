"""What the pages of the story bank show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from interviews.models import Turn
from stories.forms import StorySearchForm
from stories.models import Story, StoryQuerySet, StoryTelling, StoryTheme

STORIES_PER_PAGE = 20
HINTS = {
    StoryTheme.CONFLICT: _("You and somebody wanted different things."),
    StoryTheme.FAILURE: _("Something did not work out, and what you did then."),
    StoryTheme.LEADING: _("Others followed you, with or without a title."),
    StoryTheme.PRESSURE: _("Too much at once, or too little time."),
    StoryTheme.INITIATIVE: _("You did what nobody had asked you to do."),
    StoryTheme.LEARNING: _("You had to find out what you did not know."),
}


@dataclass(frozen=True)
class ThemeOnShelf:
    """One of the six themes, and how many of a person's stories are about it."""

    theme: StoryTheme
    count: int

    @property
    def hint(self) -> str:
        return str(HINTS[self.theme])


@dataclass(frozen=True)
class Telling:
    """A question that a story was told to, in one or more attempts."""

    turn: Turn
    attempts: int


def shelf_context(user: User, search: StorySearchForm, page: str | None) -> dict[str, Any]:
    """The context of `stories/stories.html`: three queries, however many stories there are."""
    mine = Story.objects.owned_by(user)
    themes = on_shelf(mine)
    found = _narrowed(mine, search)
    page_obj = Paginator(found.with_tellings(), STORIES_PER_PAGE).get_page(page)
    return {
        "search": search,
        "is_narrowed": found is not mine,
        "themes": themes,
        "lacking": [each.theme.label for each in themes if not each.count],
        "stories": page_obj.object_list,
        "page_obj": page_obj,
    }


def on_shelf(stories: StoryQuerySet) -> list[ThemeOnShelf]:
    counts = stories.theme_counts()
    return [ThemeOnShelf(theme, counts[theme]) for theme in StoryTheme]


def _narrowed(stories: StoryQuerySet, search: StorySearchForm) -> StoryQuerySet:
    """The same query set where nothing is asked for."""
    search.is_valid()
    asked = search.cleaned_data
    if asked.get("q"):
        stories = stories.search(asked["q"])
    if asked.get("competency"):
        stories = stories.of_competency(asked["competency"])
    if asked.get("theme"):
        stories = stories.of_theme(asked["theme"])
    return stories


def tellings_of(story: Story) -> Sequence[Telling]:
    """The latest first."""
    tellings: QuerySet[StoryTelling] = story.tellings.select_related("attempt__turn__interview")
    latest = tellings.order_by("-attempt__turn__interview__created_at", "attempt__turn_id")
    return [
        Telling(turn, len(list(told)))
        for turn, told in groupby(latest, key=lambda each: each.attempt.turn)
    ]
