from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AvatarsConfig(AppConfig):
    name = "avatars"
    verbose_name = _("The interviewer")

    def ready(self) -> None:
        from accounts.signals import guest_joined

        guest_joined.connect(_move_choices_and_connections)


def _move_choices_and_connections(*, guest: Any, user: Any, **kwargs: Any) -> None:
    """What a guest used counts for the account; a choice is kept where there was none."""
    from avatars.models import Connection, InterviewerChoice

    Connection.objects.filter(user=guest).update(user=user)
    if not InterviewerChoice.objects.filter(user=user).exists():
        InterviewerChoice.objects.filter(user=guest).update(user=user)
