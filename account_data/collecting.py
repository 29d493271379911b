"""Everything that is kept of a person, as the files of one zip."""

import json
from collections.abc import Iterator
from typing import Any

from accounts.models import Preferences, User
from avatars.models import Connection, InterviewerChoice
from costs.models import StudentCost
from interviews.export_views import base_name
from interviews.exporting import interview_data, recordings
from interviews.models import Interview
from interviews.report_text import report_text
from interviews.reports import Report
from interviews.zips import Entry
from stories.exporting import stories_data


def entries(user: User) -> Iterator[Entry]:
    """One interview is read at a time, however many there are."""
    yield "account.json", _json(account_data(user))
    yield "stories.json", _json(stories_data(user))
    mine = Interview.objects.owned_by(user).order_by("created_at")
    for interview in mine.prefetch_related("turns__attempts").iterator(chunk_size=20):
        folder = f"interviews/{base_name(interview)}-{str(interview.pk)[:8]}"
        yield f"{folder}/interview.json", _json(interview_data(interview))
        yield f"{folder}/report.txt", report_text(Report.of(interview))
        for name, recording in recordings(interview):
            yield f"{folder}/{name}", recording


def account_data(user: User) -> dict[str, Any]:
    return {
        "format": "greenroom-account",
        "version": 1,
        "name": user.name,
        "email": user.email,
        "joined_at": user.date_joined.isoformat(),
        "settings": _fields(Preferences.objects.of(user)),
        "interviewer": _fields(InterviewerChoice.objects.of(user)),
        "consents": [_fields(consent) for consent in user.consents.all()],
        "live_interviewers": [
            _fields(each) for each in Connection.objects.filter(user=user).order_by("opened_at")
        ],
        "costs": [_fields(each) for each in StudentCost.objects.filter(user=user).order_by("day")],
    }


def _fields(row: Any) -> dict[str, Any]:
    """All columns but those that only number it."""
    left_out = {"id", "user"}
    names = [field.name for field in row._meta.concrete_fields if field.name not in left_out]
    return {name: _plain(row.serializable_value(name)) for name in names}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
