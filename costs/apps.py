from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CostsConfig(AppConfig):
    name = "costs"
    verbose_name = _("Costs")

    def ready(self) -> None:
        from accounts.signals import guest_joined

        guest_joined.connect(_move_costs)


def _move_costs(*, guest: Any, user: Any, **kwargs: Any) -> None:
    """What a guest used counts for the account."""
    from costs import metering

    metering.move(guest=guest, user=user)
