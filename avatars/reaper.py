"""Closes live sessions that nobody uses, which would be paid for until the vendor gives up.

Sessions at the vendor that were not begun here are left alone: the account may serve others too.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from avatars.connections import end_connection, stop_again
from avatars.models import Connection, Why
from avatars.threads import in_database_thread
from providers.avatar import AvatarProvider
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

GRACE = timedelta(seconds=30)  # past its time, for the room to end it properly


@dataclass(frozen=True, slots=True)
class Stray:
    connection: Connection
    is_ended_here: bool  # and yet goes on at the vendor


async def reap(
    *, providers: Sequence[AvatarProvider], idle_seconds: int, dry_run: bool = False
) -> list[Stray]:
    """The strays that were found, closed unless it is a dry run."""
    unused = await in_database_thread(_unused)(idle_seconds)
    strays = [Stray(connection, is_ended_here=False) for connection in unused]
    for provider in providers:
        going_on = await in_database_thread(_ended_here)(provider.name, await _running(provider))
        strays += [Stray(connection, is_ended_here=True) for connection in going_on]
    if not dry_run:
        for stray in strays:
            await _close(stray, providers)
    return strays


def _unused(idle_seconds: int) -> list[Connection]:
    """Open here, but not seen for as long as a student may be away, or over their time."""
    now, away = timezone.now(), timedelta(seconds=idle_seconds)
    return [
        connection
        for connection in Connection.objects.open()
        if connection.seen_at < now - away
        or connection.opened_at + timedelta(seconds=connection.most_seconds) < now - GRACE
    ]


async def _running(provider: AvatarProvider) -> list[str]:
    try:
        return [session.id for session in await provider.active()]
    except ProviderError as failure:
        logger.warning("%s does not list sessions: %s", provider.name, type(failure).__name__)
        return []


def _ended_here(provider: str, sessions: Sequence[str]) -> list[Connection]:
    ended = Connection.objects.ended().filter(provider=provider)
    return list(ended.filter(session__in=[session for session in sessions if session]))


async def _close(stray: Stray, providers: Sequence[AvatarProvider]) -> None:
    by_name = {provider.name: provider for provider in providers}
    provider = by_name.get(stray.connection.provider)
    if stray.is_ended_here:
        await stop_again(connection=stray.connection, provider=provider)
    else:
        await end_connection(connection=stray.connection, provider=provider, why=Why.REAPED)
