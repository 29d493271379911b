"""What the staff area keeps: a file that is being looked over, and figures rolled up."""

from django.db import models
from django.db.models import F, FloatField, Value
from django.db.models.functions import Cast, NullIf
from django.utils import timezone

from accounts.models import User
from interviews.models import Question

FEWEST_STUDENTS = 5  # below that nothing is told of a question: it would be about somebody
PARTS = ("situation", "task", "action", "result")


class QuestionFile(models.Model):
    """A file of questions that somebody looks over before it is imported. One a person."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="question_file")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


def share(part: str, whole: str) -> models.Expression:
    """Of 1; NULL where there is no whole."""
    counted = NullIf(F(whole), Value(0))
    return Cast(F(part), FloatField()) / Cast(counted, FloatField())


class QuestionFiguresQuerySet(models.QuerySet["QuestionFigures"]):
    def tellable(self) -> "QuestionFiguresQuerySet":
        return self.filter(students__gte=FEWEST_STUDENTS)

    def with_shares(self) -> "QuestionFiguresQuerySet":
        """What a table is sorted by: `skipped_share`, `avatar_share`, `first_action_share`, ..."""
        shares = {f"first_{part}_share": share(f"first_{part}", "read_first") for part in PARTS}
        shares |= {f"last_{part}_share": share(f"last_{part}", "retried") for part in PARTS}
        return self.annotate(
            skipped_share=share("skipped", "asked"),
            avatar_share=share("avatar_failures", "asked"),
            transcription_share=share("transcription_failures", "spoken"),
            **shares,
        )


class QuestionFigures(models.Model):
    """How one question fared in the last `days`; 0: ever. Rolled up, see health.py."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="figures")
    days = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    students = models.PositiveIntegerField(default=0, help_text="who answered")
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

    objects = QuestionFiguresQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("days", "question"), name="one_row_a_period"),
        )

    def __str__(self) -> str:
        return f"Question {self.question_id}, {self.days} days"
