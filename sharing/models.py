"""Links by which a student shows one report to somebody who has no account."""

import hashlib
import uuid

from django.db import models
from django.utils import timezone

from accounts.models import User
from interviews.models import Interview


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def owned_by(self, user: User) -> "ShareLinkQuerySet":
        return self.filter(interview__owner=user)

    def in_force(self) -> "ShareLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def opened_by(self, token: str) -> "ShareLinkQuerySet":
        """The link that the token opens, if it still opens anything."""
        of_somebody = self.in_force().filter(interview__owner__is_active=True)
        return of_somebody.filter(token_sha256=fingerprint(token))


class ShareLink(models.Model):
    """One link. Its token is shown once and not kept: only whoever has it can open the report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="share_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    with_recordings = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"Link of {self.created_at:%Y-%m-%d}"

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


def fingerprint(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
