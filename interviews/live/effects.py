"""What the flow wants done. A session does it, in the order given."""

from dataclasses import dataclass

from interviews.live.events import Take


@dataclass(frozen=True)
class Effect:
    """Something the session does for the flow."""


@dataclass(frozen=True)
class Ask(Effect):
    """Speak the question of this turn and watch that the speech ends."""

    question: int
    probe: int
    speech: int


@dataclass(frozen=True)
class Hush(Effect):
    """Silence the interviewer at once."""


@dataclass(frozen=True)
class OpenAttempt(Effect):
    take: Take


@dataclass(frozen=True)
class DiscardAttempt(Effect):
    take: Take


@dataclass(frozen=True)
class SubmitAttempt(Effect):
    """Save the answer as final. Comes before any Assess."""

    take: Take


@dataclass(frozen=True)
class Assess(Effect):
    take: Take


@dataclass(frozen=True)
class Finish(Effect):
    """Close the interview."""


@dataclass(frozen=True)
class Show(Effect):
    """Let the browser see the state as it now is."""
