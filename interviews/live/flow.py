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

from interviews.live import effects, events
from interviews.live.events import Event, Take

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


class UnexpectedEvent(Exception):
    """An event that this phase does not know. Nothing has changed."""

    def __init__(self, phase: Phase, event: Event) -> None:
        super().__init__(f"{type(event).__name__} does not fit the phase {phase.value}")


Outcome = tuple[State, list[effects.Effect]]
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
    if not isinstance(event, events.FromTurn):
        return False
    return (event.question, event.probe) != (state.question, state.probe)


# Moves -----------------------------------------------------------------------------------------


def _ask(state: State, event: Event) -> Outcome:
    asked = replace(state, phase=Phase.ASKING, speech=state.speech + 1)
    return asked, [effects.Ask(asked.question, asked.probe, asked.speech), effects.Show()]


def _listen(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.LISTENING), [effects.Show()]


def _listen_after_speech(state: State, event: Event) -> Outcome:
    if isinstance(event, events.SpeechEnded) and event.speech != state.speech:
        return state, []  # of a question that was interrupted and asked again
    return _listen(state, event)


def _record(state: State, event: Event) -> Outcome:
    opened, todo = _with_attempt(state)
    return replace(opened, phase=Phase.RECORDING), [*todo, effects.Show()]


def _interrupt_and_record(state: State, event: Event) -> Outcome:
    after, todo = _record(state, event)
    return after, [effects.Hush(), *todo]


def _type(state: State, event: Event) -> Outcome:
    opened, todo = _with_attempt(state)
    return opened, todo


def _interrupt_and_type(state: State, event: Event) -> Outcome:
    opened, todo = _with_attempt(state)
    return replace(opened, phase=Phase.LISTENING), [effects.Hush(), *todo, effects.Show()]


def _check(state: State, event: Event) -> Outcome:
    if not state.attempt:
        raise UnexpectedEvent(state.phase, event)
    quiet: list[effects.Effect] = [effects.Hush()] if state.phase is Phase.ASKING else []
    return replace(state, phase=Phase.CHECKING), [*quiet, effects.Show()]


def _record_again(state: State, event: Event) -> Outcome:
    if not state.attempt:
        return state, []
    fresh = replace(state, phase=Phase.LISTENING, attempt=0, attempts=state.attempts - 1)
    return fresh, [effects.DiscardAttempt(state.take), effects.Show()]


def _submit(state: State, event: Event) -> Outcome:
    if state.timing is Timing.END:
        return _next(state, event)
    submitted = [effects.SubmitAttempt(state.take), effects.Assess(state.take)]
    return replace(state, phase=Phase.ASSESSING), [*submitted, effects.Show()]


def _feedback(state: State, event: Event) -> Outcome:
    if isinstance(event, events.Assessed) and event.take != state.take:
        return state, []  # of an attempt the student has left
    return replace(state, phase=Phase.FEEDBACK), [effects.Show()]


def _ask_coach_again(state: State, event: Event) -> Outcome:
    """The coach could not, or a crash cut it off. A judged attempt is not judged twice."""
    return replace(state, phase=Phase.ASSESSING), [effects.Assess(state.take), effects.Show()]


def _retry(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.LISTENING, attempt=0), [effects.Show()]


def _follow_up(state: State, event: Event) -> Outcome:
    if not state.offers_probe:
        raise UnexpectedEvent(state.phase, event)
    return _ask(replace(state, probe=state.probe + 1, attempt=0, attempts=0), event)


def _next(state: State, event: Event) -> Outcome:
    if state.is_last_question:
        return _finish(state, event)
    following = replace(state, question=state.question + 1, probe=0, attempt=0, attempts=0)
    after, todo = _ask(following, event)
    return after, [*_leave(state), *todo]


def _finish(state: State, event: Event) -> Outcome:
    return replace(state, phase=Phase.FINISHED), [*_leave(state), effects.Finish(), effects.Show()]


def _leave(state: State) -> list[effects.Effect]:
    """What is owed to a turn that the student leaves: quiet, and an open answer handed in."""
    todo: list[effects.Effect] = [effects.Hush()] if state.phase is Phase.ASKING else []
    if state.attempt and state.phase in BEFORE_THE_COACH:
        todo += [effects.SubmitAttempt(state.take), effects.Assess(state.take)]
    return todo


def _show(state: State, event: Event) -> Outcome:
    return state, [effects.Show()]


def _with_attempt(state: State) -> Outcome:
    """The open attempt goes on; without one, the next number is opened."""
    if state.attempt:
        return state, []
    number = state.attempts + 1
    opened = replace(state, attempt=number, attempts=number)
    return opened, [effects.OpenAttempt(opened.take)]


# The table -------------------------------------------------------------------------------------

TRANSITIONS: Mapping[tuple[Phase, type[Event]], Move] = {
    (Phase.WARM_UP, events.Started): _ask,
    (Phase.WARM_UP, events.EndRequested): _finish,
    (Phase.WARM_UP, events.BrowserCame): _show,
    #
    (Phase.ASKING, events.SpeechEnded): _listen_after_speech,
    (Phase.ASKING, events.QuestionReplayed): _ask,
    (Phase.ASKING, events.TalkPressed): _interrupt_and_record,
    (Phase.ASKING, events.TypingBegan): _interrupt_and_type,
    (Phase.ASKING, events.AnswerFinished): _check,
    (Phase.ASKING, events.NextRequested): _next,
    (Phase.ASKING, events.EndRequested): _finish,
    (Phase.ASKING, events.BrowserLeft): _listen,
    (Phase.ASKING, events.BrowserCame): _listen,
    #
    (Phase.LISTENING, events.QuestionReplayed): _ask,
    (Phase.LISTENING, events.TalkPressed): _record,
    (Phase.LISTENING, events.TypingBegan): _type,
    (Phase.LISTENING, events.AnswerFinished): _check,
    (Phase.LISTENING, events.RecordingFailed): _show,
    (Phase.LISTENING, events.RecordAgain): _record_again,
    (Phase.LISTENING, events.NextRequested): _next,
    (Phase.LISTENING, events.EndRequested): _finish,
    (Phase.LISTENING, events.BrowserCame): _show,
    #
    (Phase.RECORDING, events.TalkReleased): _listen,
    (Phase.RECORDING, events.AnswerFinished): _check,
    (Phase.RECORDING, events.RecordingFailed): _listen,
    (Phase.RECORDING, events.RecordAgain): _record_again,
    (Phase.RECORDING, events.NextRequested): _next,
    (Phase.RECORDING, events.EndRequested): _finish,
    (Phase.RECORDING, events.BrowserLeft): _listen,
    (Phase.RECORDING, events.BrowserCame): _listen,
    #
    (Phase.CHECKING, events.RecordAgain): _record_again,
    (Phase.CHECKING, events.FeedbackRequested): _submit,
    (Phase.CHECKING, events.NextRequested): _next,
    (Phase.CHECKING, events.EndRequested): _finish,
    (Phase.CHECKING, events.BrowserCame): _show,
    #
    (Phase.ASSESSING, events.Assessed): _feedback,
    (Phase.ASSESSING, events.NextRequested): _next,
    (Phase.ASSESSING, events.EndRequested): _finish,
    (Phase.ASSESSING, events.BrowserCame): _ask_coach_again,
    #
    (Phase.FEEDBACK, events.FeedbackRequested): _ask_coach_again,
    (Phase.FEEDBACK, events.RetryRequested): _retry,
    (Phase.FEEDBACK, events.FollowUpRequested): _follow_up,
    (Phase.FEEDBACK, events.NextRequested): _next,
    (Phase.FEEDBACK, events.EndRequested): _finish,
    (Phase.FEEDBACK, events.BrowserCame): _show,
    #
    (Phase.FINISHED, events.BrowserCame): _show,
}

_EVERYWHERE = frozenset(Phase)
_HARMLESS: Mapping[type[Event], frozenset[Phase]] = {
    # A player, a coach or a recorder may answer after the student has moved on.
    events.SpeechEnded: _EVERYWHERE - {Phase.ASKING},
    events.Assessed: _EVERYWHERE - {Phase.ASSESSING},
    events.RecordingFailed: _EVERYWHERE - {Phase.LISTENING, Phase.RECORDING},
    # A button may be pressed twice before the page shows that the first press counted.
    events.Started: _EVERYWHERE - {Phase.WARM_UP},
    events.TalkPressed: frozenset({Phase.RECORDING}),
    events.TalkReleased: _EVERYWHERE - {Phase.RECORDING},
    events.TypingBegan: frozenset({Phase.RECORDING}),
    events.AnswerFinished: frozenset({Phase.CHECKING}),
    events.RecordAgain: frozenset({Phase.ASKING}),
    events.FeedbackRequested: frozenset({Phase.ASSESSING, Phase.FINISHED}),
    events.RetryRequested: frozenset({Phase.LISTENING}),
    events.NextRequested: frozenset({Phase.FINISHED}),
    events.EndRequested: frozenset({Phase.FINISHED}),
    # Nothing runs that the browser's leaving would end.
    events.BrowserLeft: _EVERYWHERE - {Phase.ASKING, Phase.RECORDING},
}
IGNORED: frozenset[tuple[Phase, type[Event]]] = frozenset(
    (phase, event) for event, phases in _HARMLESS.items() for phase in phases
)
