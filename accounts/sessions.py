"""Whether a session still stands: for sockets, which outlive the request that opened them."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User


def still_signed_in(session_key: str, user_pk: int) -> bool:
    """Whether this session still logs this user in.

    False after log-out, expiry, a password change elsewhere, and when the account was disabled or
    deleted. Two queries, blocking; needs sessions kept in the database. Never touches the session
    (`django.contrib.auth.get_user` would end or renew it behind the browser's back).
    """
    if not session_key.isalnum():  # no key of ours, and PostgreSQL would choke on some
        return False
    session = Session.objects.filter(
        session_key=session_key, expire_date__gt=timezone.now()
    ).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if session is None or user is None:
        return False
    kept = session.get_decoded()
    return kept.get(SESSION_KEY) == str(user_pk) and _matches(user, kept.get(HASH_SESSION_KEY, ""))


def _matches(user: User, session_hash: str) -> bool:
    current = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session_hash, known) for known in current)
