"""What the staff pages show of banks and their versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from interviews import publishing
from interviews.bank_changes import changes
from interviews.models import BankVersion, QuestionBank


@dataclass(frozen=True)
class VersionRow:
    """A version, and what changed with it; None for the first one."""

    version: BankVersion
    changes: list[str] | None


def bank_rows() -> QuerySet[QuestionBank]:
    """With `active_questions` of the working copy."""
    active = Count("questions", filter=Q(questions__is_active=True))
    banks = QuestionBank.objects.select_related("published").annotate(active_questions=active)
    return banks.order_by("position", "title")


def version_rows(bank: QuestionBank, shown: Sequence[BankVersion]) -> list[VersionRow]:
    """In the order of `shown`, each beside the one before it; a fixed number of queries."""
    if not shown:
        return []
    numbers = [version.number for version in shown]
    asked = bank.versions.filter(number__gte=min(numbers) - 1, number__lte=max(numbers))
    found = {each.number: each for each in _with_words(asked)}
    return [_row(found[number], found.get(number - 1)) for number in numbers]


def _with_words(versions: QuerySet[BankVersion]) -> QuerySet[BankVersion]:
    return versions.select_related("published_by").prefetch_related("questions")


def _row(version: BankVersion, before: BankVersion | None) -> VersionRow:
    if before is None:
        return VersionRow(version, None)
    words = publishing.words_of_version
    return VersionRow(version, changes(words(before), words(version)))
