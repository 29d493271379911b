"""What remains of a deleted account: that there was one, and nothing of whose."""

from django.db import models
from django.utils import timezone


class DeletionRecord(models.Model):
    """For whoever must show that deletions were carried out. No name, no address."""

    requested_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(default=timezone.now)
    interviews = models.PositiveIntegerField()
    recordings = models.PositiveIntegerField()

    class Meta:
        ordering = ("-deleted_at",)

    def __str__(self) -> str:
        return f"Deleted {self.deleted_at:%Y-%m-%d}"
