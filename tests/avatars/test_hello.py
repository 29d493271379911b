"""Hearing an interviewer before choosing one."""

from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from avatars import wiring
from avatars.hello import greeting
from avatars.models import Persona, Voice
from avatars.voices import server_voice
from providers.errors import ProviderUnavailable

MP3 = b"\xff\xf3 hello"


@dataclass
class FakeSpeaker:
    fails: bool = False
    said: list[tuple[str, str]] = field(default_factory=list)

    async def speak(self, text: str, *, voice: str) -> bytes:
        self.said.append((text, voice))
        if self.fails:
            raise ProviderUnavailable(text)
        return MP3


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> FakeSpeaker:
    settings.MEDIA_ROOT = tmp_path / "media"
    speaker = FakeSpeaker()
    monkeypatch.setattr(wiring, "deepgram", lambda: speaker)
    return speaker


@pytest.fixture
def tomasz(db: None) -> Persona:
    return Persona.objects.get(slug="tomasz")


def test_each_says_hello_in_a_voice_of_their_own_and_it_is_made_once(
    alices: Client, speaker: FakeSpeaker, tomasz: Persona
) -> None:
    for slug in ("tomasz", "tomasz", "leila"):
        answer = alices.get(f"/interviewers/{slug}/hello/")
        assert (answer.content, answer["Content-Type"]) == (MP3, "audio/mpeg")
        assert answer["Cache-Control"] == "private, max-age=86400"
    assert speaker.said[0] == (greeting(tomasz), "aura-2-orion-en")
    assert [voice for _, voice in speaker.said] == ["aura-2-orion-en", "aura-2-luna-en"]


def test_the_page_has_the_address_where_the_server_has_a_voice(
    alices: Client, speaker: FakeSpeaker
) -> None:
    assert 'data-audio="/interviewers/ruth/hello/"' in alices.get("/profile/interviewer/").text


def test_without_a_key_there_is_no_address_and_nothing_at_it(
    alices: Client, tomasz: Persona
) -> None:
    assert alices.get("/interviewers/tomasz/hello/").status_code == HTTPStatus.NOT_FOUND
    assert 'data-audio=""' in alices.get("/profile/interviewer/").text


def test_a_stranger_is_asked_to_log_in(client: Client, speaker: FakeSpeaker) -> None:
    assert "/accounts/login/" in client.get("/interviewers/tomasz/hello/")["Location"]
    assert speaker.said == []


def test_somebody_who_is_not_offered_says_nothing(
    alices: Client, speaker: FakeSpeaker, tomasz: Persona
) -> None:
    Persona.objects.update(is_active=False)
    for slug in ("tomasz", "nobody"):
        assert alices.get(f"/interviewers/{slug}/hello/").status_code == HTTPStatus.NOT_FOUND


def test_when_the_provider_fails_the_browser_is_told_and_the_log_has_no_words(
    alices: Client, speaker: FakeSpeaker, tomasz: Persona, caplog: pytest.LogCaptureFixture
) -> None:
    speaker.fails = True
    answer = alices.get("/interviewers/tomasz/hello/")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Hello" not in caplog.text


def test_the_operators_voice_holds_for_its_own_language(tomasz: Persona) -> None:
    aura = Voice(provider="aura", external_id="aura-2-zeus-en", name="Zeus", language="en")
    tomasz.voice = aura
    assert server_voice(tomasz, "en-GB") == "aura-2-zeus-en"
    assert server_voice(tomasz, "de") == "aura-2-viktoria-de"
    assert server_voice(None, "en") == "aura-2-thalia-en"
    assert server_voice(None, "fi") is None


def test_a_live_voice_is_not_the_servers(tomasz: Persona) -> None:
    tomasz.voice = Voice(provider="liveavatar", external_id="x", name="X")
    assert server_voice(tomasz, "en") == "aura-2-orion-en"
