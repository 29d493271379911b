"""Names of the channel layer's groups, and what pages tell open sockets through them.

Only rare events travel here, as hints: the layer may drop them, the database is the truth.
"""

from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from accounts.models import Purpose, User


def interview_group(interview: UUID) -> str:
    return f"interview-{interview}"


def user_group(user: int) -> str:
    return f"user-{user}"


def tell_consent_withdrawn(*, user: User, purpose: Purpose, **kwargs: Any) -> None:
    """A running recording ends at once. Receiver of accounts' `consent_withdrawn`."""
    if purpose == Purpose.RECORDING:
        send = async_to_sync(get_channel_layer().group_send)
        send(user_group(user.pk), {"type": "consent.withdrawn"})
