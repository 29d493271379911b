"""What is kept of an interview, in the database and the storage."""

from collections.abc import Sequence
from pathlib import Path

from django.urls import reverse

from accounts.models import Purpose, User
from accounts.services import has_consent
from interviews import assessing, heard, progress, recordings, services, using
from interviews.casting import clip_address
from interviews.key_terms import key_terms
from interviews.live import events, flow
from interviews.live.coaching import Case, NoCase
from interviews.live.needs import Asked, Stored
from interviews.live.threads import in_database_thread, in_own_thread
from interviews.models import Attempt, Interview
from interviews.replies import keep_reply
from interviews.transcription import Writer, Written, write_down
from providers.transcript import Transcript, Word


class DatabaseBook:
    """What is kept of the interview, through the services. See `needs.Book`."""

    def __init__(
        self,
        interview: Interview,
        user: User,
        *,
        hold: str,
        partial_recordings: Path,
        writers: Sequence[Writer] = (),
        has_voice: bool = False,
        calls_an_hour: int = 0,
    ) -> None:
        self._interview = interview
        self._user = user
        self._hold = hold
        self._partial_recordings = partial_recordings
        self._writers = writers
        self._has_voice = has_voice
        self._calls_an_hour = calls_an_hour

    @in_database_thread
    def restore(self) -> flow.State:
        self._interview.refresh_from_db()
        return progress.restore(self._interview)

    @in_database_thread
    def keep(self, state: flow.State) -> None:
        progress.keep(self._interview, state, hold=self._hold)

    @in_database_thread
    def ask(self, question: int, probe: int) -> Asked:
        turn = services.ask_turn(interview=self._interview, question=question, probe=probe)
        place = [self._interview.pk, question, probe]
        audio = reverse("speech", args=place) if self._has_voice else ""
        return Asked(turn.text, audio, clip_address(self._interview, turn.text))

    @in_database_thread
    def may_record(self) -> bool:
        return has_consent(self._user, Purpose.RECORDING)

    @in_database_thread
    def open_attempt(self, take: events.Take) -> str:
        return str(services.open_attempt(interview=self._interview, take=take).pk)

    @in_own_thread
    def discard_attempt(self, take: events.Take) -> None:
        gone = services.discard_attempt(interview=self._interview, take=take)
        if gone is not None:
            self.partial_path(str(gone)).unlink(missing_ok=True)

    @in_database_thread
    def save_draft(self, take: events.Take, text: str) -> None:
        services.save_draft(interview=self._interview, take=take, text=text)

    @in_own_thread
    def store_recording(self, take: events.Take, pcm: Path) -> Stored | None:
        attempt = services.find_attempt(self._interview, take)
        is_new = recordings.store(attempt, pcm)
        if not attempt.recording:
            return None
        return Stored(attempt.seconds, attempt.is_silent, is_new)

    @in_database_thread
    def is_stored(self, take: events.Take) -> bool:
        return Attempt.objects.at(self._interview, take).exclude(recording="").exists()

    @in_database_thread
    def add_words(self, take: events.Take, words: Sequence[Word]) -> None:
        heard.add_words(interview=self._interview, take=take, words=words)

    async def write_down(self, take: events.Take) -> Transcript | None:
        written = await self._written(take)
        if written is None:
            return None
        await self._keep_written(take, written)
        return Transcript(written.text, written.words)

    async def measure(self, take: events.Take) -> bool:
        """Live recognition leaves "um" and "uh" out: count them on the recording."""
        if not await self._needs_fillers(take):
            return False
        written = await self._written(take)
        if written is None or not written.has_fillers:
            return False
        return await self._keep_fillers(take, written)

    async def _written(self, take: events.Take) -> Written | None:
        wav = await self._wav(take)
        if not wav:
            return None
        written = await write_down(
            wav,
            language=self._interview.language,
            key_terms=await self._key_terms(),
            writers=self._writers,
        )
        if written is not None:
            await self._note_written(take, written)
        return written

    @in_database_thread
    def _note_written(self, take: events.Take, written: Written) -> None:
        """It was paid for, whatever becomes of it."""
        attempt = Attempt.objects.at(self._interview, take).first()
        if attempt is not None:
            using.note_heard(attempt, provider=written.heard_by)

    @in_own_thread
    def _wav(self, take: events.Take) -> bytes:
        return recordings.read(services.find_attempt(self._interview, take))

    @in_database_thread
    def _key_terms(self) -> list[str]:
        return key_terms(self._interview, self._user)

    @in_database_thread
    def _keep_written(self, take: events.Take, written: Written) -> None:
        heard.keep_written(interview=self._interview, take=take, written=written)

    @in_database_thread
    def _needs_fillers(self, take: events.Take) -> bool:
        return bool(self._writers) and heard.needs_fillers(interview=self._interview, take=take)

    @in_database_thread
    def _keep_fillers(self, take: events.Take, written: Written) -> bool:
        return heard.keep_fillers(interview=self._interview, take=take, written=written)

    @in_database_thread
    def submit_attempt(self, take: events.Take, text: str | None = None) -> Case | None:
        return services.submit_attempt(
            interview=self._interview, take=take, text=text, calls_an_hour=self._calls_an_hour
        )

    @in_database_thread
    def claim(self, take: events.Take) -> Case | NoCase:
        return assessing.claim(
            interview=self._interview, take=take, calls_an_hour=self._calls_an_hour
        )

    async def reply(self, text: str) -> Asked:
        if not self._has_voice:
            return Asked(text)
        return Asked(text, await in_database_thread(keep_reply)(self._interview, text))

    @in_database_thread
    def finish(self) -> None:
        services.finish_interview(interview=self._interview)

    def partial_path(self, attempt: str) -> Path:
        return self._partial_recordings / f"{attempt}.pcm"
