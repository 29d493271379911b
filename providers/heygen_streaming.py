"""The HeyGen Streaming API, which its vendor has retired: for accounts that still have it.

Any refusal means that the vendor no longer offers it. A session gets its id in the browser, so
`Ticket.session` is empty, and only the browser or the vendor's own time limits can end it.
https://docs.heygen.com/reference/new-session
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from providers.avatar import (
    ActiveSession,
    AvatarRefused,
    FaceOffer,
    Order,
    Ticket,
    Trouble,
    VoiceOffer,
)
from providers.avatar_wire import Address, AvatarWire, translated
from providers.breaker import Breaker

PROVIDER = "HeyGen Streaming"
SECONDS_A_CREDIT = 60


@dataclass(frozen=True, slots=True)
class HeyGenStreamingDeadlines:
    """In seconds, each for all tries together."""

    connect: float = 3.0
    open: float = 3.8  # a student is waiting
    stop: float = 3.0
    keep_alive: float = 5.0
    list: float = 20.0


@dataclass(frozen=True, slots=True)
class HeyGenStreamingSettings:
    key: str = field(repr=False)
    base_url: str = "https://api.heygen.com"
    deadlines: HeyGenStreamingDeadlines = HeyGenStreamingDeadlines()


class HeyGenStreaming:
    name = "heygen_streaming"

    def __init__(
        self,
        settings: HeyGenStreamingSettings,
        *,
        breaker: Breaker | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        self.stop_breaker = Breaker(PROVIDER)
        self._settings = settings
        self._deadlines = settings.deadlines
        address = Address(
            PROVIDER, settings.base_url, {"x-api-key": settings.key}, self._deadlines.connect
        )
        self._wire = AvatarWire(address, retired, transport=transport)

    async def open(self, order: Order) -> Ticket:
        """A token; face, voice and quality are asked for by the browser.

        https://docs.heygen.com/reference/create-session-token
        """
        answer = await self._wire.ask(
            "POST",
            "/v1/streaming.create_token",
            self.breaker,
            retry=False,
            within=self._deadlines.open,
        )
        with translated(PROVIDER):
            token = answer["data"]["token"]
            if not (isinstance(token, str) and token):
                raise ValueError
        return Ticket(
            session="",
            token=token,
            api_url=self._settings.base_url.rstrip("/"),
            most_seconds=order.most_seconds,
        )

    async def stop(self, session: str, reason: str = "USER_CLOSED") -> None:
        """https://docs.heygen.com/reference/close-session"""
        if not session:
            return
        try:
            await self._wire.ask(
                "POST",
                "/v1/streaming.stop",
                self.stop_breaker,
                retry=True,
                within=self._deadlines.stop,
                json={"session_id": session},
            )
        except AvatarRefused:
            return  # there is no such session any more, as there may be no such service

    async def keep_alive(self, session: str) -> None:
        """https://docs.heygen.com/reference/keep-alive"""
        if session:
            await self._wire.ask(
                "POST",
                "/v1/streaming.keep_alive",
                self.breaker,
                retry=True,
                within=self._deadlines.keep_alive,
                json={"session_id": session},
            )

    async def active(self) -> list[ActiveSession]:
        """https://docs.heygen.com/reference/list-active-sessions"""
        answer = await self._list("/v1/streaming.list")
        with translated(PROVIDER):
            return [_active(each) for each in answer["data"]["sessions"]]

    async def faces(self) -> list[FaceOffer]:
        """https://docs.heygen.com/reference/list-streaming-avatars"""
        answer = await self._list("/v1/streaming/avatar.list")
        with translated(PROVIDER):
            return [_face(each) for each in answer["data"] if each.get("status") == "ACTIVE"]

    async def voices(self) -> list[VoiceOffer]:
        """https://docs.heygen.com/reference/list-voices-v2"""
        answer = await self._list("/v2/voices")
        with translated(PROVIDER):
            return [_voice(each) for each in answer["data"]["voices"]]

    async def credits(self) -> float | None:
        """https://docs.heygen.com/reference/get-remaining-quota-v2"""
        answer = await self._list("/v2/user/remaining_quota")
        with translated(PROVIDER):
            return float(answer["data"]["remaining_quota"]) / SECONDS_A_CREDIT

    async def _list(self, path: str) -> Any:
        return await self._wire.ask(
            "GET", path, self.breaker, retry=True, within=self._deadlines.list
        )


def retired(status: int, body: Any) -> Trouble:
    return Trouble.RETIRED


def _active(session: Any) -> ActiveSession:
    began = session.get("created_at")
    when = datetime.fromtimestamp(began, UTC) if isinstance(began, int | float) else None
    return ActiveSession(str(session["session_id"]), when)


def _face(avatar: Any) -> FaceOffer:
    return FaceOffer(
        id=str(avatar["avatar_id"]),
        name=str(avatar.get("pose_name") or avatar["avatar_id"]),
        preview_url=avatar.get("normal_preview") or "",
        voice=avatar.get("default_voice") or "",
    )


def _voice(voice: Any) -> VoiceOffer:
    return VoiceOffer(
        id=str(voice["voice_id"]),
        name=str(voice["name"]).strip(),
        language=str(voice.get("language") or ""),
        gender=str(voice.get("gender") or ""),
        preview_url=voice.get("preview_audio") or "",
    )
