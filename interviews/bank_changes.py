"""What changed from one state of a question bank to the next, in sentences. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

SHOWN = 60  # characters of a question


@dataclass(frozen=True)
class Words:
    """A bank: the fields of its head, and the fields of each question by the question's id."""

    head: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]


def changes(before: Words, after: Words) -> list[str]:
    found = [
        _("%(field)s of the bank changed.") % {"field": _name(name)}
        for name in after.head
        if before.head[name] != after.head[name]
    ]
    for slug, question in after.questions.items():
        found += _of_question(before.questions.get(slug), question)
    gone = [each for slug, each in before.questions.items() if slug not in after.questions]
    found += [_("Taken out: %(text)s") % {"text": _short(each)} for each in gone]
    return found + _of_order(before, after)


def _of_question(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    if before is None:
        return [_("New: %(text)s") % {"text": _short(after)}]
    if before["text"] != after["text"]:
        said = _("Reworded: “%(before)s” is now “%(after)s”")
        rewording = [said % {"before": before["text"], "after": after["text"]}]
    else:
        rewording = []
    fields = [_name(name) for name in after if name != "text" and before[name] != after[name]]
    if not fields:
        return rewording
    changed = _("Changed (%(fields)s): %(text)s")
    return [*rewording, changed % {"fields": ", ".join(fields).lower(), "text": _short(after)}]


def _of_order(before: Words, after: Words) -> list[str]:
    """Whether those that stand in both come in another order."""
    were = [slug for slug in before.questions if slug in after.questions]
    are = [slug for slug in after.questions if slug in before.questions]
    return [_("The order changed.")] if were != are else []


def _short(question: Mapping[str, Any]) -> str:
    text = str(question["text"])
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


def _name(field: str) -> str:
    return {
        "title": _("Title"),
        "description": _("Description"),
        "language": _("Language"),
        "competency": _("Competency"),
        "difficulty": _("Difficulty"),
        "role": _("Role"),
        "guidance": _("Guidance"),
        "follow_ups": _("Follow-ups"),
        "time_limit": _("Suggested time"),
        "translations": _("Translations"),
    }[field]
