"""The four rungs of the interviewer, and where a failure leads."""

from accounts.models import Rung

ORDER = (Rung.LIVE, Rung.ILLUSTRATED, Rung.VOICE, Rung.TEXT)


def below(rung: Rung) -> Rung:
    """The next rung down; text, which cannot fail, stays."""
    return ORDER[min(ORDER.index(rung) + 1, len(ORDER) - 1)]


def nearest(rung: Rung, *, live: bool) -> Rung:
    """The rung itself where it is on offer, otherwise the next one down that is."""
    return rung if rung in on_offer(live=live) else below(rung)


def on_offer(*, live: bool) -> tuple[Rung, ...]:
    """Rungs a student may choose; the live one only where a key allows it."""
    return ORDER if live else ORDER[1:]
