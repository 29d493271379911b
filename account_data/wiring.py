"""What this site has decided about accounts that end."""

from django.conf import settings


def deletion_days() -> int:
    """How long somebody may think better of it; 0: not at all."""
    return int(settings.ACCOUNT_DELETION_DAYS)
