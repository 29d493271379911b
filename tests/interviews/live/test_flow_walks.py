"""Random walks through the flow: whatever happens, in whatever order, some things always hold."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from interviews.live import effects, events, flow
from interviews.live.flow import Phase, Timing

PLAIN = (
    events.Started,
    events.QuestionReplayed,
    events.TalkPressed,
    events.TalkReleased,
    events.TypingBegan,
    events.AnswerFinished,
    events.RecordingFailed,
    events.EndRequested,
    events.BrowserLeft,
    events.BrowserCame,
)
OF_A_TURN = (
    events.RecordAgain,
    events.FeedbackRequested,
    events.RetryRequested,
    events.FollowUpRequested,
    events.NextRequested,
)


class Walk(RuleBasedStateMachine):
    """Keeps the books that a session would keep, and compares."""

    @initialize(timing=st.sampled_from(Timing), probes=st.lists(st.integers(0, 3), min_size=1))
    def begin(self, timing: Timing, probes: list[int]) -> None:
        self.state = flow.State(Phase.WARM_UP, timing, tuple(probes))
        self.open: set[events.Take] = set()
        self.submitted: set[events.Take] = set()

    @rule(event=st.sampled_from(PLAIN))
    def plain(self, event: type[events.Event]) -> None:
        self._take(event())

    @rule(event=st.sampled_from(OF_A_TURN), question=st.integers(0, 3), probe=st.integers(0, 2))
    def of_any_turn(self, event: type[events.FromTurn], question: int, probe: int) -> None:
        self._take(event(question, probe))

    @rule(event=st.sampled_from(OF_A_TURN))
    def of_this_turn(self, event: type[events.FromTurn]) -> None:
        self._take(event(self.state.question, self.state.probe))

    @rule(late=st.integers(0, 2))
    def speech_ends(self, late: int) -> None:
        self._take(events.SpeechEnded(self.state.speech - late))

    @rule(late=st.integers(0, 1))
    def assessed(self, late: int) -> None:
        take = self.state.take
        self._take(events.Assessed(events.Take(take.question, take.probe, take.attempt - late)))

    def _take(self, event: events.Event) -> None:
        before = self.state
        try:
            self.state, todo = flow.step(before, event)
        except flow.UnexpectedEvent:
            assert self.state == before
            return
        for effect in todo:
            self._note(effect)

    def _note(self, effect: effects.Effect) -> None:
        match effect:
            case effects.OpenAttempt(take):
                assert take not in self.open | self.submitted, "an attempt is opened once"
                self.open.add(take)
            case effects.DiscardAttempt(take):
                assert take not in self.submitted, "a submitted answer is never discarded"
                self.open.remove(take)
            case effects.SubmitAttempt(take):
                self.submitted.add(take)
                self.open.discard(take)
            case effects.Assess(take):
                assert take in self.submitted, "saved before the coach is asked"

    @invariant()
    def no_answer_is_left_behind(self) -> None:
        """Only the attempt in hand may be open; all others were submitted or discarded."""
        if hasattr(self, "state"):
            assert self.open <= {self.state.take}

    @invariant()
    def places_exist(self) -> None:
        if hasattr(self, "state"):
            assert 0 <= self.state.question < len(self.state.probes)
            assert 0 <= self.state.probe <= flow.MOST_PROBES
            assert 0 <= self.state.attempt <= self.state.attempts


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
