"""Notes paid use where it happens. Whatever goes wrong here, the interview goes on."""

import logging
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, Model, Sum
from django.utils import timezone

from accounts.models import User
from costs import budgets
from costs.models import DayUse, Kind, StudentCost
from costs.wiring import prices

logger = logging.getLogger(__name__)

SMALLEST = Decimal("0.00001")


@dataclass(frozen=True)
class Whose:
    """For whom something was used: who pays for it (a user's key), in which bank."""

    user: int | None = None
    bank: str = ""


NOBODY = Whose()


def note_live(*, provider: str, seconds: int, whose: Whose) -> None:
    """`seconds` of a live interviewer."""
    note(Kind.LIVE, provider, seconds, prices().live_minute * seconds / 60, whose)


def note_hearing(*, provider: str, seconds: float, whose: Whose) -> None:
    """`seconds` of speech turned into text."""
    vendor = provider.partition(" ")[0]  # "deepgram live" is Deepgram's, too
    price = prices().heard_minute.get(vendor, Decimal(0))
    note(Kind.HEARING, vendor, round(seconds), price * Decimal(str(seconds)) / 60, whose)


def note_speaking(*, provider: str, characters: int) -> None:
    """`characters` turned into speech: of a question, once for everybody."""
    cost = prices().spoken_thousand * characters / 1000
    note(Kind.SPEAKING, provider, characters, cost, NOBODY)


def note_tokens(*, model: str, tokens: int, cost: Decimal | None, whose: Whose) -> None:
    """`tokens` sent to a language model and written by it."""
    note(Kind.TOKENS, model[:40], tokens, cost or Decimal(0), whose)


def note(kind: Kind, provider: str, quantity: int, cost: Decimal, whose: Whose) -> None:
    """Add to today's use. Never raises; a failure stands in the log by its name."""
    if quantity <= 0:
        return
    try:
        with transaction.atomic():
            _note(kind, provider, quantity, cost.quantize(SMALLEST), whose)
    except Exception as error:
        logger.error("use of %s was not noted: %s", provider, type(error).__name__)


def _note(kind: Kind, provider: str, quantity: int, cost: Decimal, whose: Whose) -> None:
    today = timezone.localdate()
    row = {"day": today, "kind": kind, "provider": provider, "bank": whose.bank}
    _add(DayUse, row, {"quantity": quantity, "cost": cost})
    if not cost:
        return
    if whose.user is not None:
        _add(StudentCost, {"day": today, "user_id": whose.user}, {"cost": cost})
    budgets.tell_staff(today)


def _add(kind: type[Model], row: dict[str, object], counts: dict[str, int | Decimal]) -> None:
    """To the one row there is, or as a new one; whoever comes second to that adds to it."""
    rows = kind._default_manager.filter(**row)
    added = {name: F(name) + count for name, count in counts.items()}
    if rows.update(**added):
        return
    try:
        with transaction.atomic():
            kind._default_manager.create(**row, **counts)
    except IntegrityError:
        rows.update(**added)


@transaction.atomic
def move(*, guest: User, user: User) -> None:
    """What a guest cost counts for the account."""
    theirs = StudentCost.objects.filter(user=guest)
    for day, cost in theirs.values_list("day").annotate(cost=Sum("cost")):
        _add(StudentCost, {"day": day, "user_id": user.pk}, {"cost": cost})
    theirs.delete()
