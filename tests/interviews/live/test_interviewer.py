"""What a session does about a live interviewer: calls again, steps down, counts, lets go."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from interviews.live import flow, wire
from interviews.live.flow import Phase, Timing
from interviews.live.interviewer import ASIDE, KEEP_ALIVE_EVERY, LOOK_EVERY, Interviewer
from interviews.live.needs import Asked
from interviews.live.tasks import Tasks
from interviews.live.wire import PlayerEvent
from providers.avatar import Trouble
from tests.fakes import FakeBook, FakeCast, FakeStage
from tests.sessions import press, running, until

HMM = Asked("Let me think about that.", "/phrase/")
NEVER_AGAIN = [
    Trouble.QUOTA,
    Trouble.UNAVAILABLE,
    Trouble.REFUSED,
    Trouble.RETIRED,
    Trouble.LIMIT,
    Trouble.NO_SDK,
]
PERHAPS_AGAIN = [Trouble.CONCURRENCY, Trouble.NETWORK, Trouble.EXPIRED]


@dataclass
class Clock:
    """Time passes when somebody sleeps, until it stands still."""

    now: float = 0
    most: float = float("inf")
    told: list[wire.Message] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        while self.now + seconds > self.most:
            await asyncio.sleep(0.005)
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Scene:
    stage: FakeStage
    cast: FakeCast
    clock: Clock
    interviewer: Interviewer

    async def hear(
        self,
        event: PlayerEvent,
        speech: int = 0,
        trouble: Trouble | None = None,
        ms: int | None = None,
    ) -> bool:
        return await self.interviewer.heard(wire.FromPlayer(event, speech, trouble, ms))

    async def connect(self) -> None:
        await self.hear(PlayerEvent.CONNECTING)
        await self.hear(PlayerEvent.CONNECTED, ms=900)

    async def fail(self, trouble: Trouble | None) -> bool:
        return await self.hear(PlayerEvent.FAILED, trouble=trouble)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    tasks = Tasks()
    stage, cast, clock = FakeStage(rung="live"), FakeCast(), Clock()
    interviewer = Interviewer(
        stage, cast, tasks, tell=clock.told.append, sleep=clock.sleep, clock=lambda: clock.now
    )
    yield Scene(stage, cast, clock, interviewer)
    await tasks.end()


class TestTrouble:
    @pytest.mark.parametrize("trouble", NEVER_AGAIN)
    async def test_what_another_try_cannot_help_steps_down_at_once(
        self, scene: Scene, trouble: Trouble
    ) -> None:
        await scene.hear(PlayerEvent.CONNECTING)
        assert await scene.fail(trouble)
        assert scene.stage.of(wire.StepDown) == [wire.StepDown("illustrated", trouble, True)]
        assert scene.stage.of(wire.Reconnect) == []
        assert scene.cast.log == [f"end failed {trouble}"]

    @pytest.mark.parametrize("trouble", PERHAPS_AGAIN)
    async def test_what_may_pass_is_tried_twice_more_and_then_steps_down(
        self, scene: Scene, trouble: Trouble
    ) -> None:
        for _ in range(2):
            await scene.hear(PlayerEvent.CONNECTING)
            assert not await scene.fail(trouble)
        await scene.hear(PlayerEvent.CONNECTING)
        assert await scene.fail(trouble)
        first, second = scene.stage.of(wire.Reconnect)
        assert 0.4 <= first.after <= 0.6
        assert 1.2 <= second.after <= 1.8

    async def test_in_the_middle_of_a_question_nobody_waits(self, scene: Scene) -> None:
        await scene.connect()
        await scene.interviewer.follow(Phase.ASKING)
        assert await scene.fail(Trouble.NETWORK)
        assert scene.stage.rung == "illustrated"
        assert scene.cast.log[-1] == "end dropped network"

    async def test_a_failure_is_heard_once_until_somebody_comes_anew(self, scene: Scene) -> None:
        await scene.hear(PlayerEvent.CONNECTING)
        await scene.fail(Trouble.QUOTA)
        assert not await scene.fail(Trouble.QUOTA)
        assert scene.stage.steps_down == 1

    async def test_a_question_well_spoken_gives_the_tries_back(self, scene: Scene) -> None:
        for number in range(1, 5):
            await scene.connect()
            scene.interviewer.asks(number, Asked("Why?"))
            await scene.hear(PlayerEvent.SPEAK_STARTED, number)
            await scene.hear(PlayerEvent.SPEAK_ENDED, number)
            assert not await scene.fail(Trouble.NETWORK)

    async def test_on_a_lower_rung_a_failure_goes_one_down_and_nothing_is_ended(
        self, scene: Scene
    ) -> None:
        scene.stage.rung = "illustrated"
        await scene.connect()
        assert await scene.fail(None)
        assert scene.stage.rung == "voice"
        assert "end" not in " ".join(scene.cast.log)


class TestCallingAgain:
    async def test_the_student_can_call_the_live_interviewer_again(self, scene: Scene) -> None:
        await scene.hear(PlayerEvent.CONNECTING)
        await scene.fail(Trouble.QUOTA)
        await scene.interviewer.call_live()
        assert scene.stage.of(wire.Reconnect) == [wire.Reconnect(0, "")]
        await scene.connect()
        assert scene.stage.of(wire.Avatar)[-1].state == "ready"

    async def test_not_where_none_was_chosen(self, scene: Scene) -> None:
        scene.stage.rung = "illustrated"
        await scene.interviewer.call_live()
        assert scene.stage.of(wire.Reconnect) == []

    async def test_not_while_a_question_is_being_asked(self, scene: Scene) -> None:
        await scene.fail(Trouble.QUOTA)
        await scene.interviewer.follow(Phase.ASKING)
        await scene.interviewer.call_live()
        assert scene.stage.of(wire.Reconnect) == []


class TestWhatIsNoted:
    async def test_how_long_it_took_to_be_there(self, scene: Scene) -> None:
        await scene.connect()
        assert scene.cast.log == ["ready 900"]

    async def test_how_a_question_was_spoken(self, scene: Scene) -> None:
        await scene.connect()
        scene.interviewer.asks(1, Asked("Why?"))
        await scene.hear(PlayerEvent.SPEAK_STARTED, 1, ms=210)
        await scene.hear(PlayerEvent.SPEAK_ENDED, 1)
        assert scene.cast.log[-1] == "spoke 210 whole"

    async def test_that_it_was_interrupted_before_it_began(self, scene: Scene) -> None:
        await scene.connect()
        scene.interviewer.asks(1, Asked("Why?"))
        scene.interviewer.hushed()
        await scene.hear(PlayerEvent.SPEAK_ENDED, 1)
        assert scene.cast.log[-1] == "spoke None cut"

    async def test_nothing_of_an_aside_or_an_older_question(self, scene: Scene) -> None:
        await scene.connect()
        scene.interviewer.asks(2, Asked("Why?"))
        for number in (ASIDE, 1):
            await scene.hear(PlayerEvent.SPEAK_STARTED, number)
            await scene.hear(PlayerEvent.SPEAK_ENDED, number)
        assert scene.cast.log == ["ready 900"]


class TestKeepingAlive:
    async def test_while_the_student_is_active_the_session_is_kept(self, scene: Scene) -> None:
        await scene.connect()
        while "keep alive" not in scene.cast.log:
            scene.interviewer.stir()
            await asyncio.sleep(0)
        assert KEEP_ALIVE_EVERY <= scene.clock.now <= KEEP_ALIVE_EVERY + 2 * LOOK_EVERY

    async def test_who_is_idle_loses_the_live_interviewer_and_may_call_again(
        self, scene: Scene
    ) -> None:
        await scene.connect()
        await until(lambda: scene.stage.steps_down == 1)
        assert scene.stage.of(wire.StepDown) == [wire.StepDown("illustrated", "idle", True)]
        assert scene.cast.log[-1] == "end idle"
        assert scene.clock.now <= scene.cast.idle_seconds + 2 * LOOK_EVERY
        await scene.interviewer.call_live()
        assert len(scene.stage.of(wire.Reconnect)) == 1

    async def test_who_is_answering_is_not_idle(self, scene: Scene) -> None:
        await scene.interviewer.follow(Phase.RECORDING)
        await scene.connect()
        await until(lambda: scene.clock.now > 3 * scene.cast.idle_seconds)
        assert scene.stage.steps_down == 0

    async def test_a_session_whose_time_is_over_is_told_to_the_interview(
        self, scene: Scene
    ) -> None:
        scene.cast.goes_on = False
        await scene.connect()
        await until(lambda: bool(scene.clock.told))
        assert scene.clock.told == [wire.FromPlayer(PlayerEvent.FAILED, 0, Trouble.EXPIRED)]


class TestThinking:
    @pytest.fixture(autouse=True)
    def _short(self, scene: Scene) -> None:
        scene.clock.most = 2

    async def test_after_a_second_of_silence_a_few_words_are_said(self, scene: Scene) -> None:
        scene.cast.phrases = [HMM]
        await scene.connect()
        await scene.interviewer.follow(Phase.ASSESSING)
        await until(lambda: bool(scene.stage.of(wire.Aside)))
        assert scene.stage.of(wire.Aside) == [wire.Aside(ASIDE, HMM.text, "/phrase/")]

    async def test_what_comes_next_cuts_them(self, scene: Scene) -> None:
        scene.cast.phrases = [HMM]
        await scene.connect()
        await scene.interviewer.follow(Phase.ASSESSING)
        await until(lambda: bool(scene.stage.of(wire.Aside)))
        await scene.interviewer.follow(Phase.FEEDBACK)
        assert isinstance(scene.stage.sent[-1], wire.Hush)

    async def test_words_that_have_been_said_need_no_cut(self, scene: Scene) -> None:
        scene.cast.phrases = [HMM]
        await scene.connect()
        await scene.interviewer.follow(Phase.ASSESSING)
        await until(lambda: bool(scene.stage.of(wire.Aside)))
        await scene.hear(PlayerEvent.SPEAK_ENDED, ASIDE)
        await scene.interviewer.follow(Phase.FEEDBACK)
        assert scene.stage.of(wire.Hush) == []

    async def test_a_reply_that_has_begun_is_not_cut_for_words_that_came_before_it(
        self, scene: Scene
    ) -> None:
        scene.cast.phrases = [HMM]
        await scene.connect()
        await scene.interviewer.follow(Phase.ASSESSING)
        await until(lambda: bool(scene.stage.of(wire.Aside)))
        await scene.hear(PlayerEvent.SPEAK_STARTED, 50_000)
        await scene.interviewer.follow(Phase.FEEDBACK)
        assert scene.stage.of(wire.Hush) == []

    @pytest.mark.parametrize("why", ["quick coach", "nobody there", "text only", "no words"])
    async def test_nothing_is_said(self, scene: Scene, why: str) -> None:
        scene.cast.phrases = [] if why == "no words" else [HMM]
        if why != "nobody there":
            await scene.connect()
        if why == "text only":
            scene.stage.rung = "text"
        await scene.interviewer.follow(Phase.ASSESSING)
        if why == "quick coach":
            await scene.interviewer.follow(Phase.FEEDBACK)
        await until(lambda: why == "quick coach" or scene.clock.now >= 1)
        await asyncio.sleep(0.01)
        assert scene.stage.of(wire.Aside) == []


class TestInTheSession:
    async def test_a_question_that_breaks_off_is_asked_again_one_rung_down(
        self, book: FakeBook
    ) -> None:
        stage, cast = FakeStage(rung="live"), FakeCast()
        async with running(book, stage, cast=cast) as live:
            live.tell(press(wire.Press.START))
            await until(lambda: bool(stage.of(wire.Say)))
            live.tell(wire.FromPlayer(PlayerEvent.FAILED, 1, Trouble.NETWORK))
            await until(lambda: len(stage.of(wire.Say)) == 2)
            assert live.state.phase is Phase.ASKING
        kinds = [type(message) for message in stage.sent]
        assert kinds.index(wire.StepDown) < len(kinds) - 1 - kinds[::-1].index(wire.Say)

    async def test_a_finished_interview_ends_the_paid_session(self, book: FakeBook) -> None:
        stage, cast = FakeStage(rung="live"), FakeCast()
        async with running(book, stage, cast=cast) as live:
            live.tell(press(wire.Press.END))
            await until(lambda: live.state.phase is Phase.FINISHED)
            await until(lambda: cast.log == ["end finished"])
        assert cast.log == ["end finished"]

    async def test_a_socket_that_goes_leaves_the_paid_session_for_a_while(
        self, book: FakeBook
    ) -> None:
        cast = FakeCast()
        async with running(book, FakeStage(rung="live"), cast=cast):
            pass
        assert cast.log == ["leave"]

    async def test_an_aside_never_moves_the_interview(self, book: FakeBook) -> None:
        stage = FakeStage(rung="live")
        book.state = flow.State(Phase.LISTENING, Timing.EACH, (2, 0), speech=1)
        async with running(book, stage, cast=FakeCast()) as live:
            live.tell(press(wire.Press.REPLAY))
            await until(lambda: live.state.phase is Phase.ASKING)
            live.tell(wire.FromPlayer(PlayerEvent.SPEAK_ENDED, ASIDE))
            live.tell(press(wire.Press.PING))
            await asyncio.sleep(0.02)
            assert live.state.phase is Phase.ASKING
