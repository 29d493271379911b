"""What the settings must not be. Each message names the variable to change."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register()
def one_process_or_redis(**kwargs: Any) -> list[Error]:
    """Without Redis, tabs and pages of other processes never hear of each other."""
    if settings.WEB_CONCURRENCY > 1 and not settings.REDIS_URL:
        return [
            Error(
                f"{settings.WEB_CONCURRENCY} processes cannot share events kept in memory.",
                hint="Set REDIS_URL, or WEB_CONCURRENCY=1.",
                id="greenroom.E001",
            )
        ]
    return []


@register(deploy=True)
def public_site_by_https(**kwargs: Any) -> list[Error]:
    """Browsers give the microphone to https pages only (and to this very machine)."""
    if not settings.SERVED_BY_HTTPS:
        return [
            Error(
                "The site's address does not begin with https://.",
                hint="Set SITE_ORIGINS=https://your.address",
                id="greenroom.E002",
            )
        ]
    return []
