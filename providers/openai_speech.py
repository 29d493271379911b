"""OpenAI, or a server that speaks its language: speech to text from a file.

    speech = OpenAISpeech(OpenAISpeechSettings(key=...))
    transcript = await speech.transcribe(wav, language="en", key_terms=["bursary"])

Every call has a deadline and raises ProviderError, nothing else.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from openai import AsyncOpenAI, omit

from providers.bodies import cap_body
from providers.breaker import Breaker
from providers.errors import ProviderError
from providers.openai_errors import PROVIDER, translated
from providers.outbox import BYTES_A_SECOND
from providers.persistence import persist
from providers.transcript import Transcript

MOST_ANSWER = 1024 * 1024  # bytes: the words of many hours
MOST_PROMPT = 600  # characters; models heed the last 224 tokens of a prompt


@dataclass(frozen=True, slots=True)
class OpenAISpeechDeadlines:
    """In seconds."""

    connect: float = 3.0
    transcribe_least: float = 10.0
    transcribe_for_each_second: float = 0.2  # of audio
    transcribe_most: float = 60.0

    def transcribe(self, seconds: float) -> float:
        wanted = self.transcribe_least + seconds * self.transcribe_for_each_second
        return min(wanted, self.transcribe_most)


@dataclass(frozen=True, slots=True)
class OpenAISpeechSettings:
    key: str = field(repr=False)
    base_url: str = "https://api.openai.com/v1"  # ends in /v1
    model: str = "gpt-transcribe"
    deadlines: OpenAISpeechDeadlines = OpenAISpeechDeadlines()


class OpenAISpeech:
    name = "openai"
    keeps_fillers = False

    def __init__(self, settings: OpenAISpeechSettings, *, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        self._settings = settings
        self._deadlines = settings.deadlines
        # Made once: reading the certificate authorities blocks for 30 ms. Plain http needs none.
        self._tls = httpx.create_ssl_context(verify=settings.base_url.startswith("https:"))

    async def transcribe(
        self, wav: bytes, *, language: str, key_terms: Sequence[str] = (), retry: bool = True
    ) -> Transcript:
        """The transcript of a recording at 16 kHz: its text, without the times of its words.

        https://developers.openai.com/api/docs/guides/speech-to-text
        """
        within = self._deadlines.transcribe(len(wav) / BYTES_A_SECOND)

        async def call() -> Transcript:
            with translated():
                async with self._client(read=within) as client:
                    answer = await client.audio.transcriptions.create(
                        model=self._settings.model,
                        file=("answer.wav", wav, "audio/wav"),
                        language=_iso_639_1(language),
                        prompt=_prompt(key_terms) or omit,
                        response_format="json",
                    )
                return Transcript(_text(answer), ())

        return await persist(call, self.breaker, retry=retry, within=within)

    @asynccontextmanager
    async def _client(self, *, read: float) -> AsyncIterator[AsyncOpenAI]:
        """A client for one request: HTTP clients must not outlive their event loop.

        It is httpx's and not the SDK's own, which follows redirects and reads without end; the
        SDK takes either, but its types say otherwise.
        """
        timeout = httpx.Timeout(read, connect=self._deadlines.connect)
        async with httpx.AsyncClient(
            verify=self._tls, timeout=timeout, event_hooks={"response": [cap_body(MOST_ANSWER)]}
        ) as http:
            yield AsyncOpenAI(
                api_key=self._settings.key,
                base_url=self._settings.base_url,
                max_retries=0,
                http_client=http,  # type: ignore[arg-type]
            )


def _iso_639_1(language: str) -> str:
    return language.strip().replace("_", "-").partition("-")[0].lower()


def _prompt(key_terms: Sequence[str]) -> str:
    """The terms as a list, as many as are heeded. Words of our own would be in a language."""
    prompt = ""
    for term in key_terms:
        longer = f"{prompt}, {term}" if prompt else term
        if len(longer) > MOST_PROMPT:
            break
        prompt = longer
    return prompt


def _text(answer: object) -> str:
    """The SDK checks nothing: the text may be missing or of another type."""
    text = getattr(answer, "text", None)
    if not isinstance(text, str):
        raise ProviderError(f"{PROVIDER} sent something that cannot be understood")
    return text.strip()
