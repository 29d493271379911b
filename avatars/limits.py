"""How often live sessions may be opened, so that nobody uses up a site's money."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from avatars.models import Connection
from providers.avatar import Trouble

TRIES_FOR_EACH = 3  # a session that the vendor refused costs nothing, but not without end


@dataclass(frozen=True, slots=True)
class Limits:
    per_hour: int = 5  # sessions a user
    per_day: int = 20
    at_once: int = 0  # sessions of the whole site; 0: as many as the vendor gives
    most_seconds: int = 1200  # one session


class TooManySessions(Exception):
    """Our own limit is reached; the vendor was not asked."""

    trouble = Trouble.LIMIT


def admit(user: User, limits: Limits, now: datetime) -> None:
    """Raises TooManySessions. The caller holds the lock on the user's row (and the site's)."""
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    theirs = Connection.objects.of(user)
    if theirs.since(hour).counted().count() >= limits.per_hour:
        raise TooManySessions("this hour's sessions of this user")
    if theirs.since(day).counted().count() >= limits.per_day:
        raise TooManySessions("this day's sessions of this user")
    if theirs.since(hour).count() >= limits.per_hour * TRIES_FOR_EACH:
        raise TooManySessions("this hour's tries of this user")
    if limits.at_once and _running(user, limits, now) >= limits.at_once:
        raise TooManySessions("sessions of this site at once")


def _running(user: User, limits: Limits, now: datetime) -> int:
    """Of other people: the user's own will be replaced. What is too old cannot be running."""
    oldest = now - timedelta(seconds=limits.most_seconds)
    return Connection.objects.open().since(oldest).exclude(user=user).count()
