"""Names and terms that speech recognition should expect in an interview."""

import re
from collections.abc import Iterable

from accounts.models import Preferences, User
from interviews.models import Interview

MOST = 50  # of one request
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+(?: [A-Z][\w-]+)*|\b[A-Z]{2,}\b")


def key_terms(interview: Interview, user: User) -> list[str]:
    """The student's own terms first, then names in the questions and the bank's title."""
    own = Preferences.objects.of(user).key_terms.splitlines()
    texts = interview.turns.values_list("text", flat=True)
    return tidy([*own, interview.bank_title, *names([*texts])])


def names(texts: Iterable[str]) -> list[str]:
    """Capitalised words inside a sentence, and abbreviations."""
    return [found for text in texts for found in NAME.findall(text)]


def tidy(terms: Iterable[str]) -> list[str]:
    """Each term once, whatever its case, in order; at most MOST."""
    found: dict[str, str] = {}
    for term in terms:
        plain = " ".join(term.split())
        if plain:
            found.setdefault(plain.lower(), plain)
    return list(found.values())[:MOST]
