"""Sessions with an avatar: minted, started once, stopped once. Vendors differ in words only."""

import asyncio
import base64
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from standins.actor import Actor


@dataclass(eq=False)
class Session:
    """`token` opens it from a browser; `ticket` is for the room where it is seen."""

    order: dict[str, object]  # the body that it was asked for with
    most_seconds: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = field(default="", repr=False)
    ticket: str = field(default="", repr=False)
    created_at: float = field(default_factory=time.time)
    started_at: float | None = None
    ended_at: float | None = None
    reason: str = ""  # why it ended
    was_entered: bool = False  # its room
    kept_alive: int = 0  # times
    spoken: list[str] = field(default_factory=list)  # what it was told to say
    interrupted: int = 0  # times
    actor: Actor = field(default_factory=Actor)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_active(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def seconds(self) -> float:
        if self.started_at is None:
            return 0.0
        return (self.ended_at or time.time()) - self.started_at

    def start(self) -> None:
        self.started_at = time.time()

    def stop(self, reason: str) -> None:
        if self.ended_at is None:
            self.ended_at = time.time()
            self.reason = reason
            self.over.set()

    def say(self, name: str, text: str) -> None:
        self.spoken.append(text)
        self.actor.say(name, text)

    def hush(self) -> None:
        self.interrupted += 1
        self.actor.hush()


class Sessions:
    """All that a stand-in has had since it began, in order."""

    def __init__(self) -> None:
        self._all: dict[str, Session] = {}

    def __iter__(self) -> Iterator[Session]:
        return iter(self._all.values())

    def mint(self, order: dict[str, object], most_seconds: float) -> Session:
        session = Session(order, most_seconds)
        told = {"start_session_data": {"mode": "FULL"}, "session_id": session.id}
        session.token = _signed({**told, "exp": int(time.time()) + 3600})
        session.ticket = _signed({"video": {"room": session.id, "roomJoin": True}})
        self._all[session.id] = session
        return session

    def get(self, id: object) -> Session | None:
        return self._all.get(id) if isinstance(id, str) else None

    def of_token(self, token: str) -> Session | None:
        return next((each for each in self if each.token == token), None)

    def of_ticket(self, ticket: str) -> Session | None:
        return next((each for each in self if each.ticket == ticket), None)

    def active(self) -> list[Session]:
        return [each for each in self if each.is_active]


def _signed(payload: dict[str, object]) -> str:
    """In the shape of a signed token; nobody checks the signature."""
    parts = ({"alg": "none", "typ": "JWT"}, {**payload, "jti": str(uuid.uuid4())})
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
    return ".".join([*(part.decode().rstrip("=") for part in encoded), "stand-in"])
