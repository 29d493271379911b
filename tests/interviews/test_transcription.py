"""A recording is written down by the first provider that can."""

import logging

import pytest

from interviews.transcription import Written, write_down
from providers.deepgram_models import LanguageNotSupported
from providers.errors import ProviderError, ProviderUnavailable
from tests.interviews.writers import WORD, FakeWriter


async def written_by(*writers: FakeWriter) -> Written | None:
    return await write_down(b"wav", language="en", key_terms=["bursary"], writers=writers)


async def test_the_first_writer_writes() -> None:
    first, second = FakeWriter("deepgram", "Hello.", keeps_fillers=True), FakeWriter("openai", "")
    assert await written_by(first, second) == Written("Hello.", (WORD,), "deepgram", True)
    assert first.asked == [(b"wav", "en", ["bursary"])]
    assert second.asked == []


@pytest.mark.parametrize(
    "failure", [ProviderError("x"), ProviderUnavailable("x"), LanguageNotSupported("x")]
)
async def test_the_next_one_writes_when_the_first_cannot(failure: Exception) -> None:
    written = await written_by(FakeWriter("deepgram", failure), FakeWriter("openai", "Hello."))
    assert written is not None
    assert (written.heard_by, written.has_fillers) == ("openai", False)


async def test_silence_is_an_answer() -> None:
    second = FakeWriter("openai", "Thank you for watching.")
    written = await written_by(FakeWriter("deepgram", ""), second)
    assert written is not None
    assert (written.text, second.asked) == ("", [])


async def test_nobody_writes_when_nobody_can() -> None:
    failure = ProviderUnavailable("x")
    assert await written_by(FakeWriter("a", failure), FakeWriter("b", failure)) is None
    assert await written_by() is None


async def test_the_log_names_the_kind_of_failure_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await written_by(FakeWriter("deepgram", ProviderUnavailable("a secret")))
    assert "deepgram" in caplog.text
    assert "ProviderUnavailable" in caplog.text
    assert "secret" not in caplog.text
