"""Stories worth telling again: what a student keeps of an answer, and where it was told."""

import uuid
from collections import Counter
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from interviews.coach.rubric import Part
from interviews.coach.themes import Theme
from interviews.models import Attempt, Competency

LONGEST_TITLE = 120  # characters
SEARCHED = ("title", "situation", "task", "action", "result", "notes")
MOST_SEARCHED = 10  # words of a search


class StoryTheme(models.TextChoices):
    CONFLICT = Theme.CONFLICT.value, _("Conflict")
    FAILURE = Theme.FAILURE.value, _("Failure")
    LEADING = Theme.LEADING.value, _("Leading")
    PRESSURE = Theme.PRESSURE.value, _("Pressure")
    INITIATIVE = Theme.INITIATIVE.value, _("Initiative")
    LEARNING = Theme.LEARNING.value, _("Learning")


class StoryQuerySet(models.QuerySet["Story"]):
    def owned_by(self, user: User | AnonymousUser) -> "StoryQuerySet":
        return self.filter(owner=user) if isinstance(user, User) else self.none()

    def search(self, text: str) -> "StoryQuerySet":
        """Stories that have each word of `text` somewhere."""
        words = text.split()[:MOST_SEARCHED]
        return reduce(lambda found, word: found.filter(_somewhere(word)), words, self)

    def of_competency(self, competency: str) -> "StoryQuerySet":
        return self.filter(competency=competency)

    def of_theme(self, theme: str) -> "StoryQuerySet":
        """By the list's text, because SQLite cannot look into a list."""
        listed = self.alias(listed_themes=Cast("themes", models.TextField()))
        return listed.filter(listed_themes__contains=f'"{theme}"')

    def with_tellings(self) -> "StoryQuerySet":
        """With `told`, to how many questions, and `last_told`. Trying again is the same telling."""
        return self.annotate(
            told=models.Count("tellings__attempt__turn", distinct=True),
            last_told=models.Max("tellings__attempt__submitted_at"),
        ).order_by("-updated_at", "pk")  # grouping drops the order of Meta

    def theme_counts(self) -> Counter[str]:
        """How many stories there are of each theme."""
        return Counter(
            theme for themes in self.values_list("themes", flat=True) for theme in themes
        )


def _somewhere(word: str) -> models.Q:
    return reduce(or_, (models.Q(**{f"{field}__icontains": word}) for field in SEARCHED))


class Story(models.Model):
    """In the student's own words. It outlives the answer it was made from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stories")
    attempt = models.ForeignKey(
        Attempt,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        help_text="the answer it was made from, as long as that exists",
    )
    title = models.CharField(max_length=LONGEST_TITLE)
    competency = models.CharField(max_length=20, choices=Competency)
    themes = models.JSONField(default=list, blank=True, help_text="values of StoryTheme")
    language = models.CharField(max_length=10, default="en")
    situation = models.TextField(blank=True)
    task = models.TextField(blank=True)
    action = models.TextField(blank=True)
    result = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "pk")
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("story", args=[self.pk])

    @property
    def parts(self) -> list[tuple[Part, str]]:
        texts = (self.situation, self.task, self.action, self.result)
        return list(zip(Part, texts, strict=True))

    @property
    def missing_parts(self) -> list[Part]:
        return [part for part, text in self.parts if not text]

    @property
    def text(self) -> str:
        """All of the story but its title, which repeats its first words."""
        return "\n".join([*(text for _, text in self.parts), self.notes])

    @property
    def theme_labels(self) -> list[str]:
        return [str(theme.label) for theme in StoryTheme if theme in self.themes]


class StoryTelling(models.Model):
    """An answer in which a story was told."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="tellings")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="tellings")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("story", "attempt"), name="one_telling_per_attempt"),
        )

    def __str__(self) -> str:
        return f"{self.story_id} in {self.attempt_id}"
