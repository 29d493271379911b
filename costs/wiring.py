"""Where the settings about money are read, and nowhere else."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings


@dataclass(frozen=True)
class Prices:
    """In the site's currency. Tokens are priced where they are counted, by the model's adapter."""

    live_minute: Decimal = Decimal(0)
    heard_minute: dict[str, Decimal] = field(default_factory=dict)  # by provider
    spoken_thousand: Decimal = Decimal(0)  # characters


def prices() -> Prices:
    return Prices(
        live_minute=_amount(settings.AVATAR_PRICE_PER_MINUTE),
        heard_minute={
            "deepgram": _amount(settings.DEEPGRAM_PRICE_PER_MINUTE),
            "openai": _amount(settings.OPENAI_PRICE_PER_MINUTE),
        },
        spoken_thousand=_amount(settings.DEEPGRAM_PRICE_PER_1000_CHARACTERS),
    )


def currency() -> str:
    """As it stands beside amounts, for example EUR."""
    return str(settings.CURRENCY)


def _amount(number: float) -> Decimal:
    return Decimal(str(number))
