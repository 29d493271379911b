"""Question banks as they were published: versions, from which students are asked.

Publishing copies a bank into a version that never changes again; interviews are made from the
newest one and remember which it was.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from interviews.question_banks import Competency, Difficulty, Question, QuestionBank


class BankVersion(models.Model):
    """A bank as it was published, once and for all."""

    bank = models.ForeignKey(QuestionBank, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    languages = models.JSONField(default=list, help_text="in which every question can be asked")
    size = models.PositiveIntegerField(help_text="questions")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("bank", "number"), name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class PublishedQuestion(models.Model):
    """A question as it stands in a version."""

    version = models.ForeignKey(BankVersion, on_delete=models.CASCADE, related_name="questions")
    source = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, related_name="+")
    slug = models.SlugField(max_length=80)
    text = models.TextField()
    competency = models.CharField(max_length=20, choices=Competency)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty)
    role = models.CharField(max_length=60, blank=True)
    guidance = models.TextField(blank=True)
    follow_ups = models.JSONField(default=list)
    time_limit = models.PositiveIntegerField(help_text="seconds")
    position = models.PositiveIntegerField()
    translations = models.JSONField(
        default=dict, help_text="{language: {text, guidance, follow_ups}}"
    )

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text

    def words(self, language: str) -> dict[str, Any]:
        """`text`, `guidance` and `follow_ups` in that language, else in the bank's own."""
        own = {"text": self.text, "guidance": self.guidance, "follow_ups": self.follow_ups}
        return {**own, **self.translations.get(language, {})}
