"""What the staff area keeps for a while."""

from django.db import models
from django.utils import timezone

from accounts.models import User


class QuestionFile(models.Model):
    """A file of questions that somebody looks over before it is imported. One a person."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="question_file")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
