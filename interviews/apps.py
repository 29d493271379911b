from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from accounts.signals import consent_withdrawn, guest_joined
        from avatars.signals import connection_ended
        from interviews import recordings
        from interviews.live.groups import tell_consent_withdrawn
        from interviews.models import Attempt

        connection_ended.connect(_note_live)
        guest_joined.connect(_move_interviews)
        consent_withdrawn.connect(tell_consent_withdrawn)
        post_delete.connect(recordings.forget, sender=Attempt)


def _move_interviews(*, guest: Any, user: Any, **kwargs: Any) -> None:
    from interviews import services

    services.move_interviews(guest=guest, user=user)


def _note_live(*, connection: Any, **kwargs: Any) -> None:
    from interviews import using

    using.note_live(connection)
