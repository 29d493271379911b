"""HeyGen LiveAvatar: a photoreal interviewer who says exactly what we ask it to.

    avatars = LiveAvatar(LiveAvatarSettings(key=...))
    ticket = await avatars.open(Order(...))    # the browser starts it and connects by WebRTC

FULL mode without a context: the avatar never answers on its own.
https://docs.liveavatar.com/docs/full-mode/configuration
"""

from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
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
from providers.avatar_wire import MOST_PAGES, Address, AvatarWire, by_status, translated
from providers.breaker import Breaker

PROVIDER = "LiveAvatar"
PAGE = 100  # faces or voices asked for at once
SANDBOX_FACE = "dd73ea75-1218-4ef3-92ce-606d5f7fbc0a"  # the only one that costs nothing
SANDBOX_SECONDS = 60
KIND_OFFERED = "ACTIVE"


@dataclass(frozen=True, slots=True)
class LiveAvatarDeadlines:
    """In seconds, each for all tries together."""

    connect: float = 3.0
    open: float = 3.8  # a student is waiting
    stop: float = 3.0
    keep_alive: float = 5.0
    list: float = 20.0  # for one page


@dataclass(frozen=True, slots=True)
class LiveAvatarSettings:
    key: str = field(repr=False)
    base_url: str = "https://api.liveavatar.com"
    is_sandbox: bool = False
    deadlines: LiveAvatarDeadlines = LiveAvatarDeadlines()


class LiveAvatar:
    name = "liveavatar"

    def __init__(
        self,
        settings: LiveAvatarSettings,
        *,
        breaker: Breaker | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        # Paid sessions must be stopped even while none can be opened.
        self.stop_breaker = Breaker(PROVIDER)
        self._settings = settings
        self._deadlines = settings.deadlines
        headers = {"X-API-KEY": settings.key}
        address = Address(PROVIDER, settings.base_url, headers, self._deadlines.connect)
        self._wire = AvatarWire(address, trouble, transport=transport)

    async def open(self, order: Order) -> Ticket:
        """https://docs.liveavatar.com/reference/create_session_token_v1_sessions_token_post"""
        most = min(order.most_seconds, SANDBOX_SECONDS) if self.is_sandbox else order.most_seconds
        answer = await self._wire.ask(
            "POST",
            "/v1/sessions/token",
            self.breaker,
            retry=False,
            within=self._deadlines.open,
            json=self._body(order, most),
        )
        with translated(PROVIDER):
            session = answer["data"]["session_id"]
            token = answer["data"]["session_token"]
            if not (_is_text(session) and _is_text(token)):
                raise ValueError
        return Ticket(
            session=session,
            token=token,
            api_url=self._settings.base_url.rstrip("/"),
            most_seconds=most,
            is_sandbox=self.is_sandbox,
        )

    @property
    def is_sandbox(self) -> bool:
        return self._settings.is_sandbox

    def _body(self, order: Order, most_seconds: int) -> dict[str, Any]:
        persona = {"language": order.language.replace("_", "-").partition("-")[0].lower()}
        if order.voice:
            persona["voice_id"] = order.voice
        return {
            "mode": "FULL",
            "avatar_id": SANDBOX_FACE if self.is_sandbox else order.face,
            "is_sandbox": self.is_sandbox,
            "max_session_duration": most_seconds,
            "avatar_persona": persona,
            "video_settings": {"quality": order.quality.value, "encoding": "H264"},
            "interactivity_type": "CONVERSATIONAL",
        }

    async def stop(self, session: str, reason: str = "USER_CLOSED") -> None:
        """https://docs.liveavatar.com/reference/stop_session_v1_sessions_stop_post"""
        if not session:
            return
        try:
            await self._wire.ask(
                "POST",
                "/v1/sessions/stop",
                self.stop_breaker,
                retry=True,
                within=self._deadlines.stop,
                json={"session_id": session, "reason": reason},
            )
        except AvatarRefused as refusal:
            if refusal.status != HTTPStatus.NOT_FOUND:  # over already
                raise

    async def keep_alive(self, session: str) -> None:
        """https://docs.liveavatar.com/reference/keep_session_alive_v1_sessions_keep_alive_post"""
        await self._wire.ask(
            "POST",
            "/v1/sessions/keep-alive",
            self.breaker,
            retry=True,
            within=self._deadlines.keep_alive,
            json={"session_id": session},
        )

    async def active(self) -> list[ActiveSession]:
        """https://docs.liveavatar.com/reference/list_sessions_v1_sessions_get"""
        found = await self._pages("/v1/sessions", {"type": "active"})
        with translated(PROVIDER):
            return [ActiveSession(_text(each, "id"), _time(each)) for each in found]

    async def faces(self) -> list[FaceOffer]:
        """The account's own faces first, then the public ones.

        https://docs.liveavatar.com/reference/list_public_avatars_v1_avatars_public_get
        """
        own = await self._pages("/v1/avatars", {})
        public = await self._pages("/v1/avatars/public", {})
        with translated(PROVIDER):
            faces = [_face(each) for each in own + public if _is_offered(each)]
        return list({face.id: face for face in reversed(faces)}.values())[::-1]

    async def voices(self) -> list[VoiceOffer]:
        """https://docs.liveavatar.com/reference/list_voices_v1_voices_get"""
        own = await self._pages("/v1/voices", {"voice_type": "private"})
        public = await self._pages("/v1/voices", {"voice_type": "public"})
        with translated(PROVIDER):
            voices = [_voice(each) for each in own + public]
        return list({voice.id: voice for voice in reversed(voices)}.values())[::-1]

    async def credits(self) -> float | None:
        """https://docs.liveavatar.com/reference/get_user_credits_v1_users_credits_get"""
        answer = await self._list("/v1/users/credits", {})
        with translated(PROVIDER):
            return float(answer["data"]["credits_left"])

    async def _pages(self, path: str, params: dict[str, str]) -> list[Any]:
        found: list[Any] = []
        for page in range(1, MOST_PAGES + 1):
            answer = await self._list(path, {**params, "page": page, "page_size": PAGE})
            with translated(PROVIDER):
                if isinstance(answer["data"], list):  # not cut into pages
                    return list(answer["data"])
                found += answer["data"]["results"]
                if not answer["data"].get("next"):
                    break
        return found

    async def _list(self, path: str, params: dict[str, str | int]) -> Any:
        return await self._wire.ask(
            "GET", path, self.breaker, retry=True, within=self._deadlines.list, params=params
        )


def trouble(status: int, body: Any) -> Trouble:
    """403 with code 4003 means "too many sessions" and "not authenticated"; words tell."""
    message = body.get("message") if isinstance(body, dict) else ""
    return by_status(status, message if isinstance(message, str) else "")


def _is_offered(avatar: Any) -> bool:
    return avatar.get("status", KIND_OFFERED) == KIND_OFFERED and not avatar.get("is_expired")


def _face(avatar: Any) -> FaceOffer:
    return FaceOffer(
        id=_text(avatar, "id"),
        name=_text(avatar, "name"),
        preview_url=avatar.get("preview_url") or "",
        voice=(avatar.get("default_voice") or {}).get("id") or "",
        kind=str(avatar.get("type") or "").lower(),
    )


def _voice(voice: Any) -> VoiceOffer:
    return VoiceOffer(
        id=_text(voice, "id"),
        name=_text(voice, "name"),
        language=str(voice.get("language") or ""),
        gender=str(voice.get("gender") or ""),
        preview_url=voice.get("preview_url") or "",
    )


def _text(item: Any, name: str) -> str:
    value = item[name]
    if not _is_text(value):
        raise ValueError(name)
    return str(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _time(session: Any) -> datetime | None:
    value = session.get("created_at")
    return datetime.fromisoformat(value) if isinstance(value, str) else None
