"""The flow of one interview: every phase, event and effect, decided in one table.

This file knows no socket, no database and no clock. `step()` takes the state and what happened
and gives the next state and what is to be done about it. All transitions live in TRANSITIONS;
a pair that is in neither TRANSITIONS nor IGNORED raises UnexpectedEvent and changes nothing.

Positions: `question` counts the main questions from 0. `probe` is 0 for the main turn and 1 or 2
for the follow-up turns under it. `attempt` is the number, from 1, of the attempt being worked on
in this turn; 0 when none has been opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_PROBES = 2  # follow-ups in a row under one question


class Phase(StrEnum):
    WARM_UP = "warm_up"  # microphone and speaker are checked; nothing has been asked
    ASKING = "asking"  # the interviewer speaks the question
    LISTENING = "listening"  # the floor is the student's; the talk button is up
    RECORDING = "recording"  # the talk button is down
    CHECKING = "checking"  # the answer is finished; its words can be corrected
    ASSESSING = "assessing"  # the coach reads the answer
    FEEDBACK = "feedback"  # the coach has spoken, or could not
    FINISHED = "finished"  # the report is open


BEFORE_THE_COACH = frozenset({Phase.ASKING, Phase.LISTENING, Phase.RECORDING, Phase.CHECKING})


class Timing(StrEnum):
    EACH = "each"  # feedback after each answer
    END = "end"  # straight through, feedback in the report


@dataclass(frozen=True)
class Take:
    """Which attempt a reply belongs to, so that a reply that comes too late is dropped."""

    question: int
    probe: int
    attempt: int


@dataclass(frozen=True)
class State:
    phase: Phase
    timing: Timing
    probes: tuple[int, ...]  # follow-ups that each main question can offer
    question: int = 0
    probe: int = 0
    attempt: int = 0
    attempts: int = 0  # opened in this turn so far
    speech: int = 0  # number of the utterance that the interviewer speaks, or spoke last

    @property
    def take(self) -> Take:
        return Take(self.question, self.probe, self.attempt)

    @property
    def is_last_question(self) -> bool:
        return self.question + 1 >= len(self.probes)

    @property
    def offers_probe(self) -> bool:
        return self.probe < min(MOST_PROBES, self.probes[self.question])


# Events: what happened -------------------------------------------------------------------------


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


# Effects: what is to be done -------------------------------------------------------------------


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


class UnexpectedEvent(Exception):
    """An event that this phase does not know. Nothing has changed."""

    def __init__(self, phase: Phase, event: Event) -> None:
        super().__init__(f"{type(event).__name__} does not fit the phase {phase.value}")


Outcome = tuple[State, list[Effect]]
Move = Callable[[State, Event], Outcome]


def step(state: State, event: Event) -> Outcome:
    """The next state, and what to do. Raises UnexpectedEvent, leaving no trace."""
    pair = (state.phase, type(event))
    if pair in IGNORED or is_of_another_turn(state, event):
        return state, []
    move = TRANSITIONS.get(pair)
    if move is None:
        raise UnexpectedEvent(state.phase, event)
    return move(state, event)


def is_of_another_turn(state: State, event: Event) -> bool:
    """True for a second press that reaches us after the first one has moved the interview on."""
    if not isinstance(event, FromTurn):
        return False
    return (event.question, event.probe) != (state.question, state.probe)


# Moves -----------------------------------------------------------------------------------------


def _ask(state: State, event: Event) -> Outcome:
    asked = replace(state, phase=Phase.ASKING, speech=state.speech + 1)
    return asked, [Ask(asked.question, asked.probe, asked.speech), Show()]


def _listen(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.LISTENING), [Show()]


def _listen_after_speech(state: State, event: Event) -> Outcome:
    if isinstance(event, SpeechEnded) and event.speech != state.speech:
        return state, []  # of a question that was interrupted and asked again
    return _listen(state, event)


def _record(state: State, event: Event) -> Outcome:
    opened, effects = _with_attempt(state)
    return replace(opened, phase=Phase.RECORDING), [*effects, Show()]


def _interrupt_and_record(state: State, event: Event) -> Outcome:
    after, effects = _record(state, event)
    return after, [Hush(), *effects]


def _type(state: State, event: Event) -> Outcome:
    opened, effects = _with_attempt(state)
    return opened, effects


def _interrupt_and_type(state: State, event: Event) -> Outcome:
    opened, effects = _with_attempt(state)
    return replace(opened, phase=Phase.LISTENING), [Hush(), *effects, Show()]


def _check(state: State, event: Event) -> Outcome:
    if not state.attempt:
        raise UnexpectedEvent(state.phase, event)
    quiet: list[Effect] = [Hush()] if state.phase is Phase.ASKING else []
    return replace(state, phase=Phase.CHECKING), [*quiet, Show()]


def _record_again(state: State, event: Event) -> Outcome:
    if not state.attempt:
        return state, []
    fresh = replace(state, phase=Phase.LISTENING, attempt=0, attempts=state.attempts - 1)
    return fresh, [DiscardAttempt(state.take), Show()]


def _submit(state: State, event: Event) -> Outcome:
    if state.timing is Timing.END:
        return _next(state, event)
    submitted = [SubmitAttempt(state.take), Assess(state.take)]
    return replace(state, phase=Phase.ASSESSING), [*submitted, Show()]


def _feedback(state: State, event: Event) -> Outcome:
    if isinstance(event, Assessed) and event.take != state.take:
        return state, []  # of an attempt the student has left
    return replace(state, phase=Phase.FEEDBACK), [Show()]


def _ask_coach_again(state: State, event: Event) -> Outcome:
    """The coach could not, or a crash cut it off. A judged attempt is not judged twice."""
    return replace(state, phase=Phase.ASSESSING), [Assess(state.take), Show()]


def _retry(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.LISTENING, attempt=0), [Show()]


def _follow_up(state: State, event: Event) -> Outcome:
    if not state.offers_probe:
        raise UnexpectedEvent(state.phase, event)
    return _ask(replace(state, probe=state.probe + 1, attempt=0, attempts=0), event)


def _next(state: State, event: Event) -> Outcome:
    if state.is_last_question:
        return _finish(state, event)
    following = replace(state, question=state.question + 1, probe=0, attempt=0, attempts=0)
    after, effects = _ask(following, event)
    return after, [*_leave(state), *effects]


def _finish(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.FINISHED), [*_leave(state), Finish(), Show()]


def _leave(state: State) -> list[Effect]:
    """What is owed to a turn that the student leaves: quiet, and an open answer handed in."""
    effects: list[Effect] = [Hush()] if state.phase is Phase.ASKING else []
    if state.attempt and state.phase in BEFORE_THE_COACH:
        effects += [SubmitAttempt(state.take), Assess(state.take)]
    return effects


def _show(state: State, event: Event) -> Outcome:
    return state, [Show()]


def _with_attempt(state: State) -> Outcome:
    """The open attempt goes on; without one, the next number is opened."""
    if state.attempt:
        return state, []
    number = state.attempts + 1
    opened = replace(state, attempt=number, attempts=number)
    return opened, [OpenAttempt(opened.take)]


# The table -------------------------------------------------------------------------------------

TRANSITIONS: Mapping[tuple[Phase, type[Event]], Move] = {
    (Phase.WARM_UP, Started): _ask,
    (Phase.WARM_UP, EndRequested): _finish,
    (Phase.WARM_UP, BrowserCame): _show,
    #
    (Phase.ASKING, SpeechEnded): _listen_after_speech,
    (Phase.ASKING, QuestionReplayed): _ask,
    (Phase.ASKING, TalkPressed): _interrupt_and_record,
    (Phase.ASKING, TypingBegan): _interrupt_and_type,
    (Phase.ASKING, AnswerFinished): _check,
    (Phase.ASKING, NextRequested): _next,
    (Phase.ASKING, EndRequested): _finish,
    (Phase.ASKING, BrowserLeft): _listen,
    (Phase.ASKING, BrowserCame): _listen,
    #
    (Phase.LISTENING, QuestionReplayed): _ask,
    (Phase.LISTENING, TalkPressed): _record,
    (Phase.LISTENING, TypingBegan): _type,
    (Phase.LISTENING, AnswerFinished): _check,
    (Phase.LISTENING, RecordingFailed): _show,
    (Phase.LISTENING, RecordAgain): _record_again,
    (Phase.LISTENING, NextRequested): _next,
    (Phase.LISTENING, EndRequested): _finish,
    (Phase.LISTENING, BrowserCame): _show,
    #
    (Phase.RECORDING, TalkReleased): _listen,
    (Phase.RECORDING, AnswerFinished): _check,
    (Phase.RECORDING, RecordingFailed): _listen,
    (Phase.RECORDING, RecordAgain): _record_again,
    (Phase.RECORDING, NextRequested): _next,
    (Phase.RECORDING, EndRequested): _finish,
    (Phase.RECORDING, BrowserLeft): _listen,
    (Phase.RECORDING, BrowserCame): _listen,
    #
    (Phase.CHECKING, RecordAgain): _record_again,
    (Phase.CHECKING, FeedbackRequested): _submit,
    (Phase.CHECKING, NextRequested): _next,
    (Phase.CHECKING, EndRequested): _finish,
    (Phase.CHECKING, BrowserCame): _show,
    #
    (Phase.ASSESSING, Assessed): _feedback,
    (Phase.ASSESSING, NextRequested): _next,
    (Phase.ASSESSING, EndRequested): _finish,
    (Phase.ASSESSING, BrowserCame): _ask_coach_again,
    #
    (Phase.FEEDBACK, FeedbackRequested): _ask_coach_again,
    (Phase.FEEDBACK, RetryRequested): _retry,
    (Phase.FEEDBACK, FollowUpRequested): _follow_up,
    (Phase.FEEDBACK, NextRequested): _next,
    (Phase.FEEDBACK, EndRequested): _finish,
    (Phase.FEEDBACK, BrowserCame): _show,
    #
    (Phase.FINISHED, BrowserCame): _show,
}

_EVERYWHERE = frozenset(Phase)
_HARMLESS: Mapping[type[Event], frozenset[Phase]] = {
    # A player, a coach or a recorder may answer after the student has moved on.
    SpeechEnded: _EVERYWHERE - {Phase.ASKING},
    Assessed: _EVERYWHERE - {Phase.ASSESSING},
    RecordingFailed: _EVERYWHERE - {Phase.LISTENING, Phase.RECORDING},
    # A button may be pressed twice before the page shows that the first press counted.
    Started: _EVERYWHERE - {Phase.WARM_UP},
    TalkPressed: frozenset({Phase.RECORDING}),
    TalkReleased: _EVERYWHERE - {Phase.RECORDING},
    TypingBegan: frozenset({Phase.RECORDING}),
    AnswerFinished: frozenset({Phase.CHECKING}),
    RecordAgain: frozenset({Phase.ASKING}),
    FeedbackRequested: frozenset({Phase.ASSESSING, Phase.FINISHED}),
    RetryRequested: frozenset({Phase.LISTENING}),
    NextRequested: frozenset({Phase.FINISHED}),
    EndRequested: frozenset({Phase.FINISHED}),
    # Nothing runs that the browser's leaving would end.
    BrowserLeft: _EVERYWHERE - {Phase.ASKING, Phase.RECORDING},
}
IGNORED: frozenset[tuple[Phase, type[Event]]] = frozenset(
    (phase, event) for event, phases in _HARMLESS.items() for phase in phases
)
