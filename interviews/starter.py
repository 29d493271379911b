"""The starter question banks that come with the site (`interviews/banks/*.json`)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from interviews.models import Question, QuestionBank
from interviews.publishing import publish

FOLDER = Path(__file__).parent / "banks"
ORDER = ("general-behavioural", "graduate-scheme", "software", "nursing", "social-work", "teaching")


@dataclass(frozen=True)
class Loaded:
    banks: int
    questions: int


def load_missing_banks(folder: Path = FOLDER) -> Loaded:
    """Add the banks that are not there yet. A bank that is there is the admins' and stays."""
    missing = [bank for bank in _read(folder) if not _exists(bank)]
    for bank in missing:
        _load(bank)
    return Loaded(len(missing), sum(len(bank["questions"]) for bank in missing))


def _read(folder: Path) -> list[dict[str, Any]]:
    banks = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    places = {slug: place for place, slug in enumerate(ORDER)}
    return sorted(banks, key=lambda bank: (places.get(bank["slug"], len(ORDER)), bank["slug"]))


def _exists(data: dict[str, Any]) -> bool:
    """A bank under another short name is still there: short names of questions are its own."""
    slugs = [question["slug"] for question in data["questions"]]
    return (
        QuestionBank.objects.filter(slug=data["slug"]).exists()
        or Question.objects.filter(slug__in=slugs).exists()
    )


@transaction.atomic
def _load(data: dict[str, Any]) -> None:
    bank = QuestionBank.objects.create(
        slug=data["slug"],
        title=data["title"],
        description=data["description"],
        language=data["language"],
        position=QuestionBank.objects.count() + 1,
    )
    Question.objects.bulk_create(
        Question(bank=bank, position=position, **question)
        for position, question in enumerate(data["questions"], start=1)
    )
    publish(bank=bank)
