"""HeyGen v3: films an avatar speaking a text, beforehand. Paid by the second of film.

    studio = HeyGenVideo(HeyGenVideoSettings(key=...))
    video = await studio.order(FilmOrder(face=..., voice=..., text="Tell me about yourself."))
    film = await studio.look(video)        # again and again, until film.stage is DONE or FAILED

https://developers.heygen.com. Every call has a deadline and raises AvatarRefused or
AvatarUnavailable, nothing else.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import httpx

from providers.avatar import FaceOffer, Trouble, VoiceOffer
from providers.avatar_wire import MOST_PAGES, Address, AvatarWire, by_status, translated
from providers.breaker import Breaker

PROVIDER = "HeyGen"
PAGE = 50  # looks or voices asked for at once


class Stage(StrEnum):
    """Of a film."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


STAGES = {
    "waiting": Stage.WAITING,
    "pending": Stage.WAITING,
    "processing": Stage.WAITING,
    "completed": Stage.DONE,
    "failed": Stage.FAILED,
}


@dataclass(frozen=True, slots=True)
class HeyGenVideoDeadlines:
    """In seconds, each for all tries together."""

    connect: float = 3.0
    order: float = 20.0
    look: float = 10.0
    list: float = 20.0  # for one page


@dataclass(frozen=True, slots=True)
class HeyGenVideoSettings:
    key: str = field(repr=False)
    base_url: str = "https://api.heygen.com"
    engine: str = "avatar_iii"  # the cheapest
    deadlines: HeyGenVideoDeadlines = HeyGenVideoDeadlines()


@dataclass(frozen=True, slots=True)
class FilmOrder:
    face: str  # the id of a look
    voice: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Film:
    id: str
    stage: Stage
    url: str = field(default="", repr=False)  # signed, and good for a short time
    seconds: float = 0.0
    failure: str = ""  # the vendor's code


class HeyGenVideo:
    name = "heygen_video"

    def __init__(
        self,
        settings: HeyGenVideoSettings,
        *,
        breaker: Breaker | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.breaker = breaker or Breaker(PROVIDER)
        self._settings = settings
        self._deadlines = settings.deadlines
        address = Address(
            PROVIDER, settings.base_url, {"X-Api-Key": settings.key}, self._deadlines.connect
        )
        self._wire = AvatarWire(address, trouble, transport=transport)

    async def order(self, order: FilmOrder) -> str:
        """The id of the film to come. One call, never repeated: a second one is paid for, too.

        https://developers.heygen.com/reference/create-video
        """
        answer = await self._wire.ask(
            "POST",
            "/v3/videos",
            self.breaker,
            retry=False,
            within=self._deadlines.order,
            json={
                "type": "avatar",
                "avatar_id": order.face,
                "voice_id": order.voice,
                "script": order.text,
                "resolution": "720p",
                "aspect_ratio": "16:9",
                "output_format": "mp4",
                "engine": {"type": self._settings.engine},
            },
        )
        with translated(PROVIDER):
            video = answer["data"]["video_id"]
            if not (isinstance(video, str) and video):
                raise ValueError
        return video

    async def look(self, video: str) -> Film:
        """How far it is. https://developers.heygen.com/reference/get-video"""
        answer = await self._wire.ask(
            "GET",
            f"/v3/videos/{quote(video, safe='')}",
            self.breaker,
            retry=True,
            within=self._deadlines.look,
        )
        with translated(PROVIDER):
            data = answer["data"]
            return Film(
                id=video,
                stage=STAGES[data["status"]],
                url=data.get("video_url") or "",
                seconds=float(data.get("duration") or 0.0),
                failure=str(data.get("failure_code") or ""),
            )

    async def faces(self) -> list[FaceOffer]:
        """https://developers.heygen.com/reference/list-avatar-looks"""
        looks = await self._pages("/v3/avatars/looks")
        with translated(PROVIDER):
            return [_face(each) for each in looks]

    async def voices(self) -> list[VoiceOffer]:
        """https://developers.heygen.com/reference/list-voices"""
        voices = await self._pages("/v3/voices")
        with translated(PROVIDER):
            return [_voice(each) for each in voices]

    async def balance(self) -> float | None:
        """What is left in the wallet, where the account has one."""
        answer = await self._wire.ask(
            "GET", "/v3/users/me", self.breaker, retry=True, within=self._deadlines.list
        )
        with translated(PROVIDER):
            wallet = answer["data"].get("wallet")
            return float(wallet["remaining_balance"]) if wallet else None

    async def _pages(self, path: str) -> list[Any]:
        found: list[Any] = []
        params: dict[str, str | int] = {"limit": PAGE}
        for _ in range(MOST_PAGES):
            answer = await self._wire.ask(
                "GET",
                path,
                self.breaker,
                retry=True,
                within=self._deadlines.list,
                params=params,
            )
            with translated(PROVIDER):
                found += answer["data"]
                if not (answer.get("has_more") and answer.get("next_token")):
                    break
                params["token"] = str(answer["next_token"])
        return found


def trouble(status: int, body: Any) -> Trouble:
    error = body.get("error") if isinstance(body, dict) else None
    words = error.get("message") if isinstance(error, dict) else ""
    return by_status(status, words if isinstance(words, str) else "")


def _face(look: Any) -> FaceOffer:
    return FaceOffer(
        id=str(look["id"]),
        name=str(look["name"]),
        preview_url=look.get("preview_image_url") or "",
        voice=look.get("default_voice_id") or "",
        kind=str(look.get("avatar_type") or ""),
    )


def _voice(voice: Any) -> VoiceOffer:
    return VoiceOffer(
        id=str(voice["voice_id"]),
        name=str(voice["name"]),
        language=str(voice.get("language") or ""),
        gender=str(voice.get("gender") or ""),
        preview_url=voice.get("preview_audio_url") or "",
    )
