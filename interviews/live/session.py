"""Runs one interview: an inbox of what happened, one task that owns the state, and its tasks.

The session decides nothing that `flow.step()` can decide and does no I/O of its own: what it
needs is handed to it (`needs.py`). It knows no Django. Every wait has a deadline; every task
belongs to the session and ends with it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from avatars.speech import expected_seconds
from interviews.live import effects, events, flow, wire
from interviews.live.answer import OpenAnswer
from interviews.live.disk import Disk
from interviews.live.feedback import Feedback
from interviews.live.hearing import AttemptHearing, rest_of
from interviews.live.interviewer import Interviewer
from interviews.live.needs import Book, Cast, Ears, Judge, Stage, Stored
from interviews.live.recording import RecordingError
from interviews.live.tasks import Tasks

logger = logging.getLogger(__name__)

INBOX_SIZE = 256  # messages waiting to be dealt with
REST_OF_AUDIO = 10  # seconds for audio that "finish" announced but that is still on its way
LAST_WORDS = 6  # seconds for the words of a press after its release
WRITE_DOWN = 20  # seconds for the words of a whole recording
ASSESS_TIMEOUT = 100  # seconds for the coach, or until somebody else's claim on the attempt lapses
MEASURE_TIMEOUT = 60  # seconds for a second look at the recording
CLOSE_TIMEOUT = 8  # seconds for everything that ends with the session; Daphne gives it ten

NOTHING_YET = "There is no answer yet. Press the button and speak, or type."
NO_WORDS = "There are no words yet. Type what you said, then ask for feedback."
SILENT = "The recording is silent. Check the microphone and record again, or type your answer."
PART_MISSING = "A part of the recording did not reach us. What arrived is kept."
NO_CONSENT = "Recording is off because you have not allowed it. You can allow it, or type."
WRITING = "Writing down what you said."
NOT_WRITTEN = "Your words could not be written down. The recording is kept; type what you said."
NOT_STORED = "The recording could not be stored. Your words are kept; you can type your answer."

EVENTS: Mapping[wire.Press, Callable[[], events.Event]] = {
    wire.Press.START: events.Started,
    wire.Press.REPLAY: events.QuestionReplayed,
    wire.Press.RELEASE: events.TalkReleased,
    wire.Press.TYPE: events.TypingBegan,
    wire.Press.END: events.EndRequested,
}
TURN_EVENTS: Mapping[wire.TurnPress, Callable[[int, int], events.Event]] = {
    wire.TurnPress.RECORD_AGAIN: events.RecordAgain,
    wire.TurnPress.ASK_AGAIN: events.FeedbackRequested,
    wire.TurnPress.RETRY: events.RetryRequested,
    wire.TurnPress.FOLLOW_UP: events.FollowUpRequested,
    wire.TurnPress.NEXT: events.NextRequested,
}


class InboxFull(Exception):
    """The browser sends more than an interview can need."""


class Session:
    """One interview with one browser. `run()` until cancelled, then `close()`."""

    def __init__(
        self,
        book: Book,
        stage: Stage,
        judge: Judge,
        *,
        ears: Ears | None = None,
        disk: Disk | None = None,
        cast: Cast | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        rest_of_audio: float = REST_OF_AUDIO,
        last_words: float = LAST_WORDS,
        write_down_within: float = WRITE_DOWN,
    ) -> None:
        self._book = book
        self._ears = ears
        self._stage = stage
        self._sleep = sleep
        self._rest_of_audio = rest_of_audio
        self._last_words = last_words
        self._write_down_within = write_down_within
        self._state: flow.State | None = None
        self._answer: OpenAnswer | None = None
        self._inbox: asyncio.Queue[wire.Message | events.Event] = asyncio.Queue()
        self._disk = disk or Disk()
        self._tasks = Tasks()
        self._interviewer = Interviewer(stage, cast, self._tasks, tell=self.tell, sleep=sleep)
        self._feedback = Feedback(book, stage, judge, self._interviewer, sleep=sleep)
        self._watchdog: asyncio.Task[None] | None = None
        self._completion: asyncio.Task[None] | None = None
        self._last_text: str | None = None  # of the answer that is being submitted

    # What reaches the session ------------------------------------------------------------------

    def tell(self, item: wire.Message | events.Event) -> None:
        """Something happened. Raises InboxFull for messages; an event of ours is never lost."""
        if self._inbox.qsize() >= INBOX_SIZE and not isinstance(item, events.Event):
            raise InboxFull
        self._inbox.put_nowait(item)

    def hear(self, data: bytes) -> None:
        """Audio of the open attempt; never waits. Raises wire.BadMessage and recording.Overrun."""
        audio = wire.parse_audio(data)
        answer = self._answer
        if answer is None:
            return
        try:
            missing_from = answer.hear(audio)
        except RecordingError as error:
            self._tasks.spawn(self._notice(str(error)))
            self.tell(events.RecordingFailed())
            return
        if missing_from is not None:
            self._tasks.spawn(self._stage.send(missing_from))

    async def run(self) -> None:
        """Take up the interview where it was left and go on until cancelled."""
        self._state = await self._book.restore()
        if self._state.attempt and self._state.phase in flow.BEFORE_THE_COACH:
            await self._open(self._state.take)
        await self._advance(events.BrowserCame())
        while True:
            await self._deal_with(await self._inbox.get())

    async def close(self) -> None:
        """The browser is gone: note where we are and end every task. Bounded in time."""
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT):
                if self._answer is not None:
                    await self._answer.close()
                if self._state is not None:
                    self._state, _ = flow.step(self._state, events.BrowserLeft())
                    await self._book.keep(self._state)
        finally:
            self._interviewer.left()
            await self._tasks.end()

    async def forbid_recording(self) -> None:
        """Consent was withdrawn: the recording ends now. What was said stays."""
        if self._answer is not None:
            await self._answer.close()
            self._answer.forget_recording()
        await self._say_no_consent()
        self.tell(events.RecordingFailed())

    @property
    def is_recording(self) -> bool:
        return self._answer is not None and self._answer.is_recording

    # From messages to events -------------------------------------------------------------------

    @property
    def state(self) -> flow.State:
        if self._state is None:
            raise RuntimeError("the session does not run yet")
        return self._state

    async def _deal_with(self, item: wire.Message | events.Event) -> None:
        if not isinstance(item, events.Event | wire.FromPlayer):
            self._interviewer.stir()
        match item:
            case events.Event():
                await self._advance(item)
            case wire.Pressed() | wire.TurnPressed():
                await self._pressed(item)
            case wire.Draft():
                await self._draft(item.text)
            case wire.FinishAnswer():
                await self._finish_answer(item)
            case wire.GetFeedback():
                await self._get_feedback(item)
            case wire.FromPlayer():
                await self._from_player(item)

    async def _pressed(self, button: wire.Pressed | wire.TurnPressed) -> None:
        match button:
            case wire.TurnPressed():
                await self._advance(TURN_EVENTS[button.what](button.question, button.probe))
            case wire.Pressed(what=wire.Press.TALK):
                await self._talk()
            case wire.Pressed(what=wire.Press.LIVE_AGAIN):
                await self._interviewer.call_live()
            case wire.Pressed() if button.what in EVENTS:
                await self._advance(EVENTS[button.what]())

    async def _talk(self) -> None:
        if self._completion is not None:
            return
        if not await self._book.may_record():
            await self._say_no_consent()
            return
        await self._advance(events.TalkPressed())
        if self.state.phase is not flow.Phase.RECORDING or self._answer is None:
            return
        try:
            await self._answer.start_recording()
        except RecordingError as error:
            await self._notice(str(error))
            await self._advance(events.RecordingFailed())

    async def _say_no_consent(self) -> None:
        await self._notice(NO_CONSENT)
        await self._stage.send(wire.NoConsent())

    async def _draft(self, text: str) -> None:
        if self.state.phase not in flow.BEFORE_THE_COACH:
            return
        if text and not self.state.attempt:
            await self._advance(events.TypingBegan())
        if self.state.attempt:
            await self._book.save_draft(self.state.take, text)

    async def _finish_answer(self, message: wire.FinishAnswer) -> None:
        if self._completion is not None or self.state.phase is flow.Phase.CHECKING:
            return
        await self._draft(message.text)
        is_anything = message.text.strip() or message.samples or await self._is_stored()
        if self._answer is None or not is_anything:
            await self._show(NOTHING_YET)
            return
        self._completion = self._tasks.spawn(self._complete(self._answer, message))

    async def _is_stored(self) -> bool:
        return self._answer is not None and await self._book.is_stored(self._answer.take)

    async def _complete(self, answer: OpenAnswer, message: wire.FinishAnswer) -> None:
        """Wait for the rest of audio and words, and store them; only then the answer is over."""
        since = time.monotonic()
        try:
            stored = await self._store_all(answer, message.samples)
            await self._stage.send(wire.Saved(answer.attempt))
            await self._hear_out(answer, message.text, stored, since=since)
        finally:
            self._completion = None
        self.tell(events.AnswerFinished())

    async def _store_all(self, answer: OpenAnswer, samples: int) -> Stored | None:
        answer.release()
        has_all = await self._book.is_stored(answer.take) or await answer.wait_for(
            samples, within=self._rest_of_audio
        )
        if not has_all:
            await self._notice(PART_MISSING)
        return await self._store(answer)

    async def _store(self, answer: OpenAnswer) -> Stored | None:
        try:
            return await answer.store()
        except OSError:
            logger.exception("a recording could not be stored")
            await self._notice(NOT_STORED)
            return None

    async def _hear_out(
        self, answer: OpenAnswer, text: str, stored: Stored | None, *, since: float
    ) -> None:
        """Complete the answer's text with words that came after the browser sent it."""
        hearing = answer.hearing
        if hearing is not None:
            await hearing.done(within=self._last_words)
            late = hearing.missing_in(text, since=since)
            is_heard = hearing.is_complete and (stored is None or stored.is_new)
            if stored is not None and not stored.is_silent and not is_heard:
                late += await self._write_down(
                    answer.take, hearing, has_text=bool(text.strip() or late)
                )
            text = " ".join([text.strip(), *late]).strip()
            if late:
                await self._book.save_draft(answer.take, text)
        if stored is not None and stored.is_silent and not text:
            await self._notice(SILENT)

    async def _write_down(
        self, take: events.Take, hearing: AttemptHearing, *, has_text: bool
    ) -> list[str]:
        """Words from the stored recording, where live ones are missing."""
        await self._stage.send(wire.Notice(WRITING))
        transcript = None
        with suppress(TimeoutError):
            async with asyncio.timeout(self._write_down_within):
                transcript = await self._book.write_down(take)
        if transcript is None:
            await self._notice(NOT_WRITTEN)
            return []
        await self._stage.send(wire.Notice(""))
        rest = rest_of(transcript, heard_until=hearing.heard_until, has_text=has_text)
        await self._stage.send(wire.Captioned(rest))
        return [rest] if rest else []

    async def _get_feedback(self, message: wire.GetFeedback) -> None:
        event = events.FeedbackRequested(message.question, message.probe)
        is_ours = not flow.is_of_another_turn(self.state, event)
        if self.state.phase is flow.Phase.CHECKING and is_ours:
            if not message.text.strip():
                await self._book.save_draft(self.state.take, message.text)
                await self._show(NO_WORDS)
                return
            self._last_text = message.text  # kept by what makes the answer final
        try:
            await self._advance(event)
        finally:
            self._last_text = None

    async def _from_player(self, message: wire.FromPlayer) -> None:
        is_lower = await self._interviewer.heard(message)
        if message.event is wire.PlayerEvent.SPEAK_ENDED:
            await self._advance(events.SpeechEnded(message.speech))
        elif is_lower and self.state.phase is flow.Phase.ASKING:
            await self._ask(self.state.question, self.state.probe, self.state.speech)

    # From events to effects --------------------------------------------------------------------

    async def _advance(self, event: events.Event) -> None:
        before = self.state
        try:
            after, todo = flow.step(before, event)
        except flow.UnexpectedEvent as unexpected:
            logger.info("%s", unexpected)
            await self._show()
            return
        self._state = after
        await self._interviewer.follow(after.phase)
        if self._answer is not None and after.phase is not flow.Phase.RECORDING:
            self._answer.release()
        for effect in todo:
            if not isinstance(effect, effects.Show):
                await self._perform(effect)
        if not after.attempt:
            self._answer = None
        if after != before:
            await self._book.keep(after)
        if effects.Show() in todo:
            await self._show()

    async def _perform(self, effect: effects.Effect) -> None:
        match effect:
            case effects.Ask():
                await self._ask(effect.question, effect.probe, effect.speech)
            case effects.Hush():
                self._stop_watchdog()
                self._interviewer.hushed()
                await self._stage.send(wire.Hush())
            case effects.OpenAttempt():
                await self._open(effect.take)
            case effects.DiscardAttempt():
                await self._end_answer()
                await self._book.discard_attempt(effect.take)
            case effects.SubmitAttempt():
                await self._hand_in(effect.take)
            case effects.Assess():
                self._tasks.spawn(self._assess(effect.take))
            case effects.Finish():
                self._stop_watchdog()
                await self._book.finish()
                self._interviewer.finished()

    async def _ask(self, question: int, probe: int, speech: int) -> None:
        asked = await self._book.ask(question, probe)
        seconds = expected_seconds(asked.text)
        patience = self._interviewer.asks(speech, asked)
        await self._stage.send(wire.Say(speech, asked.text, seconds, asked.audio, asked.clip))
        self._stop_watchdog()
        self._watchdog = self._tasks.spawn(self._watch(speech, patience))

    async def _watch(self, speech: int, seconds: float) -> None:
        """A player that never says that it ended must not keep the floor."""
        await self._sleep(seconds)
        self.tell(events.SpeechEnded(speech))

    async def _open(self, take: events.Take) -> None:
        attempt = await self._book.open_attempt(take)
        answer = OpenAnswer(
            take, attempt, self._book, self._stage, self._tasks, self._disk, self._hearing(take)
        )
        try:
            if await self._book.may_record():
                await answer.resume()
        except RecordingError as error:
            await self._notice(str(error))
        self._answer = answer

    def _hearing(self, take: events.Take) -> AttemptHearing | None:
        if self._ears is None:
            return None
        return AttemptHearing(take, self._ears, self._book, self._stage, self._tasks)

    async def _hand_in(self, take: events.Take) -> None:
        """The answer is final: its recording, if it still runs, is stored with it."""
        answer = self._answer
        if answer is not None and answer.take == take:
            if answer.hearing is not None:
                await answer.hearing.done(within=self._last_words)
            if not answer.is_kept:
                await self._store(answer)
        self._feedback.submitted(take, await self._book.submit_attempt(take, self._last_text))

    async def _end_answer(self) -> None:
        if self._completion is not None:
            self._completion.cancel()
            self._completion = None
        if self._answer is not None:
            await self._answer.close()

    async def _assess(self, take: events.Take) -> None:
        try:
            async with asyncio.timeout(ASSESS_TIMEOUT):
                await self._feedback.give(take, is_awaited=lambda: self._awaits(take))
        except Exception:  # whatever ails a coach, the interview goes on: "not evaluated yet"
            logger.exception("an attempt could not be assessed")
        self.tell(events.Assessed(take))
        async with asyncio.timeout(MEASURE_TIMEOUT):
            has_news = await self._book.measure(take)
        if has_news and self.state.phase is flow.Phase.FEEDBACK and self.state.take == take:
            await self._show()

    def _awaits(self, take: events.Take) -> bool:
        return self.state.phase is flow.Phase.ASSESSING and self.state.take == take

    # The browser and the tasks -----------------------------------------------------------------

    async def _show(self, problem: str = "") -> None:
        answer = self._answer
        await self._stage.show(
            self.state,
            attempt=answer.attempt if answer else "",
            have=answer.have if answer else 0,
            problem=problem,
        )

    async def _notice(self, text: str) -> None:
        await self._stage.send(wire.Notice(text, wire.Tone.WARNING))

    def _stop_watchdog(self) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
            self._watchdog = None
