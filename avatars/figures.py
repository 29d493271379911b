"""How live interviewers do: how often, how fast, how long, and at what cost."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from avatars.models import Connection, Provider, Speech, Why
from avatars.troubles import LABELS


@dataclass
class Figures:
    """Of the connections of one provider, on one day or in all."""

    provider: str
    day: date | None = None
    asked: int = 0  # for a connection
    ready: int = 0
    again: int = 0  # tries after the first
    seconds: int = 0
    paid_seconds: int = 0  # without the sandbox
    to_ready: list[int] = field(default_factory=list)  # ms
    to_first_word: list[int] = field(default_factory=list)  # ms
    troubles: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)

    @property
    def provider_name(self) -> str:
        return str(Provider(self.provider).label)

    @property
    def success(self) -> float | None:
        """In percent."""
        return 100 * self.ready / self.asked if self.asked else None

    @property
    def minutes(self) -> float:
        return self.seconds / 60

    @property
    def paid_minutes(self) -> float:
        return self.paid_seconds / 60

    @property
    def ready_half(self) -> int | None:
        return percentile(self.to_ready, 50)

    @property
    def ready_most(self) -> int | None:
        return percentile(self.to_ready, 95)

    @property
    def word_half(self) -> int | None:
        return percentile(self.to_first_word, 50)

    @property
    def word_most(self) -> int | None:
        return percentile(self.to_first_word, 95)

    def cost(self, price_per_minute: float) -> Decimal:
        return Decimal(str(price_per_minute)) * Decimal(self.paid_seconds) / 60

    def add(self, connection: Connection) -> None:
        self.asked += 1
        self.ready += connection.ready_at is not None
        self.again += connection.try_number > 1
        self.seconds += connection.seconds
        self.paid_seconds += 0 if connection.is_sandbox else connection.seconds
        if connection.time_to_ready_ms is not None:
            self.to_ready.append(connection.time_to_ready_ms)
        if connection.trouble:
            self.troubles[connection.trouble] += 1
        if connection.why:
            self.ends[connection.why] += 1

    @property
    def named_troubles(self) -> list[tuple[str, int]]:
        names = dict(LABELS)
        return [(str(names.get(each, each)), count) for each, count in self.troubles.most_common()]

    @property
    def named_ends(self) -> list[tuple[str, int]]:
        return [(str(Why(each).label), count) for each, count in self.ends.most_common()]


@dataclass(frozen=True, slots=True)
class Report:
    days: list[Figures]  # by day, the newest first, and provider
    totals: list[Figures]  # by provider


def since(when: datetime) -> Report:
    connections = list(Connection.objects.since(when))
    days: dict[tuple[date, str], Figures] = {}
    totals: dict[str, Figures] = {}
    of_connection: dict[object, Sequence[Figures]] = {}
    for connection in connections:
        day, name = timezone.localdate(connection.opened_at), connection.provider
        both = (
            days.setdefault((day, name), Figures(name, day)),
            totals.setdefault(name, Figures(name)),
        )
        of_connection[connection.pk] = both
        for figures in both:
            figures.add(connection)
    for pk, delay in _first_words(when):
        for figures in of_connection.get(pk, ()):
            figures.to_first_word.append(delay)
    newest_first = sorted(days, key=lambda key: (-key[0].toordinal(), key[1]))
    return Report([days[key] for key in newest_first], [totals[key] for key in sorted(totals)])


def _first_words(when: datetime) -> Iterable[tuple[object, int]]:
    speeches = Speech.objects.filter(connection__opened_at__gte=when, start_delay_ms__isnull=False)
    return speeches.values_list("connection_id", "start_delay_ms")  # type: ignore[return-value]


def percentile(values: Sequence[int], percent: int) -> int | None:
    """The nearest rank; None of nothing."""
    if not values:
        return None
    rank = math.ceil(len(values) * percent / 100)
    return sorted(values)[max(rank, 1) - 1]
