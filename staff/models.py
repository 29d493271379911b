"""What the staff area keeps: a file that is being looked over, and figures rolled up."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from interviews.models import Question
from staff.telling import (
    COUNT_STEP,
    FEWEST_STUDENTS,
    LEVEL_STEP,
    WORD_STEP,
    among_enough,
    rounded,
    share,
)

FRESH_FOR = timedelta(hours=24)
PARTS = ("situation", "task", "action", "result")


class QuestionFile(models.Model):
    """A file of questions that somebody looks over before it is imported. One a person."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="question_file")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class QuestionFiguresQuerySet(models.QuerySet["QuestionFigures"]):
    def tellable(self) -> "QuestionFiguresQuerySet":
        return self.filter(students__gte=FEWEST_STUDENTS)

    def newest(self) -> "QuestionFigures | None":
        return self.order_by("-made_at").first()

    def with_shares(self) -> "QuestionFiguresQuerySet":
        """What a table shows and is sorted by: `told_asked`, `told_first_action`, ..."""
        first = {
            f"told_first_{part}": share(f"first_{part}", "read_first", "readers") for part in PARTS
        }
        last = {f"told_last_{part}": share(f"last_{part}", "retried", "retriers") for part in PARTS}
        return self.annotate(
            told_asked=rounded(F("asked"), COUNT_STEP),
            told_answered=rounded(F("answered"), COUNT_STEP),
            told_skipped=share("skipped", "asked", "students"),
            told_words=among_enough("readers", rounded(F("median_words"), WORD_STEP)),
            told_gain=among_enough("gainers", rounded(F("gain"), LEVEL_STEP)),
            told_avatar=share("avatar_failures", "asked", "students"),
            told_unheard=share("transcription_failures", "spoken", "speakers"),
            **first,
            **last,
        )


class QuestionFigures(models.Model):
    """How one question fared in the last `days`; 0: ever. Rolled up, see health.py."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="figures")
    days = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    students = models.PositiveIntegerField(default=0, help_text="who answered")
    readers = models.PositiveIntegerField(default=0, help_text="students in read_first")
    retriers = models.PositiveIntegerField(default=0, help_text="students in retried")
    gainers = models.PositiveIntegerField(default=0, help_text="students in gain")
    speakers = models.PositiveIntegerField(default=0, help_text="students in spoken")
    median_words = models.PositiveIntegerField(null=True)
    read_first = models.PositiveIntegerField(default=0, help_text="first attempts with levels")
    first_situation = models.PositiveIntegerField(default=0, help_text="of these: missing")
    first_task = models.PositiveIntegerField(default=0)
    first_action = models.PositiveIntegerField(default=0)
    first_result = models.PositiveIntegerField(default=0)
    retried = models.PositiveIntegerField(default=0, help_text="last attempts of two or more")
    last_situation = models.PositiveIntegerField(default=0, help_text="of these: missing")
    last_task = models.PositiveIntegerField(default=0)
    last_action = models.PositiveIntegerField(default=0)
    last_result = models.PositiveIntegerField(default=0)
    gain = models.FloatField(null=True, help_text="mean of best minus first score, in levels")
    spoken = models.PositiveIntegerField(default=0, help_text="attempts with sound in them")
    transcription_failures = models.PositiveIntegerField(default=0)
    avatar_failures = models.PositiveIntegerField(default=0, help_text="interviews stepped down")
    made_at = models.DateTimeField()

    earlier: dict[str, int]  # while rolling up: see staff/health.py

    objects = QuestionFiguresQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("days", "question"), name="one_row_a_period"),
        )

    def __str__(self) -> str:
        return f"Question {self.question_id}, {self.days} days"

    @property
    def is_stale(self) -> bool:
        """Whether a night went by without counting."""
        return timezone.now() - self.made_at > FRESH_FOR
