import logging
from typing import Any
from uuid import UUID

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from accounts.signals import guest_joined
        from interviews.signals import answer_assessed

        guest_joined.connect(_move_stories)
        answer_assessed.connect(_find_stories)


def _move_stories(*, guest: Any, user: Any, **kwargs: Any) -> None:
    from stories import services

    services.move_stories(guest=guest, user=user)


def _find_stories(*, attempt: UUID, **kwargs: Any) -> None:
    from stories import tellings

    try:
        tellings.find_stories(attempt)
    except Exception as error:  # whatever it is, the interview goes on
        logger.error("looking for stories in %s failed: %s", attempt, type(error).__name__)
