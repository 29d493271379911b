"""What the browser and the server say to each other over the interview's WebSocket.

Text messages are JSON objects with a `type`; `parse()` turns one into a frozen message or raises
BadMessage. Binary messages carry audio, see `parse_audio()`. Everything the server says is one of
the frozen messages at the end; `dump()` makes JSON of it.
"""

import json
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from providers.avatar import Trouble

MOST_AUDIO_BYTES = 65_536  # of one binary message: two seconds
MOST_TEXT_BYTES = 400_000  # of one text message
MOST_MILLISECONDS = 3_600_000  # that a player can have taken for anything
MOST_TEXT = 130_000  # characters of an answer: 20,000 words
SAMPLE_RATE = 16_000  # Hz, mono, signed 16 bit, little endian
BYTES_PER_SAMPLE = 2
TAB = re.compile(r"[A-Za-z0-9-]{8,40}")  # a tab's name; with a socket's it fits its column
AUDIO_EXTENSION = "greenroom.audio"  # of the ASGI scope, see config/audio_socket.py
AUDIO_HEADER = struct.Struct("<I")  # number of this message's first sample within the attempt


class Close(IntEnum):
    """Close codes of the socket, as documented in ARCHITECTURE.md."""

    BAD_MESSAGE = 4400
    SIGNED_OUT = 4401
    IDLE = 4408
    TAKEN_OVER = 4409
    TOO_BIG = 4413
    TOO_FAST = 4429


class BadMessage(ValueError):
    """A message that is not one of ours. `str()` says why, without quoting it."""


# From the browser ------------------------------------------------------------------------------


class Press(StrEnum):
    """Buttons that carry nothing but themselves."""

    START = "start"
    REPLAY = "replay"
    TALK = "talk"
    RELEASE = "release"
    TYPE = "type"
    END = "end"
    TAKE_OVER = "take_over"
    LIVE_AGAIN = "live_again"
    PING = "ping"


class TurnPress(StrEnum):
    """Buttons that belong to the turn they were shown for."""

    RECORD_AGAIN = "record_again"
    ASK_AGAIN = "ask_again"
    RETRY = "retry"
    FOLLOW_UP = "follow_up"
    NEXT = "next"


@dataclass(frozen=True)
class Join:
    tab: str


@dataclass(frozen=True)
class Pressed:
    what: Press


@dataclass(frozen=True)
class TurnPressed:
    what: TurnPress
    question: int
    probe: int


@dataclass(frozen=True)
class Draft:
    """The answer's words as they stand in the text box."""

    text: str


@dataclass(frozen=True)
class FinishAnswer:
    """The answer is over: its words, and how many samples of audio belong to it."""

    text: str
    samples: int


@dataclass(frozen=True)
class GetFeedback:
    text: str
    question: int
    probe: int


class PlayerEvent(StrEnum):
    CONNECTING = "connecting"
    CONNECTED = "connected"
    SPEAK_STARTED = "speak_started"
    SPEAK_ENDED = "speak_ended"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class FromPlayer:
    """What a player did. `trouble`: why there is no live interviewer, with FAILED, or nothing.

    `ms`: how long it took to be there (CONNECTED) or to begin (SPEAK_STARTED), where it is known.
    """

    event: PlayerEvent
    speech: int
    trouble: Trouble | None = None
    ms: int | None = None


Message = Join | Pressed | TurnPressed | Draft | FinishAnswer | GetFeedback | FromPlayer


def parse(text: str) -> Message:
    """One text message from the browser. Raises BadMessage."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_TEXT_BYTES:
        raise BadMessage("too long")
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadMessage("not JSON") from error
    if not isinstance(data, dict):
        raise BadMessage("not an object")
    return _message(data)


def _message(data: dict[str, Any]) -> Message:
    kind = data.get("type")
    if not isinstance(kind, str):
        raise BadMessage("type is missing")
    if kind in _PRESSES:
        return Pressed(Press(kind))
    if kind in _TURN_PRESSES:
        return TurnPressed(TurnPress(kind), _number(data, "question"), _number(data, "probe"))
    build = _BUILDERS.get(kind)
    if build is None:
        raise BadMessage("type is unknown")
    return build(data)


def _tab(data: dict[str, Any]) -> str:
    tab = _string(data, "tab", 40)
    if not TAB.fullmatch(tab):
        raise BadMessage("tab must have 8 to 40 letters, digits or hyphens")
    return tab


def _player(data: dict[str, Any]) -> FromPlayer:
    event = _string(data, "event", 20)
    if event not in frozenset(PlayerEvent):
        raise BadMessage("event is unknown")
    trouble = _string(data, "trouble", 20) if "trouble" in data else ""
    if trouble and trouble not in frozenset(Trouble):
        raise BadMessage("trouble is unknown")
    return FromPlayer(
        PlayerEvent(event),
        _number(data, "speech"),
        Trouble(trouble) if trouble else None,
        _number(data, "ms", MOST_MILLISECONDS) if "ms" in data else None,
    )


_PRESSES = frozenset(Press)
_TURN_PRESSES = frozenset(TurnPress)
_BUILDERS: Mapping[str, Callable[[dict[str, Any]], Message]] = {
    "join": lambda data: Join(_tab(data)),
    "draft": lambda data: Draft(_string(data, "text", MOST_TEXT)),
    "finish": lambda data: FinishAnswer(
        _string(data, "text", MOST_TEXT), _number(data, "samples", 2**32)
    ),
    "feedback": lambda data: GetFeedback(
        _string(data, "text", MOST_TEXT), _number(data, "question"), _number(data, "probe")
    ),
    "player": _player,
}


def _string(data: dict[str, Any], name: str, most: int) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise BadMessage(f"{name} must be text")
    if len(value) > most:
        raise BadMessage(f"{name} must have at most {most} characters")
    return clean(value)


def _number(data: dict[str, Any], name: str, most: int = 100_000) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadMessage(f"{name} must be a whole number from 0 to {most}")
    return value


def clean(text: str) -> str:
    """Without what no database column or page can hold: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _no_constant(name: str) -> None:
    raise BadMessage(f"{name} is not a number")


class Audio(NamedTuple):
    """Samples of the open attempt from sample number `start` on."""

    start: int
    pcm: bytes


def parse_audio(data: bytes) -> Audio:
    """One binary message: sample number (4 bytes, little endian), then s16le samples at 16 kHz."""
    if len(data) > MOST_AUDIO_BYTES:
        raise BadMessage("audio message is too long")
    body = len(data) - AUDIO_HEADER.size
    if body <= 0 or body % BYTES_PER_SAMPLE:
        raise BadMessage("audio message is cut short")
    (start,) = AUDIO_HEADER.unpack_from(data)
    return Audio(start, data[AUDIO_HEADER.size :])


# From the server -------------------------------------------------------------------------------


class Tone(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Room:
    """The state as it now is, and the fragments of the page that show it."""

    phase: str
    question: int
    probe: int
    attempt: str  # id of the open attempt, or ""
    have: int  # samples of it that are on disk
    html: str


@dataclass(frozen=True)
class Notes:
    """What the coach has found so far, while it reads: a fragment of the panel."""

    html: str


@dataclass(frozen=True)
class Say:
    speech: int
    text: str
    seconds: float  # how long it should take to speak
    audio: str = ""  # where it can be had spoken, or nothing
    clip: str = ""  # where it can be had filmed, or nothing


@dataclass(frozen=True)
class Aside:
    """A few words while the student waits. They end nothing, and what comes next cuts them."""

    speech: int
    text: str
    audio: str = ""
    clip: str = ""


@dataclass(frozen=True)
class Hush:
    pass


@dataclass(frozen=True)
class Avatar:
    state: str


@dataclass(frozen=True)
class StepDown:
    """The interviewer is on a lower rung from now on; the live one may be offered again."""

    rung: str
    text: str
    offer_live: bool = False


@dataclass(frozen=True)
class Reconnect:
    """The live interviewer is to be called, again or for the first time, in so many seconds."""

    after: float
    text: str


@dataclass(frozen=True)
class Have:
    """All samples before this number are on disk; send from here."""

    samples: int


@dataclass(frozen=True)
class Saved:
    """The finished answer is stored; the browser may forget its copy."""

    attempt: str


@dataclass(frozen=True)
class Captioned:
    """Words that were heard: final ones once, to be kept; interim ones replace the last interim."""

    final: str
    interim: str = ""


@dataclass(frozen=True)
class Notice:
    text: str
    tone: Tone = Tone.INFO


@dataclass(frozen=True)
class NoConsent:
    """Nothing is recorded: the student has not agreed to it, or no longer."""


@dataclass(frozen=True)
class Elsewhere:
    """Another tab holds this interview; `take_over` moves it here."""


@dataclass(frozen=True)
class Error:
    """A message was not understood. Nothing has changed."""

    text: str


@dataclass(frozen=True)
class Pong:
    pass


Outgoing = (
    NoConsent
    | Room
    | Notes
    | Say
    | Aside
    | Hush
    | Avatar
    | StepDown
    | Reconnect
    | Have
    | Saved
    | Captioned
    | Notice
    | Elsewhere
    | Error
    | Pong
)

_NAMES: Mapping[type, str] = {
    Room: "room",
    Notes: "notes",
    Say: "say",
    Aside: "aside",
    Hush: "hush",
    Avatar: "avatar",
    StepDown: "step_down",
    Reconnect: "reconnect",
    Have: "have",
    Saved: "saved",
    Captioned: "caption",
    Notice: "notice",
    NoConsent: "no_consent",
    Elsewhere: "elsewhere",
    Error: "error",
    Pong: "pong",
}


def dump(message: Outgoing) -> str:
    return json.dumps({"type": _NAMES[type(message)], **vars(message)})
