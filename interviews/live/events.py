"""What can happen to an interview. `flow.step()` decides what follows from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Take:
    """Which attempt a reply belongs to, so that a reply that comes too late is dropped."""

    question: int
    probe: int
    attempt: int


@dataclass(frozen=True)
class Event:
    """Something that happened to the interview."""


@dataclass(frozen=True)
class Started(Event):
    """The student pressed Start: the gesture that unlocks sound."""


@dataclass(frozen=True)
class SpeechEnded(Event):
    """The player says that the interviewer finished, or the watchdog says it must have."""

    speech: int


@dataclass(frozen=True)
class QuestionReplayed(Event):
    """The student wants to hear the question again."""


@dataclass(frozen=True)
class TalkPressed(Event):
    """The talk button went down; while the interviewer speaks, this interrupts."""


@dataclass(frozen=True)
class TalkReleased(Event):
    """The talk button came up. The answer is not over: it may be pressed again."""


@dataclass(frozen=True)
class TypingBegan(Event):
    """The first words were typed; a typed answer needs an attempt to be kept in."""


@dataclass(frozen=True)
class AnswerFinished(Event):
    """ "Finish answer" was pressed and the attempt's words and recording are stored."""


@dataclass(frozen=True)
class RecordingFailed(Event):
    """The recording can take no more (full, disk, fault). What was said so far is kept."""


@dataclass(frozen=True)
class FromTurn(Event):
    """A button that was shown for one turn. Pressed again after the turn has passed, it is void."""

    question: int
    probe: int


@dataclass(frozen=True)
class RecordAgain(FromTurn):
    """The student discards this attempt before any coach saw it."""


@dataclass(frozen=True)
class FeedbackRequested(FromTurn):
    """The student submits the answer as its words now stand."""


@dataclass(frozen=True)
class Assessed(Event):
    """The coach has judged the attempt, or could not; either is saved."""

    take: Take


@dataclass(frozen=True)
class RetryRequested(FromTurn):
    """The student wants another attempt at this turn."""


@dataclass(frozen=True)
class FollowUpRequested(FromTurn):
    """The student takes the follow-up that is offered."""


@dataclass(frozen=True)
class NextRequested(FromTurn):
    """On to the next question; from the last one, to the report."""


@dataclass(frozen=True)
class EndRequested(Event):
    """The student ends the interview. Everything said is kept."""


@dataclass(frozen=True)
class BrowserLeft(Event):
    """The socket is gone. The interview waits."""


@dataclass(frozen=True)
class BrowserCame(Event):
    """A browser is here, for the first time or again."""
