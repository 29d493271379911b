from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        from accounts.signals import consent_withdrawn, guest_joined
        from interviews.live.groups import tell_consent_withdrawn

        guest_joined.connect(_move_interviews)
        consent_withdrawn.connect(tell_consent_withdrawn)


def _move_interviews(*, guest: Any, user: Any, **kwargs: Any) -> None:
    from interviews import services

    services.move_interviews(guest=guest, user=user)
