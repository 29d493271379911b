"""What the interviewer answers, for as long as a page may ask to hear it.

It quotes the student, so it is kept in no file and no address: an address holds its digest only.
"""

import hashlib

from django.core.cache import cache
from django.urls import reverse

from interviews.models import Interview

KEPT = 600  # seconds


def keep_reply(interview: Interview, text: str) -> str:
    """The address at which the interview's owner can have it spoken."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    cache.set(_key(interview, digest), text, KEPT)
    return reverse("reply", args=[interview.pk, digest])


def find_reply(interview: Interview, digest: str) -> str | None:
    text: str | None = cache.get(_key(interview, digest))
    return text


def _key(interview: Interview, digest: str) -> str:
    return f"reply-{interview.pk}-{digest}"
