"""A vendor of live interviewers in memory, which remembers what it was asked."""

import asyncio
from dataclasses import dataclass, field

from avatars.limits import Limits
from providers.avatar import (
    ActiveSession,
    FaceOffer,
    Order,
    Quality,
    Ticket,
    VoiceOffer,
)

TOKEN = "token-that-nobody-may-see"
ORDER = Order(face="face-1", voice="voice-1", language="en", quality=Quality.HIGH, most_seconds=600)
PLENTY = Limits(per_hour=100, per_day=100, most_seconds=1200)


@dataclass
class FakeVendor:
    name: str = "liveavatar"
    open_fails: Exception | None = None
    stop_fails: Exception | None = None
    list_fails: Exception | None = None
    takes: float = 0  # seconds to open
    never_stops: bool = False
    running: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    offered_faces: list[FaceOffer] = field(default_factory=list)
    offered_voices: list[VoiceOffer] = field(default_factory=list)
    tickets: int = 0

    @property
    def opened(self) -> int:
        return sum(entry.startswith("open") for entry in self.log)

    async def open(self, order: Order) -> Ticket:
        self.log.append(f"open {order.face}")
        await asyncio.sleep(self.takes)
        if self.open_fails is not None:
            raise self.open_fails
        self.tickets += 1
        session = f"session-{self.tickets}"
        self.running.append(session)
        return Ticket(session, f"{TOKEN}-{session}", "https://api.example", order.most_seconds)

    async def stop(self, session: str, reason: str = "USER_CLOSED") -> None:
        self.log.append(f"stop {session} {reason}")
        if self.never_stops:
            await asyncio.Event().wait()
        if self.stop_fails is not None:
            raise self.stop_fails
        if session in self.running:
            self.running.remove(session)

    async def keep_alive(self, session: str) -> None:
        self.log.append(f"keep {session}")

    async def active(self) -> list[ActiveSession]:
        if self.list_fails is not None:
            raise self.list_fails
        return [ActiveSession(session, None) for session in self.running]

    async def faces(self) -> list[FaceOffer]:
        if self.list_fails is not None:
            raise self.list_fails
        return self.offered_faces

    async def voices(self) -> list[VoiceOffer]:
        return self.offered_voices

    async def credits(self) -> float | None:
        return 12.5
