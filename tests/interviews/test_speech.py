"""Questions spoken aloud: made once, then played from the storage."""

import asyncio
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.test import Client
from pytest_django import Settings

from avatars import aloud
from avatars.models import Persona
from interviews import services
from interviews.live import wiring
from interviews.models import Interview
from interviews.replies import keep_reply
from interviews.speech import spoken_question
from providers.errors import ProviderError, ProviderUnavailable

pytestmark = pytest.mark.django_db(transaction=True)  # what is spoken is noted: it costs something

QUESTION = "Tell me about a reader you helped."
MP3 = b"\xff\xf3 a question spoken"


@dataclass
class FakeSpeaker:
    sound: bytes = MP3
    fails: bool = False
    takes: float = 0  # seconds
    said: list[tuple[str, str]] = field(default_factory=list)

    async def speak(self, text: str, *, voice: str) -> bytes:
        self.said.append((text, voice))
        await asyncio.sleep(self.takes)
        if self.fails:
            raise ProviderUnavailable(text)
        return self.sound


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def kept(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


async def test_a_question_is_made_once(media: Path) -> None:
    speaker = FakeSpeaker()
    assert await spoken_question(QUESTION, "en", speaker) == MP3
    assert await spoken_question(QUESTION, "en-GB", speaker) == MP3
    assert speaker.said == [(QUESTION, "aura-2-thalia-en")]
    (clip,) = kept(media)
    assert (clip.parent.name, clip.suffix, clip.read_bytes()) == ("speech", ".mp3", MP3)


async def test_each_interviewer_speaks_with_a_voice_of_their_own() -> None:
    speaker = FakeSpeaker()
    for character in ("ruth", "kenji"):
        persona = Persona(slug=character, name="Somebody", character=character)
        await spoken_question(QUESTION, "en", speaker, persona)
    assert [voice for _, voice in speaker.said] == ["aura-2-thalia-en", "aura-2-apollo-en"]


async def test_another_question_and_another_voice_are_other_clips(media: Path) -> None:
    speaker = FakeSpeaker()
    await spoken_question(QUESTION, "en", speaker)
    await spoken_question(QUESTION, "de", speaker)
    await spoken_question(f"{QUESTION} Again.", "en", speaker)
    assert (len(speaker.said), len(kept(media))) == (3, 3)


async def test_those_who_ask_at_once_wait_for_one_maker() -> None:
    speaker = FakeSpeaker(takes=0.05)
    clips = await asyncio.gather(*[spoken_question(QUESTION, "en", speaker) for _ in range(5)])
    assert clips == [MP3] * 5
    assert len(speaker.said) == 1


async def test_after_a_failure_nothing_is_kept_and_the_next_one_tries(media: Path) -> None:
    with pytest.raises(ProviderError):
        await spoken_question(QUESTION, "en", FakeSpeaker(fails=True))
    assert kept(media) == []
    assert await spoken_question(QUESTION, "en", FakeSpeaker()) == MP3


async def test_a_listener_who_leaves_does_not_hold_up_the_next_one(media: Path) -> None:
    leaving = asyncio.create_task(spoken_question(QUESTION, "en", FakeSpeaker(takes=60)))
    await asyncio.sleep(0.05)
    leaving.cancel()
    assert await spoken_question(QUESTION, "en", FakeSpeaker()) == MP3


async def test_nobody_waits_longer_than_a_student_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aloud, "PATIENCE", 0.05)
    with pytest.raises(ProviderUnavailable):
        await spoken_question(QUESTION, "en", FakeSpeaker(takes=60))


async def test_a_language_without_a_voice_has_no_clip() -> None:
    speaker = FakeSpeaker()
    assert await spoken_question(QUESTION, "is", speaker) is None
    assert speaker.said == []


async def test_a_storage_that_fails_costs_nobody_the_question(
    media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    media.write_text("a file where the folder should be")
    assert await spoken_question(QUESTION, "en", FakeSpeaker()) == MP3
    assert "could not be kept" in caplog.text
    assert QUESTION not in caplog.text


async def test_a_storage_elsewhere_keeps_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere(Storage):
        def __init__(self) -> None:
            self.files: dict[str, bytes] = {}

        def exists(self, name: str) -> bool:
            return name in self.files

        def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
            self.files[name] = content.read()
            return name

        def _open(self, name: str, mode: str) -> File:  # type: ignore[type-arg]
            if name not in self.files:
                raise FileNotFoundError(name)
            return ContentFile(self.files[name])

    monkeypatch.setattr(aloud, "default_storage", Elsewhere())
    speaker = FakeSpeaker()
    for _ in range(2):
        assert await spoken_question(QUESTION, "en", speaker) == MP3
    assert len(speaker.said) == 1


class TestAddress:
    @pytest.fixture
    def asked(self, interview: Interview) -> str:
        services.ask_turn(interview=interview, question=0, probe=0)
        return f"/interviews/{interview.pk}/speech/0/0/"

    @pytest.fixture
    def speaker(self, monkeypatch: pytest.MonkeyPatch) -> FakeSpeaker:
        speaker = FakeSpeaker()
        monkeypatch.setattr(wiring, "deepgram", lambda: speaker)
        return speaker

    def test_the_owner_hears_the_question(
        self, alices: Client, interview: Interview, asked: str, speaker: FakeSpeaker
    ) -> None:
        answer = alices.get(asked)
        assert (answer.status_code, answer.content) == (HTTPStatus.OK, MP3)
        assert answer["Content-Type"] == "audio/mpeg"
        assert answer["Cache-Control"] == "private, max-age=86400"
        assert speaker.said[0][0] == interview.turns.get(question=0, probe=0).text

    def test_a_player_may_ask_for_a_part(
        self, alices: Client, asked: str, speaker: FakeSpeaker
    ) -> None:
        part = alices.get(asked, headers={"range": "bytes=0-1"})
        assert (part.status_code, part.content) == (HTTPStatus.PARTIAL_CONTENT, MP3[:2])
        assert part["Content-Range"] == f"bytes 0-1/{len(MP3)}"

    def test_another_student_does_not(self, bobs: Client, asked: str, speaker: FakeSpeaker) -> None:
        assert bobs.get(asked).status_code == HTTPStatus.NOT_FOUND
        assert speaker.said == []

    @pytest.mark.parametrize("place", ["1/0", "0/1", "9/9"])
    def test_a_question_that_was_not_asked_is_not_spoken(
        self, alices: Client, interview: Interview, asked: str, speaker: FakeSpeaker, place: str
    ) -> None:
        answer = alices.get(f"/interviews/{interview.pk}/speech/{place}/")
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert speaker.said == []

    def test_without_a_key_there_is_nothing(self, alices: Client, asked: str) -> None:
        wiring.deepgram.cache_clear()  # another test's may still be there
        assert alices.get(asked).status_code == HTTPStatus.NOT_FOUND

    def test_a_language_without_a_voice_has_nothing(
        self, alices: Client, interview: Interview, asked: str, speaker: FakeSpeaker
    ) -> None:
        Interview.objects.filter(pk=interview.pk).update(language="is")
        assert alices.get(asked).status_code == HTTPStatus.NOT_FOUND

    def test_a_provider_that_fails_is_one_line_without_the_question(
        self,
        alices: Client,
        asked: str,
        speaker: FakeSpeaker,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        speaker.fails = True
        with caplog.at_level(logging.INFO, logger="interviews"):
            answer = alices.get(asked)
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        ours = [record.getMessage() for record in caplog.records if "interviews" in record.name]
        assert ours == ["words could not be spoken: ProviderUnavailable"]


class TestReplies:
    """What the interviewer answers: spoken to its student, for minutes, and kept nowhere."""

    @pytest.fixture
    def speaker(self, monkeypatch: pytest.MonkeyPatch) -> FakeSpeaker:
        speaker = FakeSpeaker()
        monkeypatch.setattr(wiring, "deepgram", lambda: speaker)
        return speaker

    def test_its_student_hears_it(
        self, alices: Client, interview: Interview, speaker: FakeSpeaker
    ) -> None:
        answer = alices.get(keep_reply(interview, "You rang the archive."))
        assert (answer.status_code, answer.content) == (HTTPStatus.OK, MP3)
        assert answer["Cache-Control"] == "no-store"
        assert speaker.said[0][0] == "You rang the archive."

    def test_its_address_says_nothing_and_no_file_is_left(
        self, alices: Client, interview: Interview, speaker: FakeSpeaker
    ) -> None:
        address = keep_reply(interview, "You rang the archive.")
        alices.get(address)
        alices.get(address)
        assert "archive" not in address
        assert len(speaker.said) == 2, "made each time, kept nowhere"

    def test_nobody_else_hears_it(
        self, bobs: Client, interview: Interview, speaker: FakeSpeaker
    ) -> None:
        address = keep_reply(interview, "You rang the archive.")
        assert bobs.get(address).status_code == HTTPStatus.NOT_FOUND
        assert not speaker.said

    def test_what_was_not_said_is_not_spoken(
        self, alices: Client, interview: Interview, speaker: FakeSpeaker
    ) -> None:
        answer = alices.get(f"/interviews/{interview.pk}/replies/0000/")
        assert answer.status_code == HTTPStatus.NOT_FOUND
