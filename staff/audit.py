"""Of what it is on record who changed it, kept by django-auditlog.

People's own data is not watched: of a user only what they may do, and only when it changes. Who
asks interviews or answers leaves no entry here, because nobody but their owner can.
"""

from typing import Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from auditlog.signals import pre_log
from django.contrib.auth.models import Group

from accounts.models import User
from avatars.models import Persona
from costs.models import Budget
from interviews.models import BankVersion, Question, QuestionBank, QuestionTranslation

MAY = ["is_staff", "is_superuser", "is_active"]
WATCHED = (QuestionBank, Question, QuestionTranslation, BankVersion, Persona, Budget)


def register() -> None:
    auditlog.register(QuestionBank, exclude_fields=["updated_at", "published"])
    for model in WATCHED[1:]:
        auditlog.register(model)
    auditlog.register(Group, m2m_fields={"permissions"})
    auditlog.register(User, include_fields=MAY, m2m_fields={"groups", "user_permissions"})
    pre_log.connect(_is_about_roles, sender=User)


def _is_about_roles(*, action: int, **kwargs: Any) -> bool:
    """Accounts come and go by their owners' will."""
    return bool(action == LogEntry.Action.UPDATE)
