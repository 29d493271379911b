"""What a session does while a coach reads: submit first, answer aloud, fill the panel, go on."""

import asyncio

import pytest

from interviews.coach.model_reply import Spoken
from interviews.coach.rubric import Part, PartVerdict, Quality, QualityVerdict
from interviews.live import flow, wire
from interviews.live.coaching import NoCase
from interviews.live.events import Take
from interviews.live.flow import Phase, Timing
from interviews.live.needs import Unpaid
from tests.fakes import FakeBook, FakeJudge, FakeStage, case_of
from tests.sessions import press, running, until

TAKE = Take(0, 0, 1)
PART = PartVerdict(Part.SITUATION, 3, "I found the book", "", "Add when it was.")
QUALITY = QualityVerdict(Quality.RELEVANCE, 3, "", "Name the skill.")
GET = wire.GetFeedback("my words", 0, 0)


@pytest.fixture(autouse=True)
def checking(book: FakeBook) -> None:
    book.state = flow.State(Phase.CHECKING, Timing.EACH, (2, 2), attempt=1, attempts=1)


async def test_the_answer_is_final_before_a_coach_reads_it(
    book: FakeBook, stage: FakeStage
) -> None:
    judge = FakeJudge()
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
    assert [entry for entry in book.log if entry != "open"][0] == "submit"
    assert book.drafts[TAKE] == "my words"
    assert judge.judged == [case_of(TAKE)]
    assert "claim" not in book.log, "submitting has claimed it"


async def test_a_coach_that_fails_leaves_the_student_with_feedback_not_evaluated(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage, judge=FakeJudge(fails=True)) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
    assert "submit" in book.log


async def test_the_interviewer_answers_while_the_panel_fills(
    book: FakeBook, stage: FakeStage
) -> None:
    judge = FakeJudge([Spoken("You found it."), PART, QUALITY])
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
    assert [aside.text for aside in stage.of(wire.Aside)] == ["You found it."]
    assert stage.notes == [(PART,), (PART, QUALITY)]


async def test_the_second_sentence_waits_for_the_end_of_the_first(
    book: FakeBook, stage: FakeStage
) -> None:
    judge = FakeJudge([Spoken("You found it."), Spoken("How did it end?")])
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
        assert len(stage.of(wire.Aside)) == 1
        live.tell(wire.FromPlayer(wire.PlayerEvent.SPEAK_ENDED, 0))
        await until(lambda: len(stage.of(wire.Aside)) == 2)
    assert not stage.of(wire.Hush)


async def test_who_goes_on_silences_the_reply(book: FakeBook, stage: FakeStage) -> None:
    judge = FakeJudge([Spoken("You found it."), Spoken("How did it end?")])
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
        live.tell(wire.TurnPressed(wire.TurnPress.RETRY, 0, 0))
        await until(lambda: bool(stage.of(wire.Hush)))
        live.tell(wire.FromPlayer(wire.PlayerEvent.SPEAK_ENDED, 0))
        await asyncio.sleep(0.05)
    assert len(stage.of(wire.Aside)) == 1


async def test_a_thought_and_the_reply_never_overlap(book: FakeBook, stage: FakeStage) -> None:
    book_phrase = [await book.reply("Let me think.")]
    judge = FakeJudge([Spoken("You found it.")], delay=1.3)
    async with running(book, stage, judge=judge, cast=Unpaid(book_phrase)) as live:
        live.tell(wire.FromPlayer(wire.PlayerEvent.CONNECTING, 0))
        live.tell(wire.FromPlayer(wire.PlayerEvent.CONNECTED, 0))
        live.tell(GET)
        await until(lambda: len(stage.of(wire.Aside)) == 2)
    spoken = [message for message in stage.sent if isinstance(message, wire.Aside | wire.Hush)]
    assert [type(message) for message in spoken[:3]] == [wire.Aside, wire.Hush, wire.Aside]


async def test_without_a_voice_nothing_is_said(book: FakeBook, stage: FakeStage) -> None:
    stage.rung = "text"
    async with running(book, stage, judge=FakeJudge([Spoken("You found it.")])) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
    assert not stage.of(wire.Aside)


async def test_who_has_gone_on_hears_and_sees_nothing_of_the_old_answer(
    book: FakeBook, stage: FakeStage
) -> None:
    judge = FakeJudge([Spoken("You found it."), PART], delay=0.1)
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.ASSESSING)
        live.tell(wire.TurnPressed(wire.TurnPress.NEXT, 0, 0))
        await until(lambda: bool(judge.judged))
    assert not stage.of(wire.Aside)
    assert not stage.notes


async def test_straight_through_asks_at_once_and_reads_beside_it(
    book: FakeBook, stage: FakeStage
) -> None:
    book.state = flow.State(Phase.CHECKING, Timing.END, (2, 2), attempt=1, attempts=1)
    judge = FakeJudge([Spoken("You found it."), PART], delay=0.05)
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: bool(stage.of(wire.Say)))
        assert not judge.judged
        await until(lambda: bool(judge.judged))
        assert live.state.question == 1
    assert not stage.of(wire.Aside)
    assert book.drafts[TAKE] == "my words"


async def test_an_answer_that_somebody_else_reads_is_waited_for(
    book: FakeBook, stage: FakeStage
) -> None:
    book.state = flow.State(Phase.ASSESSING, Timing.EACH, (2, 2), attempt=1, attempts=1)
    book.claims = [NoCase.TAKEN, NoCase.JUDGED]
    judge = FakeJudge()
    async with running(book, stage, judge=judge) as live:
        await until(lambda: live.state.phase is Phase.FEEDBACK)
    assert book.log.count("claim") == 2
    assert not judge.judged


async def test_the_model_is_asked_again_at_the_student_s_wish(
    book: FakeBook, stage: FakeStage
) -> None:
    judge = FakeJudge()
    async with running(book, stage, judge=judge) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.FEEDBACK)
        live.tell(wire.TurnPressed(wire.TurnPress.ASK_AGAIN, 0, 0))
        await until(lambda: len(judge.judged) == 2)
    assert book.log.count("submit") == 1


async def test_a_session_that_ends_meanwhile_leaves_no_task(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage, judge=FakeJudge([PART], delay=60)) as live:
        live.tell(GET)
        await until(lambda: live.state.phase is Phase.ASSESSING)
        live.tell(press(wire.Press.PING))
