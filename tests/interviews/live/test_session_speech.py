"""Speech into words while it is spoken: captions, several presses, and every way it can fail."""

from interviews.live import captions, events, session, wire
from interviews.live.flow import Phase
from providers.errors import ProviderUnavailable
from providers.transcript import Transcript
from tests.ears import FakeEars, Hears, words
from tests.fakes import FakeBook, FakeStage
from tests.sessions import audio, press, running, to_recording, until

TAKE = events.Take(0, 0, 1)
GONE = ProviderUnavailable("the recogniser hung up")


def finals(stage: FakeStage) -> list[str]:
    return [said.final for said in stage.of(wire.Captioned) if said.final]


def notices(stage: FakeStage) -> list[str]:
    return [notice.text for notice in stage.of(wire.Notice)]


async def answer(
    live: session.Session, stage: FakeStage, text: str = "", samples: int = 1600
) -> None:
    """Speak for a tenth of a second and finish."""
    await to_recording(live, stage)
    live.hear(audio(0, samples))
    live.tell(press(wire.Press.RELEASE))
    live.tell(wire.FinishAnswer(text, samples))
    await until(lambda: live.state.phase is Phase.CHECKING)


async def test_words_are_shown_while_they_come_and_kept_with_their_times(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(finals=("I helped", "her")),))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        await until(lambda: finals(stage) == ["I helped", "her"])
        live.tell(press(wire.Press.RELEASE))
        await until(lambda: bool(book.words))
    assert [word.text for word in book.words] == ["I", "helped", "her"]


async def test_the_recogniser_hears_every_sample_once(book: FakeBook, stage: FakeStage) -> None:
    ears = FakeEars((Hears(),))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600, 1))
        live.hear(audio(800, 1600, 2))  # half of it known
        await until(lambda: len(ears.presses[0].heard) == 2400 * 2)
    assert not ears.presses[0].is_open


async def test_several_presses_share_one_clock(book: FakeBook, stage: FakeStage) -> None:
    ears = FakeEars((Hears(finals=("one",)), Hears(finals=("two",))))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 16_000))
        live.tell(press(wire.Press.RELEASE))
        await until(lambda: bool(book.words))
        live.tell(press(wire.Press.TALK))
        await until(lambda: len(ears.presses) == 2)
        live.tell(press(wire.Press.RELEASE))
        await until(lambda: len(book.words) == 2)
    assert [listening.offset for listening in ears.presses] == [0.0, 1.0]
    assert [word.start for word in book.words] == [0.0, 1.0]


async def test_interim_words_are_kept_when_the_final_ones_never_come(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(finals=("I sat",), interim="down with her"),))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        await until(lambda: finals(stage) == ["I sat"])
        live.tell(press(wire.Press.RELEASE))
        await until(lambda: finals(stage) == ["I sat", "down with her"])


async def test_words_that_came_after_finish_complete_the_text(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(interim="the very last words"),))
    book.written = Transcript("the very last words", words("the very last words"))
    async with running(book, stage, ears=ears) as live:
        await answer(live, stage, "All but")
    assert book.drafts[TAKE] == "All but the very last words"


async def test_a_recogniser_that_fails_is_told_once_and_the_recording_is_written_down(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(finals=("I sat down",), fails=GONE),))
    book.written = Transcript("I sat down with her", words("I sat down with her"))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600))
        await until(lambda: captions.STOPPED in notices(stage))
        live.hear(audio(1600, 1600))
        live.tell(wire.FinishAnswer("I sat down", 3200))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert notices(stage).count(captions.STOPPED) == 1
    assert len(book.stored[TAKE]) == 3200 * 2, "the recording went on"
    assert book.drafts[TAKE] == "I sat down with her"


async def test_when_nobody_can_write_it_down_the_student_is_asked_to_type(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(fails=GONE),))
    async with running(book, stage, ears=ears) as live:
        await answer(live, stage)
    assert notices(stage)[-1] == session.NOT_WRITTEN
    assert len(book.stored[TAKE]) == 1600 * 2


async def test_writing_down_has_a_deadline(book: FakeBook, stage: FakeStage) -> None:
    ears = FakeEars((Hears(fails=GONE),))
    book.write_down_delay = 60
    async with running(book, stage, ears=ears, write_down_within=0.1) as live:
        await answer(live, stage)
    assert notices(stage)[-1] == session.NOT_WRITTEN


async def test_words_the_student_typed_are_never_replaced(book: FakeBook, stage: FakeStage) -> None:
    ears = FakeEars((Hears(fails=GONE),))
    book.written = Transcript("what was said", words("what was said"))
    async with running(book, stage, ears=ears) as live:
        await answer(live, stage, "My own words")
    assert book.drafts[TAKE] == "My own words"


async def test_a_mute_recogniser_does_not_hold_the_answer_up(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(is_mute=True),))
    book.written = Transcript("from the recording", words("from the recording"))
    async with running(book, stage, ears=ears, last_words=0.1) as live:
        await answer(live, stage)
    assert book.drafts[TAKE] == "from the recording"


async def test_a_silent_recording_is_not_sent_to_be_written_down(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(fails=GONE),))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        live.hear(audio(0, 1600, 0))
        live.tell(wire.FinishAnswer("", 1600))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert "write down" not in book.log
    assert session.SILENT in notices(stage)


async def test_what_was_said_before_a_restart_is_written_down_from_the_recording(
    book: FakeBook, stage: FakeStage
) -> None:
    book.state = book.state.__class__(
        Phase.RECORDING, book.state.timing, book.state.probes, attempt=1, attempts=1
    )
    book.partial_path("attempt-0-0-1").write_bytes(b"\xe8\x03" * 1600)
    book.written = Transcript("all of it", words("all of it"))
    async with running(book, stage, ears=FakeEars((Hears(),))) as live:
        live.tell(wire.FinishAnswer("", 1600))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert book.drafts[TAKE] == "all of it"


async def test_a_recording_that_came_by_http_is_written_down_and_nothing_is_missed(
    book: FakeBook, stage: FakeStage
) -> None:
    book.stored[TAKE] = b"\xe8\x03" * 1600
    book.written = Transcript("said while offline", words("said while offline"))
    book.state = book.state.__class__(
        Phase.LISTENING, book.state.timing, book.state.probes, attempt=1, attempts=1
    )
    async with running(book, stage, ears=FakeEars((Hears(),))) as live:
        live.tell(wire.FinishAnswer("", 0))
        await until(lambda: live.state.phase is Phase.CHECKING)
    assert book.drafts[TAKE] == "said while offline"
    assert session.PART_MISSING not in notices(stage)


async def test_leaving_in_the_middle_of_a_press_closes_the_recogniser(
    book: FakeBook, stage: FakeStage
) -> None:
    ears = FakeEars((Hears(finals=("half a",)),))
    async with running(book, stage, ears=ears) as live:
        await to_recording(live, stage)
        await until(lambda: bool(finals(stage)))
    assert not ears.presses[0].is_open
