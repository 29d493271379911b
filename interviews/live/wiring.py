"""Where settings, providers and the live session meet, and nowhere else."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings

from accounts.models import Rung, User
from avatars.wiring import deepgram as deepgram  # the views and tests find it here
from avatars.wiring import has_live
from costs.budgets import Withheld
from interviews import assessing
from interviews.key_terms import key_terms
from interviews.live.book import DatabaseBook
from interviews.live.coaching import Coach, Prices
from interviews.live.disk import Disk
from interviews.live.errands import errands
from interviews.live.judging import Judge
from interviews.live.narrator import Narrator
from interviews.live.rungs import cast_of, may_be_live, rung_of
from interviews.live.session import Session
from interviews.live.stage import BrowserStage, Send
from interviews.live.standing import Standings
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from interviews.speech import spoken_question
from interviews.transcription import Writer
from providers.deepgram import Deepgram
from providers.deepgram_live import LiveTranscriber
from providers.deepgram_models import LanguageNotSupported, hearing, voice
from providers.errors import ProviderError
from providers.openai_speech import OpenAISpeech, OpenAISpeechSettings
from providers.openai_text import OpenAIText, OpenAITextSettings

SPOKEN_RUNGS = {Rung.LIVE, Rung.ILLUSTRATED, Rung.VOICE}  # who falls from the first lands below

# What all interviews of a process share, which has one event loop (tests have one after another).
_disks: WeakKeyDictionary[asyncio.AbstractEventLoop, Disk] = WeakKeyDictionary()
_standings: WeakKeyDictionary[asyncio.AbstractEventLoop, Standings] = WeakKeyDictionary()


async def open_session(interview: Interview, user: User, *, hold: str, send: Send) -> Session:
    """A session on the database, the browser behind `send`, and the providers there are."""
    book = DatabaseBook(
        interview,
        user,
        hold=hold,
        partial_recordings=Path(settings.PARTIAL_RECORDINGS),
        writers=writers() if affords_speech(interview) else [],
        has_voice=has_voice(interview),
        calls_an_hour=calls_an_hour(),
    )
    ears = await _ears(interview, user)
    stage = BrowserStage(
        interview,
        user,
        send,
        ears=ears is not None,
        rung=rung_of(interview),
        may_call_live=may_be_live(interview),
    )
    cast = await in_database_thread(cast_of)(interview, has_voice=has_voice(interview))
    return Session(book, stage, judge(), ears=ears, disk=_disk(), cast=cast)


def judge() -> Judge:
    """Who judges answers, in this process."""
    return Judge(
        coach(),
        errands,
        keep=in_database_thread(assessing.keep),
        release=in_database_thread(assessing.release),
    )


@cache
def coach() -> Coach:
    """The language model, where there is one, before the offline coach."""
    return Coach(language_model(), prices=_prices())


def narrator() -> Narrator | None:
    """Who sums up interviews; None without a language model."""
    model = language_model()
    return None if model is None else Narrator(model, errands, _prices())


def _prices() -> Prices:
    prices = (
        settings.OPENAI_PRICE_INPUT,
        settings.OPENAI_PRICE_CACHED,
        settings.OPENAI_PRICE_OUTPUT,
    )
    return Prices(*(Decimal(str(price)) for price in prices))


@cache
def language_model() -> OpenAIText | None:
    """The one of this process, or None without a key or a name."""
    if not (settings.OPENAI_API_KEY and settings.OPENAI_MODEL):
        return None
    return OpenAIText(
        OpenAITextSettings(
            key=settings.OPENAI_API_KEY,
            model=settings.OPENAI_MODEL,
            base_url=settings.OPENAI_BASE_URL,
            api="chat" if settings.OPENAI_API == "chat" else "responses",
            effort=settings.OPENAI_EFFORT,
        )
    )


def _disk() -> Disk:
    loop = asyncio.get_running_loop()
    if loop not in _disks:
        _disks[loop] = Disk()
    return _disks[loop]


def standings() -> Standings:
    """Who is asked whether a socket may stay open."""
    loop = asyncio.get_running_loop()
    if loop not in _standings:
        _standings[loop] = Standings()
    return _standings[loop]


class DeepgramEars:
    """Live recognition in the interview's language, expecting its terms. See `needs.Ears`."""

    def __init__(self, speech: Deepgram, language: str, terms: Sequence[str]) -> None:
        self._speech = speech
        self._language = language
        self._terms = terms

    def listen(self, *, offset: float) -> LiveTranscriber:
        return self._speech.listen(language=self._language, key_terms=self._terms, offset=offset)


async def _ears(interview: Interview, user: User) -> DeepgramEars | None:
    speech = deepgram()
    if speech is None or not has_ears(interview):
        return None
    terms = await in_database_thread(key_terms)(interview, user)
    return DeepgramEars(speech, interview.language, terms)


@cache
def openai_speech() -> OpenAISpeech | None:
    """The one OpenAI of this process that writes down recordings, or None without a key."""
    if not settings.OPENAI_API_KEY:
        return None
    return OpenAISpeech(
        OpenAISpeechSettings(key=settings.OPENAI_API_KEY, base_url=settings.OPENAI_BASE_URL)
    )


def writers() -> list[Writer]:
    """Who can write down a recording, the best first."""
    return [writer for writer in (deepgram(), openai_speech()) if writer is not None]


def has_ears(interview: Interview) -> bool:
    """Whether speech in this interview's language is recognised live."""
    if not settings.DEEPGRAM_API_KEY or not affords_speech(interview):
        return False
    try:
        hearing(interview.language)
    except LanguageNotSupported:
        return False
    return True


def has_voice(interview: Interview) -> bool:
    """Whether the questions of this interview can be had spoken."""
    has_key = bool(settings.DEEPGRAM_API_KEY) and affords_speech(interview)
    return has_key and interview.rung in SPOKEN_RUNGS and voice(interview.language) is not None


def affords_speech(interview: Interview) -> bool:
    """Whether its budget allowed speech from and for the server when it was made."""
    return interview.withheld < Withheld.SPEECH


async def prepare_speech(interview: Interview) -> None:
    """Have the questions spoken while the microphone is tried, so that none is waited for."""
    speaker = deepgram()
    if speaker is None or not has_voice(interview):
        return
    waiting = interview.turns.filter(asked_at=None).select_related("interview__persona__voice")
    async for turn in waiting:
        try:
            persona = turn.interview.persona
            await spoken_question(turn.text, interview.language, speaker, persona)
        except ProviderError:
            return  # the browser's voice will speak, or ask for the clip once more


def services_in_use() -> list[dict[str, str]]:
    """Who else hears or reads what, for the student to know before the start."""
    found = []
    if settings.DEEPGRAM_API_KEY:
        receives = "your voice while you speak, and the text of the questions"
        found.append({"name": "Deepgram", "receives": receives})
    if has_live():
        receives = "the text of the questions, where the live interviewer asks them"
        found.append({"name": "HeyGen", "receives": receives})
    if settings.OPENAI_API_KEY:
        receives = "your recording, when it cannot be written down otherwise"
        if language_model() is not None:
            receives = f"the words of your answers, for feedback; {receives}"
        found.append({"name": "OpenAI", "receives": receives})
    return found


def calls_an_hour() -> int:
    """How often a model may be asked about one student's answers; 0 where there is none."""
    return 0 if language_model() is None else int(settings.COACH_CALLS_PER_HOUR)


def retention_days() -> int:
    """How long recordings are kept; 0: until their owner deletes them."""
    return int(settings.RECORDING_RETENTION_DAYS)


def partial_recordings() -> Path:
    """Where recordings grow until they are finished."""
    return Path(settings.PARTIAL_RECORDINGS)
