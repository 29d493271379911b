"""Deepgram: speech to text, live and from a file, and text to speech.

    speech = Deepgram(DeepgramSettings(key=...))
    async with speech.listen(language="en", key_terms=["bursary"]) as stream: ...
    transcript = await speech.transcribe(wav, language="en")
    mp3 = await speech.speak("Tell me about yourself.", voice="aura-2-thalia-en")

Every call has a deadline and raises ProviderError or LanguageNotSupported, nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from deepgram import AsyncDeepgramClient
from deepgram.environment import DeepgramClientEnvironment

from providers import deepgram_results
from providers.bodies import cap_body
from providers.breaker import Breaker
from providers.deepgram_deadlines import DeepgramDeadlines
from providers.deepgram_errors import PROVIDER, translated
from providers.deepgram_live import LiveTranscriber
from providers.deepgram_models import NEWEST, Hearing, hearing
from providers.deepgram_transport import Dialling, open_transport
from providers.errors import ProviderError, ProviderUnavailable
from providers.outbox import BYTES_A_SECOND, Outbox
from providers.persistence import persist
from providers.sentences import pieces
from providers.transcript import Transcript

MOST_ANSWER = 8 * 1024 * 1024  # bytes: 16 minutes of speech, or the words of an hour
MOST_SPOKEN = 1900  # characters of one request; the service takes 2,000
ENDPOINTING = 300  # ms of silence that make words final


@dataclass(frozen=True, slots=True)
class DeepgramSettings:
    key: str = field(repr=False)
    base_url: str = "https://api.deepgram.com"
    model: str = NEWEST
    opt_out: bool = True  # of the use of what was said for better models; changes the price
    deadlines: DeepgramDeadlines = DeepgramDeadlines()


class Deepgram:
    name = "deepgram"
    keeps_fillers = True

    def __init__(self, settings: DeepgramSettings, *, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        self._settings = settings
        self._deadlines = settings.deadlines
        # Made once: reading the certificate authorities blocks for 30 ms. Plain http needs none.
        self._tls = httpx.create_ssl_context(verify=settings.base_url.startswith("https:"))
        # Its sockets are its own, so it serves every event loop; its HTTP client is never used.
        self._live = self._client(httpx.AsyncClient(verify=self._tls))

    def listen(
        self, *, language: str, key_terms: Sequence[str] = (), offset: float = 0.0
    ) -> LiveTranscriber:
        """A live transcription; `offset` is the second of the attempt at which its audio begins.

        https://developers.deepgram.com/reference/speech-to-text/listen-streaming
        """
        ears = hearing(language, self._settings.model)
        deadlines = self._deadlines.live

        def connect() -> AbstractAsyncContextManager[Any]:
            socket: AbstractAsyncContextManager[Any] = self._live.listen.v1.connect(
                **self._options(ears, key_terms),
                encoding="linear16",
                sample_rate=BYTES_A_SECOND // 2,
                channels=1,
                interim_results=True,
                endpointing=ENDPOINTING,
            )
            return socket

        dialling = Dialling(deadlines.open, deadlines.close, self._tls)
        return LiveTranscriber(connect, self.breaker, dialling, deadlines, Outbox(offset=offset))

    async def transcribe(
        self, wav: bytes, *, language: str, key_terms: Sequence[str] = (), retry: bool = True
    ) -> Transcript:
        """The transcript of a recording at 16 kHz, with its filler words where that is possible.

        https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded
        """
        ears = hearing(language, self._settings.model)
        within = self._deadlines.transcribe(len(wav) / BYTES_A_SECOND)

        async def call() -> Transcript:
            with translated():
                async with self._http(read=within) as client:
                    answer = await client.listen.v1.media.transcribe_file(
                        request=wav,
                        **self._options(ears, key_terms),
                        filler_words=True if ears.takes_fillers else None,
                        request_options={"max_retries": 0},
                    )
                return deepgram_results.of_file(answer)

        return await persist(call, self.breaker, retry=retry, within=within)

    async def speak(self, text: str, *, voice: str, retry: bool = True) -> bytes:
        """The text as MP3. Comes whole or not at all.

        https://developers.deepgram.com/reference/text-to-speech/speak-request
        """
        within = self._deadlines.speak
        spoken = [
            await persist(
                lambda piece=piece: self._speak(piece, voice),  # type: ignore[misc]
                self.breaker,
                retry=retry,
                within=within,
            )
            for piece in pieces(text, MOST_SPOKEN)
        ]
        return b"".join(spoken)

    async def _speak(self, text: str, voice: str) -> bytes:
        limit = self._deadlines
        loop = asyncio.get_running_loop()
        mp3 = bytearray()
        with translated():
            async with (
                self._http(read=max(limit.speak_first_chunk, limit.speak_next_chunk)) as client,
                asyncio.timeout(limit.speak_first_chunk) as patience,
                client.speak.v1.audio.with_raw_response.generate(
                    text=text,
                    model=voice,
                    encoding="mp3",
                    mip_opt_out=self._settings.opt_out or None,
                    request_options={"max_retries": 0},
                ) as answer,
            ):
                _must_be_audio(answer.headers)
                async for chunk in answer.data:
                    mp3 += chunk
                    patience.reschedule(loop.time() + limit.speak_next_chunk)
        if not mp3:
            raise ProviderUnavailable(f"{PROVIDER} sent no sound")
        return bytes(mp3)

    def _options(self, ears: Hearing, key_terms: Sequence[str]) -> dict[str, Any]:
        return {
            "model": ears.model,
            "language": ears.language,
            "keyterm": ears.key_terms(key_terms),
            "punctuate": True,
            "smart_format": True,
            "mip_opt_out": self._settings.opt_out or None,
        }

    @asynccontextmanager
    async def _http(self, *, read: float) -> AsyncIterator[AsyncDeepgramClient]:
        """A client for one request: HTTP clients must not outlive their event loop."""
        timeout = httpx.Timeout(read, connect=self._deadlines.connect)
        async with httpx.AsyncClient(
            verify=self._tls, timeout=timeout, event_hooks={"response": [cap_body(MOST_ANSWER)]}
        ) as http:
            yield self._client(http)

    def _client(self, http: httpx.AsyncClient) -> AsyncDeepgramClient:
        url = self._settings.base_url.rstrip("/")
        socket = url.replace("http", "ws", 1)
        return AsyncDeepgramClient(
            api_key=self._settings.key,
            environment=DeepgramClientEnvironment(
                base=url, production=socket, agent=socket, agent_rest=url
            ),
            httpx_client=http,
            transport_factory=open_transport,
        )


def _must_be_audio(headers: dict[str, str]) -> None:
    if not headers.get("content-type", "").startswith("audio/"):
        raise ProviderError(f"{PROVIDER} sent something that is not sound")
