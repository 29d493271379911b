"""What to do when the live interviewer fails: try once more, or go one rung down. Pure."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from providers.avatar import Trouble

PAUSES = (0.5, 1.5)  # seconds before the second and the third try
SPREAD = 0.2  # of a pause, up or down, so that a whole class does not come back at once
WORTH_ANOTHER_TRY = frozenset({Trouble.CONCURRENCY, Trouble.NETWORK, Trouble.EXPIRED})

Jitter = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Again:
    """Try once more in so many seconds, with a new ticket."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StepDown:
    """Go on one rung down, at once."""


def after(
    trouble: Trouble, *, tries: int, is_asking: bool, jitter: Jitter = random.uniform
) -> Again | StepDown:
    """`tries` have been made so far. Nobody waits in the middle of a question."""
    may_help = trouble in WORTH_ANOTHER_TRY and 0 < tries <= len(PAUSES)
    if is_asking or not may_help:
        return StepDown()
    pause = PAUSES[tries - 1]
    return Again(jitter(pause * (1 - SPREAD), pause * (1 + SPREAD)))
