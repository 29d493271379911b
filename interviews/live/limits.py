"""How fast and how often a browser may talk to us."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class TokenBucket:
    """`burst` messages at once, then `per_second` on average. The caller says what time it is."""

    per_second: float
    burst: float
    tokens: float = 0
    filled_at: float | None = None

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def take(self, now: float) -> bool:
        """Whether one more message may come at `now` (seconds, any clock that never goes back)."""
        gained = 0 if self.filled_at is None else (now - self.filled_at) * self.per_second
        self.tokens = min(self.burst, self.tokens + gained)
        self.filled_at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class TooManySockets(Exception):
    """This person has as many sockets open as one may."""


class OpenSockets:
    """Counts the sockets of each person in this process."""

    def __init__(self, most_each: int, most: int) -> None:
        self._most_each = most_each
        self._most = most
        self._open: Counter[int] = Counter()

    @contextmanager
    def one_of(self, user: int) -> Iterator[None]:
        """Hold one socket of this person's. Raises TooManySockets."""
        if self._open[user] >= self._most_each or self._open.total() >= self._most:
            raise TooManySockets
        self._open[user] += 1
        try:
            yield
        finally:
            self._open[user] -= 1
            if not self._open[user]:
                del self._open[user]
