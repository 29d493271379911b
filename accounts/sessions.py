"""Whether a session still stands: for sockets, which outlive the request that opened them."""

from collections.abc import Collection

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User


def signed_in(pairs: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of pairs of a session's key and a user, those in which the session still logs the user in.

    Not after log-out, expiry, a password change elsewhere, and when the account was disabled or
    deleted. Two queries, blocking; needs sessions kept in the database. Never touches the session
    (`django.contrib.auth.get_user` would end or renew it behind the browser's back).
    """
    keys = {
        key for key, _ in pairs if key.isalnum()
    }  # no others are ours; PostgreSQL chokes on some
    standing = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(keys)
    users = User.objects.filter(is_active=True).in_bulk({user for _, user in pairs})
    return {
        (key, user)
        for key, user in pairs
        if key in standing and user in users and _logs_in(standing[key], users[user])
    }


def _logs_in(session: Session, user: User) -> bool:
    kept = session.get_decoded()
    return kept.get(SESSION_KEY) == str(user.pk) and _matches(user, kept.get(HASH_SESSION_KEY, ""))


def _matches(user: User, session_hash: str) -> bool:
    current = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session_hash, known) for known in current)
