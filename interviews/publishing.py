"""What becomes of a question bank: published, retired, copied. And what of it is not out yet."""

import itertools
from collections.abc import Iterable

from auditlog.models import LogEntry
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from interviews.bank_changes import Words, changes
from interviews.models import (
    BankStatus,
    BankVersion,
    PublishedQuestion,
    Question,
    QuestionBank,
    QuestionTranslation,
)

COPIED = (
    "slug",
    "text",
    "competency",
    "difficulty",
    "role",
    "guidance",
    "follow_ups",
    "time_limit",
)


class NothingToPublish(Exception):
    """Students would be asked nothing, or nothing that they are not asked already."""


@transaction.atomic
def publish(*, bank: QuestionBank, by: User | None = None) -> BankVersion:
    """A new version of the bank as it stands, offered from now on. Raises NothingToPublish.

    A bank that was retired without a change afterwards is offered again in its newest version.
    """
    bank = QuestionBank.objects.select_for_update().get(pk=bank.pk)
    rows = _as_published(bank)
    if not rows:
        raise NothingToPublish("A bank needs an active question.")
    version = bank.published
    if version is None or unpublished(bank):
        version = _version(bank, rows, by)
    elif bank.status == BankStatus.PUBLISHED:
        raise NothingToPublish("Nothing has changed since the newest version.")
    bank.published = version
    bank.status = BankStatus.PUBLISHED
    bank.save(update_fields=["published", "status", "updated_at"])
    return version


def _version(bank: QuestionBank, rows: list[PublishedQuestion], by: User | None) -> BankVersion:
    newest = bank.versions.first()
    version = BankVersion.objects.create(
        bank=bank,
        number=newest.number + 1 if newest else 1,
        title=bank.title,
        description=bank.description,
        language=bank.language,
        languages=_languages(bank, rows),
        size=len(rows),
        published_by=by,
    )
    for row in rows:
        row.version = version
    PublishedQuestion.objects.bulk_create(rows)
    return version


def _as_published(bank: QuestionBank) -> list[PublishedQuestion]:
    """The active questions as they would stand in a version, in their order."""
    active = bank.questions.filter(is_active=True).prefetch_related("translations")
    return [
        PublishedQuestion(
            source=question,
            position=position,
            translations={
                each.language: {
                    "text": each.text,
                    "guidance": each.guidance,
                    "follow_ups": each.follow_ups,
                }
                for each in question.translations.all()
                if each.language != bank.language
            },
            **{name: getattr(question, name) for name in COPIED},
        )
        for position, question in enumerate(active, start=1)
    ]


def _languages(bank: QuestionBank, rows: Iterable[PublishedQuestion]) -> list[str]:
    """The bank's own, and those in which every question has its words."""
    complete = set.intersection(*(set(row.translations) for row in rows))
    return [bank.language, *sorted(complete)]


def unpublished(bank: QuestionBank) -> list[str]:
    """What differs between the newest version and the bank as it stands, in sentences."""
    if bank.published is None:
        return []
    return changes(words_of_version(bank.published), _words(bank, _as_published(bank)))


def words_of_version(version: BankVersion) -> Words:
    return _words(version, version.questions.all())


def _words(head: QuestionBank | BankVersion, rows: Iterable[PublishedQuestion]) -> Words:
    return Words(
        head={"title": head.title, "description": head.description, "language": head.language},
        questions={
            row.slug: {name: getattr(row, name) for name in (*COPIED[1:], "translations")}
            for row in rows
        },
    )


@transaction.atomic
def retire(*, bank: QuestionBank) -> None:
    """No longer offered. Interviews that have begun go on; nothing is lost."""
    bank.status = BankStatus.RETIRED
    bank.save(update_fields=["status", "updated_at"])


@transaction.atomic
def copy_bank(*, bank: QuestionBank) -> QuestionBank:
    """A draft with the same questions, under ids of its own."""
    copy = QuestionBank.objects.create(
        slug=_free(bank.slug, QuestionBank, longest=60),
        title=gettext("%(title)s (copy)") % {"title": bank.title[:100]},
        description=bank.description,
        language=bank.language,
        position=bank.position,
    )
    for question in bank.questions.prefetch_related("translations"):
        translations = list(question.translations.all())
        question.pk = None
        question.bank = copy
        question.slug = _free(question.slug, Question, longest=80)
        question.save()
        for translation in translations:
            translation.pk = None
            translation.question = question
        QuestionTranslation.objects.bulk_create(translations)
    return copy


def _free(slug: str, kind: type[QuestionBank] | type[Question], *, longest: int) -> str:
    """`slug-copy`, `slug-copy-2` and so on: the first that nobody has."""
    for number in itertools.count(1):
        end = "-copy" if number == 1 else f"-copy-{number}"
        free = f"{slug[: longest - len(end)]}{end}"
        if not kind._default_manager.filter(slug=free).exists():
            return free
    raise AssertionError("count() ends nowhere")


@transaction.atomic
def order_questions(*, bank: QuestionBank, order: dict[int, int]) -> None:
    """Questions of the bank go to their wished places; the others make room.

    `order` is {question's key: place, from 1}. Who moves to a taken place goes before its holder on
    the way up and behind it on the way down.
    """
    questions = list(bank.questions.select_for_update().order_by("position", "pk"))
    wishes = {
        question.pk: _wish(place, order.get(question.pk, place))
        for place, question in enumerate(questions, start=1)
    }
    questions.sort(key=lambda each: wishes[each.pk])
    moved = [each for at, each in enumerate(questions, start=1) if each.position != at]
    for position, question in enumerate(questions, start=1):
        question.position = position
    if moved:
        Question.objects.bulk_update(moved, ["position"])
        told = {"order": ["", f"{len(moved)} questions moved"]}
        LogEntry.objects.log_create(bank, action=LogEntry.Action.UPDATE, changes=told)


def _wish(place: int, wished: int) -> float:
    return wished + (wished > place) / 2 - (wished < place) / 2
