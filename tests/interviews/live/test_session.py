"""The session with a book in memory and a stage that remembers: what it does, in which order."""

import asyncio
import struct

import pytest

from interviews.live import events, flow, session, wire
from interviews.live.flow import Phase, Timing
from tests.fakes import FakeBook, FakeJudge, FakeStage
from tests.sessions import audio, press, running, to_listening, to_recording, until

TAKE = events.Take(0, 0, 1)


async def test_the_question_is_said_when_the_student_starts(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        live.tell(press(wire.Press.START))
        await until(lambda: live.state.phase is Phase.ASKING)
        assert stage.of(wire.Say)[0].text == "Question 0.0?"


async def test_a_player_that_never_ends_does_not_keep_the_floor(
    book: FakeBook, stage: FakeStage
) -> None:
    slept: list[float] = []

    async def at_once(seconds: float) -> None:
        slept.append(seconds)

    live = session.Session(book, stage, FakeJudge(), sleep=at_once)
    task = asyncio.create_task(live.run())
    await until(lambda: bool(stage.shown))
    live.tell(press(wire.Press.START))
    await until(lambda: live.state.phase is Phase.LISTENING)
    assert slept
    assert slept[0] > stage.of(wire.Say)[0].seconds
    task.cancel()
    await live.close()


async def test_a_spoken_answer_is_stored_before_the_browser_may_forget_it(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        live.hear(audio(1600, 1600))
        live.tell(press(wire.Press.RELEASE))
        live.tell(wire.FinishAnswer("some words", 3200))
        await until(lambda: bool(stage.of(wire.Saved)))
        assert len(book.stored[TAKE]) == 3200 * 2
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert book.drafts[TAKE] == "some words"


async def test_audio_sent_twice_is_written_once_and_a_hole_is_asked_for(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600, 1))
        live.hear(audio(800, 1600, 2))  # half of it known
        live.hear(audio(9999, 1600, 3))  # a hole before it
        live.hear(audio(2400, 800, 4))
        live.tell(wire.FinishAnswer("", 3200))
        await until(lambda: bool(stage.of(wire.Saved)))
    kept = struct.unpack(f"<{3200}h", book.stored[TAKE])
    assert kept == (1,) * 1600 + (2,) * 800 + (4,) * 800
    assert wire.Have(2400) in stage.sent


async def test_several_presses_make_one_recording(book: FakeBook, stage: FakeStage) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        live.tell(press(wire.Press.RELEASE))
        live.tell(press(wire.Press.TALK))
        await until(lambda: live.state.phase is Phase.RECORDING)
        live.hear(audio(1600, 1600))
        live.tell(wire.FinishAnswer("", 3200))
        await until(lambda: bool(stage.of(wire.Saved)))
    assert len(book.stored[TAKE]) == 3200 * 2
    assert book.log.count("open") == 1


async def test_an_answer_whose_last_audio_never_comes_is_kept_as_far_as_it_came(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage, rest_of_audio=0.1) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        live.tell(wire.FinishAnswer("", 99_999))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert len(book.stored[TAKE]) == 1600 * 2
    assert session.PART_MISSING in [notice.text for notice in stage.of(wire.Notice)]


async def test_a_reconnected_session_goes_on_with_the_samples_on_disk(
    book: FakeBook, stage: FakeStage
) -> None:
    book.state = flow.State(Phase.RECORDING, Timing.EACH, (2, 0), attempt=1, attempts=1)
    book.partial_path("attempt-0-0-1").write_bytes(b"\1\0" * 1600 + b"\1")  # half a sample, too
    async with running(book, stage) as live:
        room = stage.of(wire.Room)[0]
        assert (room.phase, room.attempt, room.have) == (Phase.LISTENING, "attempt-0-0-1", 1600)
        live.hear(audio(1600, 100))
        live.tell(wire.FinishAnswer("", 1700))
        await until(lambda: bool(stage.of(wire.Saved)))
    assert len(book.stored[TAKE]) == 1700 * 2


async def test_without_consent_no_audio_is_taken(book: FakeBook, stage: FakeStage) -> None:
    book.consent = False
    async with running(book, stage) as live:
        await to_listening(live, stage)
        live.tell(press(wire.Press.TALK))
        await until(lambda: bool(stage.of(wire.Notice)))
        live.hear(audio(0, 1600))
        assert stage.of(wire.Notice)[0].text == session.NO_CONSENT
        assert live.state.phase is Phase.LISTENING
    assert not list(book.folder.iterdir())


async def test_a_withdrawn_consent_ends_the_recording_at_once(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        await live.forbid_recording()
        live.hear(audio(1600, 1600))
        await until(lambda: live.state.phase is Phase.LISTENING)
    assert book.partial_path("attempt-0-0-1").stat().st_size == 1600 * 2


async def test_a_typed_answer_needs_no_recording(book: FakeBook, stage: FakeStage) -> None:
    async with running(book, stage) as live:
        await to_listening(live, stage)
        live.tell(wire.Draft("I typed"))
        live.tell(wire.FinishAnswer("I typed this.", 0))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert book.drafts[TAKE] == "I typed this."
    assert book.stored == {}


async def test_finishing_with_nothing_said_says_so_and_changes_nothing(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_listening(live, stage)
        live.tell(wire.FinishAnswer("  ", 0))
        await until(lambda: bool(stage.problems))
        assert live.state.phase is Phase.LISTENING
    assert stage.problems == [session.NOTHING_YET]


async def test_feedback_on_no_words_is_refused_with_a_way_on(
    book: FakeBook, stage: FakeStage
) -> None:
    book.state = flow.State(Phase.CHECKING, Timing.EACH, (2, 0), attempt=1, attempts=1)
    async with running(book, stage) as live:
        live.tell(wire.GetFeedback(" ", 0, 0))
        await until(lambda: bool(stage.problems))
        assert live.state.phase is Phase.CHECKING
    assert stage.problems == [session.NO_WORDS]


async def test_a_recording_that_cannot_be_stored_loses_no_words(
    book: FakeBook, stage: FakeStage
) -> None:
    book.store_fails = True
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        live.tell(wire.FinishAnswer("my words", 1600))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert book.drafts[TAKE] == "my words"
    assert book.partial_path("attempt-0-0-1").exists()
    assert session.NOT_STORED in [notice.text for notice in stage.of(wire.Notice)]


async def test_leaving_a_question_stores_what_was_being_said(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        live.tell(wire.TurnPressed(wire.TurnPress.NEXT, 0, 0))
        await until(lambda: "submit" in book.log)
    assert len(book.stored[TAKE]) == 1600 * 2
    assert book.log.index("store") < book.log.index("submit")


async def test_a_player_that_fails_steps_down_and_the_question_is_said_again(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        live.tell(press(wire.Press.START))
        await until(lambda: bool(stage.of(wire.Say)))
        live.tell(wire.FromPlayer(wire.PlayerEvent.FAILED, 1))
        await until(lambda: len(stage.of(wire.Say)) == 2)
    assert stage.steps_down == 1
    assert stage.of(wire.Avatar)[-1].state == "error"


async def test_closing_in_the_middle_keeps_the_place_and_the_audio(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
    assert book.state.phase is Phase.LISTENING
    assert book.partial_path("attempt-0-0-1").stat().st_size == 1600 * 2


async def test_an_unexpected_press_changes_nothing_and_the_session_goes_on(
    book: FakeBook, stage: FakeStage
) -> None:
    async with running(book, stage) as live:
        live.tell(wire.TurnPressed(wire.TurnPress.RETRY, 0, 0))
        await to_listening(live, stage)
        assert live.state.phase is Phase.LISTENING


async def test_more_messages_than_the_inbox_holds_are_refused(
    book: FakeBook, stage: FakeStage
) -> None:
    live = session.Session(book, stage, FakeJudge())
    for _ in range(session.INBOX_SIZE):
        live.tell(press(wire.Press.REPLAY))
    with pytest.raises(session.InboxFull):
        live.tell(press(wire.Press.REPLAY))
