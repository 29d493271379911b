"""Live connections: opened within limits, watched, and ended here and at the vendor.

A token passes through and is kept nowhere. The row is written before the vendor is asked, under a
lock on the user's own, so that however many ask at once, a limit of five is five.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection as database
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from avatars.limits import Limits, TooManySessions, admit
from avatars.models import Connection, Speech, Why
from avatars.signals import connection_ended
from avatars.threads import in_database_thread
from providers.avatar import AvatarProvider, AvatarRefused, Order, Ticket, Trouble, trouble_of
from providers.errors import ProviderError

__all__ = [
    "Limits",
    "Opened",
    "TooManySessions",
    "end_connection",
    "keep_alive",
    "note_ready",
    "note_speech",
    "open_connection",
    "stop_again",
]

logger = logging.getLogger(__name__)

STOP_PATIENCE = 10.0  # seconds for the vendor to end a session, whichever vendor it is
REPLACE_PATIENCE = 1.0  # seconds for the same, while a student waits for the next one
MOST_MS = 10 * 60 * 1000  # what a browser may claim
SITE_LOCK = 0x61766174  # any number that nobody else locks

REASONS = {  # in the vendor's words
    Why.IDLE: "IDLE_TIMEOUT",
    Why.LIMIT: "MAX_DURATION_REACHED",
    Why.REAPED: "ZOMBIE_SESSION_REAP",
    Why.DROPPED: "USER_DISCONNECTED",
}


@dataclass(frozen=True, slots=True)
class Opened:
    connection: Connection
    ticket: Ticket


async def open_connection(
    *,
    user: User,
    interview: UUID | None,
    order: Order,
    provider: AvatarProvider,
    limits: Limits,
    try_number: int = 1,
) -> Opened:
    """A ticket for one session, in the place of the user's others, which are stopped first.

    Raises TooManySessions before the vendor is asked, ProviderError when the vendor has none.
    """
    order = replace(order, most_seconds=min(order.most_seconds, limits.most_seconds))
    new = Connection(
        user=user,
        interview=interview,
        provider=provider.name,
        face=order.face,
        voice=order.voice,
        quality=order.quality.value,
        most_seconds=order.most_seconds,
        try_number=try_number,
    )
    replaced = await in_database_thread(_begin)(new, limits)
    ticket = None
    try:
        await _stop_each(replaced, provider)
        ticket = await provider.open(order)
        replaced = await in_database_thread(_fill)(new, ticket)
    except BaseException as failure:  # whoever asked may be gone: then nobody will use it
        await _give_up(new, ticket, provider, failure)
        raise
    await _stop_each(replaced, provider)
    return Opened(new, ticket)


@transaction.atomic
def _begin(new: Connection, limits: Limits) -> list[Connection]:
    """Write the row down, or raise TooManySessions. The connections whose place it takes."""
    User.objects.select_for_update().get(pk=new.user_id)
    if limits.at_once:
        _lock_site()
    now = timezone.now()
    admit(new.user, limits, now)
    replaced = _replace_others(new)
    new.opened_at = new.seen_at = now
    new.save(force_insert=True)
    return replaced


def _lock_site() -> None:
    """Until the transaction ends. SQLite lets one transaction write at a time anyway."""
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SITE_LOCK])


@transaction.atomic
def _fill(new: Connection, ticket: Ticket) -> list[Connection]:
    """Note that the ticket came, and what it replaces: what others were given in the meantime."""
    User.objects.select_for_update().get(pk=new.user_id)
    new.refresh_from_db(from_queryset=Connection.objects.select_for_update())
    if not new.is_open:
        raise AvatarRefused("ended while it was being opened", trouble=Trouble.EXPIRED)
    new.session = ticket.session
    new.most_seconds = ticket.most_seconds
    new.is_sandbox = ticket.is_sandbox
    new.ticket_at = new.seen_at = timezone.now()
    new.save()
    return _replace_others(new)


def _replace_others(new: Connection) -> list[Connection]:
    """End the user's other connections; those whose ticket is still to come replace this one."""
    others = Connection.objects.of(new.user).open().exclude(pk=new.pk).exclude(ticket_at=None)
    replaced = list(others.select_for_update())
    for other in replaced:
        _close(other, Why.REPLACED)
    return replaced


async def _give_up(
    new: Connection, ticket: Ticket | None, provider: AvatarProvider, failure: BaseException
) -> None:
    trouble = trouble_of(failure) if isinstance(failure, ProviderError) else Trouble.NETWORK
    if ticket is not None:
        new.session = ticket.session
    await end_connection(connection=new, provider=provider, why=Why.FAILED, trouble=trouble)


@transaction.atomic
def note_ready(*, connection: Connection, ms: int) -> None:
    """The student sees the interviewer, `ms` after asking. Only the first time counts."""
    connection.refresh_from_db(from_queryset=Connection.objects.select_for_update())
    if connection.is_open and connection.ready_at is None:
        connection.ready_at = connection.seen_at = timezone.now()
        connection.time_to_ready_ms = _believable(ms)
        connection.save(update_fields=["ready_at", "seen_at", "time_to_ready_ms"])


@transaction.atomic
def note_speech(
    *,
    connection: Connection,
    start_delay_ms: int | None,
    seconds: float | None,
    was_interrupted: bool,
) -> None:
    Speech.objects.create(
        connection=connection,
        start_delay_ms=None if start_delay_ms is None else _believable(start_delay_ms),
        seconds=None if seconds is None else _believable(int(seconds * 1000)) / 1000,
        was_interrupted=was_interrupted,
    )


def _believable(ms: int) -> int:
    return max(0, min(ms, MOST_MS))


async def keep_alive(*, connection: Connection, provider: AvatarProvider) -> None:
    """The student is there. Raises ProviderError; then the session will soon be over."""
    if await in_database_thread(_note_seen)(connection):
        await provider.keep_alive(connection.session)


def _note_seen(connection: Connection) -> bool:
    open_one = Connection.objects.open().filter(pk=connection.pk)
    return bool(open_one.update(seen_at=timezone.now()))


async def end_connection(
    *,
    connection: Connection,
    provider: AvatarProvider | None,
    why: str,
    trouble: str = "",
) -> None:
    """End it here and stop the paid session at the vendor. Done twice, it changes nothing.

    Takes ten seconds at most and never fails; what could not be stopped is left to the reaper.
    """
    await in_database_thread(_end)(connection, Why(why), trouble)
    await _stop(connection, provider, within=STOP_PATIENCE)


async def stop_again(*, connection: Connection, provider: AvatarProvider | None) -> None:
    """The vendor says that a session goes on which was ended here."""
    connection.stopped_at = None
    await _stop(connection, provider, within=STOP_PATIENCE)


@transaction.atomic
def _end(connection: Connection, why: Why, trouble: str) -> None:
    session = connection.session
    try:
        connection.refresh_from_db(from_queryset=Connection.objects.select_for_update())
    except Connection.DoesNotExist:
        return  # its user was deleted; the session is stopped all the same
    connection.session = connection.session or session
    if connection.is_open:
        _close(connection, why, trouble)


def _close(connection: Connection, why: Why, trouble: str = "") -> None:
    connection.ended_at = timezone.now()
    connection.why = why
    connection.trouble = trouble
    connection.seconds = _seconds(connection)
    connection.save(update_fields=["session", "ended_at", "why", "trouble", "seconds"])
    connection_ended.send_robust(sender=Connection, connection=connection)
    logger.info(
        "live connection %s ended after %d s: %s %s",
        connection.pk,
        connection.seconds,
        connection.why,
        connection.trouble,
    )


def _seconds(connection: Connection) -> int:
    """In which the vendor's clock ran, as far as we know."""
    if connection.ended_at is None or not (connection.ticket_at or connection.session):
        return 0
    began = connection.ready_at or connection.opened_at
    lasted = round((connection.ended_at - began).total_seconds())
    return max(0, min(lasted, connection.most_seconds))


async def _stop_each(replaced: Sequence[Connection], provider: AvatarProvider) -> None:
    if replaced:
        stopping = (_stop(each, provider, within=REPLACE_PATIENCE) for each in replaced)
        await asyncio.gather(*stopping)


async def _stop(connection: Connection, provider: AvatarProvider | None, *, within: float) -> None:
    """At the vendor, unless it was stopped before. The log says how that failed, no more."""
    is_theirs = provider is not None and provider.name == connection.provider
    if provider is None or not is_theirs or not connection.session or connection.stopped_at:
        return
    reason = REASONS.get(Why(connection.why or Why.LEFT), "USER_CLOSED")
    try:
        async with asyncio.timeout(within):
            await provider.stop(connection.session, reason)
    except (ProviderError, TimeoutError) as failure:
        logger.warning(
            "live connection %s could not be stopped: %s", connection.pk, type(failure).__name__
        )
        return
    await in_database_thread(_note_stopped)(connection)


def _note_stopped(connection: Connection) -> None:
    connection.stopped_at = timezone.now()
    Connection.objects.filter(pk=connection.pk).update(stopped_at=connection.stopped_at)
