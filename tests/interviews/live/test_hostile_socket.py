"""The real server, as a hostile and unlucky world would treat it.

Linux only: memory is read from /proc.
"""

import json
import random
import struct
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.raw_socket import BINARY, CLOSE, GONE, PING, RawSocket, frame, handshake
from tests.site import Site
from tests.sockets import FRAME, OTHER_TAB, TAB, audio
from tests.visitor import Visitor

pytestmark = pytest.mark.own_site
MIB = 1024 * 1024
IN_A_BURST = 180  # messages a socket takes at once, the join included
MALFORMED = 3_000
FLOOD = 10_000


@pytest.fixture(scope="module", params=["daphne", "uvicorn"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site"), {"SERVER": request.param}) as site:
        yield site


@pytest.fixture(scope="module")
def visitor(site: Site) -> Iterator[Visitor]:
    """A guest who has allowed recording."""
    with Visitor(site.url) as visitor:
        visitor.start_as_guest()
        visitor.allow_recording()
        yield visitor


@pytest.fixture(scope="module")
def interview(visitor: Visitor) -> str:
    return visitor.begin_interview()


@pytest.fixture(autouse=True)
def _unharmed(site: Site) -> Iterator[None]:
    """Whatever was done to it: the server lives, and nothing fell through."""
    logged = len(site.log)
    yield
    news = site.log[logged:]
    assert site.is_running
    assert site.is_healthy(timeout=5)
    assert not [word for word in ("Traceback", "ERROR", "1011") if word in news], news


def dial(site: Site, visitor: Visitor, interview: str, *, receive_buffer: int = 0) -> RawSocket:
    return RawSocket(
        site.port,
        f"/ws/interviews/{interview}/",
        {"Cookie": visitor.cookie},
        receive_buffer=receive_buffer,
    )


@contextmanager
def joined(
    site: Site, visitor: Visitor, interview: str, *, receive_buffer: int = 0
) -> Iterator[RawSocket]:
    with dial(site, visitor, interview, receive_buffer=receive_buffer) as socket:
        assert socket.status == 101
        socket.say("join", tab=TAB)
        if socket.hear("room", "elsewhere")["type"] == "elsewhere":  # of one that was just cut
            socket.say("take_over")
            socket.hear("room")
        yield socket


class Watch:
    """Asks for /healthz and looks at the memory, again and again, while something else happens."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._before = site.memory
        self.slowest = 0.0  # seconds
        self.growth = 0  # bytes, at the worst moment

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ends.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ends.wait(0.02):
            asked_at = time.monotonic()
            is_healthy = self._site.is_healthy(timeout=10)
            took = time.monotonic() - asked_at if is_healthy else float("inf")
            self.slowest = max(self.slowest, took)
            self.growth = max(self.growth, self._site.memory - self._before)


# [8] What is not understood ------------------------------------------------------------------

GOOD: list[dict[str, Any]] = [
    {"type": "draft", "text": "words"},
    {"type": "finish", "text": "words", "samples": 1600},
    {"type": "feedback", "text": "words", "question": 0, "probe": 0},
    {"type": "next", "question": 0, "probe": 0},
    {"type": "player", "event": "speak_ended", "speech": 1},
    {"type": "take_over"},
]
ODD: list[Any] = [None, True, -1, 1.5, 10**30, "", "\x00", "\ud800", "x" * 1000, [], {}, [[[[]]]]]
SHAPES = [
    "",
    "{",
    "null",
    "[" * 50_000,
    '{"a":' * 50_000,
    "9" * 5_000,
    '{"type": "next", "question": NaN, "probe": -Infinity}',
    '{"type": "next", "question": ' + "9" * 5_000 + "}",
    " " * 100_000,
    "\ufeff{}",
]


def malformed(chance: random.Random) -> str | bytes:
    kind = chance.randrange(4)
    if kind == 0:
        return chance.choice(SHAPES)
    if kind == 1:
        return chance.randbytes(chance.choice([0, 1, 3, 4, 5, 7, 99, 70_001]))
    if kind == 2:
        text = list(json.dumps(chance.choice(GOOD)))
        for _ in range(chance.randint(1, 5)):
            text[chance.randrange(len(text))] = chr(chance.randrange(1, 0xD800))
        return "".join(text)
    message = chance.choice(GOOD)
    return json.dumps(message | {chance.choice([*message, "tab"]): chance.choice(ODD)})


def test_thousands_of_malformed_messages_are_survived(
    site: Site, visitor: Visitor, interview: str
) -> None:
    chance = random.Random(8)
    for _ in range(MALFORMED // IN_A_BURST + 1):
        with joined(site, visitor, interview) as socket:
            for _ in range(IN_A_BURST):
                socket.send(malformed(chance))
            socket.say("ping")
            socket.hear("pong")


VIOLATIONS = {
    "a frame that is not masked": frame(b"{}", masked=False),
    **{f"opcode {code}": frame(b"", code) for code in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)},
    **{f"reserved bits {bits}": frame(b"{}", rsv=bits) for bits in range(1, 8)},
    "a ping in pieces": frame(b"", PING, fin=False),
    "a ping that is too long": frame(bytes(126), PING),
    "a continuation of nothing": frame(b"{}", 0),
    "a new message inside another": frame(b"{", fin=False) + frame(b"{}"),
    "text that is no text": frame(b"\xff\xfe\xfd"),
    "half a character": frame(b"\xf0\x9f"),
    "half a surrogate": frame(b"\xed\xa0\x80"),
    "no text, in pieces": frame(b"\xf0\x9f", fin=False) + frame(b"\xff", 0),
    **{
        f"closing with {code}": frame(struct.pack(">H", code), CLOSE)
        for code in (0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535)
    },
    "closing with half a code": frame(b"\x03", CLOSE),
    "closing with a reason that is no text": frame(b"\x03\xe8\xff\xff", CLOSE),
    "closing at great length": frame(bytes(126), CLOSE),
    "a length of 2^63": b"\x81\xff" + b"\x80" + bytes(7) + bytes(4),
    "a length of 2^40": b"\x82\xff" + struct.pack(">Q", 2**40) + bytes(4),
    "a message after the end": frame(struct.pack(">H", 1000), CLOSE) + frame(b"{}"),
    "another protocol": b"GET / HTTP/1.1\r\n\r\n" * 20,
    "noise": random.Random(1).randbytes(4096),
}


@pytest.mark.parametrize("violation", VIOLATIONS.values(), ids=VIOLATIONS.keys())
def test_a_violation_of_the_protocol_ends_its_socket_only(
    site: Site, visitor: Visitor, interview: str, violation: bytes
) -> None:
    with joined(site, visitor, interview) as socket:
        socket.send_raw(violation)
        code = socket.closing()
        assert code in {1000, 1002, 1003, 1005, 1007, 1009, GONE}, code


def test_a_longer_length_than_need_be_is_read_or_refused(
    site: Site, visitor: Visitor, interview: str
) -> None:
    with joined(site, visitor, interview) as socket:
        socket.send_raw(b"\x81\xfe\x00\x02" + bytes(4) + b"{}")
        with suppress(ConnectionError):
            opcode, payload = socket.read_frame()
            assert opcode == CLOSE or json.loads(payload)["type"] == "error"


@pytest.mark.parametrize(
    "request_", ["half a request", "no key", "a key of another length", "version 7", "a POST"]
)
def test_a_handshake_that_is_none_is_refused(
    site: Site, visitor: Visitor, interview: str, request_: str
) -> None:
    headers = {"Cookie": visitor.cookie}
    right = handshake(site.port, f"/ws/interviews/{interview}/", headers)
    key = next(line for line in right.split(b"\r\n") if b"Key" in line)
    wrong = {
        "half a request": right[:60] + b"\r\n\r\n",
        "no key": right.replace(key + b"\r\n", b""),
        "a key of another length": right.replace(key, b"Sec-WebSocket-Key: abc"),
        "version 7": right.replace(b"Version: 13", b"Version: 7"),
        "a POST": right.replace(b"GET", b"POST"),
    }[request_]
    with RawSocket(site.port, "", {}, request=wrong) as socket:
        assert 400 <= socket.status < 500


# [9] Who may not ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "http://127.0.0.1:9", "https://{}", "http://["]
)
def test_a_page_of_another_origin_is_refused(
    site: Site, visitor: Visitor, interview: str, origin: str
) -> None:
    headers = {"Cookie": visitor.cookie, "Origin": origin.format(f"127.0.0.1:{site.port}")}
    with RawSocket(site.port, f"/ws/interviews/{interview}/", headers) as socket:
        assert socket.status in {400, 403}


@pytest.mark.parametrize("cookie", ["", "__Host-session=" + "a" * 32, "__Host-session=\xff\x01;;="])
def test_a_stranger_is_let_go_at_once(site: Site, interview: str, cookie: str) -> None:
    with RawSocket(site.port, f"/ws/interviews/{interview}/", {"Cookie": cookie}) as socket:
        assert socket.status in {400, 403} or socket.closing() == 4401


def test_another_students_interview_is_refused(site: Site, interview: str) -> None:
    with Visitor(site.url) as another:
        another.start_as_guest()
        with dial(site, another, interview) as socket:
            assert socket.status == 403


@pytest.mark.parametrize(
    "path", [f"/ws/interviews/{uuid4()}/", "/ws/", "/", "/ws/interviews/%00%ff/", "/%", "/\xe9"]
)
def test_an_address_that_leads_nowhere_is_refused(site: Site, visitor: Visitor, path: str) -> None:
    with RawSocket(site.port, path, {"Cookie": visitor.cookie}) as socket:
        assert socket.status in {0, 400, 403, 404}


# [10] Too big, too much ----------------------------------------------------------------------


def test_huge_messages_cost_their_socket_and_hardly_any_memory(
    site: Site, visitor: Visitor, interview: str
) -> None:
    with Watch(site) as watch:
        for size in (1, 2, 4, 8, 16, 32):
            with joined(site, visitor, interview) as socket:
                socket.send_raw(frame(bytes(size * MIB), BINARY))
                assert socket.closing() in {GONE, 1009}
    assert watch.growth <= 96 * MIB
    assert watch.slowest <= 1


def test_a_message_in_endless_pieces_costs_its_socket_and_hardly_any_memory(
    site: Site, visitor: Visitor, interview: str
) -> None:
    with Watch(site) as watch, joined(site, visitor, interview) as socket:
        socket.send_raw(frame(bytes(60_000), BINARY, fin=False))
        for _ in range(500):
            socket.send_raw(frame(bytes(60_000), 0, fin=False))
        assert socket.closing() in {GONE, 1009}
    assert watch.growth <= 96 * MIB


@pytest.mark.parametrize("message", [b'{"type": "ping"}', b"{", audio(0)], ids=["ping", "{", "pcm"])
def test_a_flood_is_cut_off_and_hinders_nobody(
    site: Site, visitor: Visitor, interview: str, message: bytes
) -> None:
    opcode = BINARY if message == audio(0) else 1
    flood = frame(message, opcode) * (FLOOD if opcode == 1 else 2_000)
    with Watch(site) as watch, joined(site, visitor, interview) as socket:
        began = time.monotonic()
        threading.Thread(target=socket.send_raw, args=(flood,), daemon=True).start()
        assert socket.closing() in {4429, GONE}
        assert time.monotonic() - began <= 2
    assert watch.slowest <= 1


# [11] Too many -------------------------------------------------------------------------------


def is_open(socket: RawSocket) -> bool:
    """Whether the server answers on it; one that it refused was closed with 4429."""
    socket.say("ping")
    try:
        socket.hear("pong")
    except (AssertionError, ConnectionError):
        return False
    return True


def opens_soon(site: Site, visitor: Visitor, interview: str, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with dial(site, visitor, interview) as socket:
            if is_open(socket):
                return True
        time.sleep(0.05)
    return False


def test_of_a_hundred_sockets_of_one_person_five_are_open(
    site: Site, visitor: Visitor, interview: str
) -> None:
    sockets = [dial(site, visitor, interview) for _ in range(100)]
    assert sum(is_open(socket) for socket in sockets) == 5
    for socket in sockets:
        socket.cut()
    assert opens_soon(site, visitor, interview, within=15)


def test_sockets_that_are_cut_without_a_word_are_not_counted_for_long(
    site: Site, visitor: Visitor, interview: str
) -> None:
    for number in range(200):
        socket = dial(site, visitor, interview)
        if number % 2:
            socket.say("join", tab=TAB if number % 4 == 1 else OTHER_TAB)
        socket.cut()
    assert opens_soon(site, visitor, interview, within=15)


# [12] A reader that does not read ------------------------------------------------------------


def test_replies_that_nobody_reads_do_not_pile_up(
    site: Site, visitor: Visitor, interview: str
) -> None:
    with (
        Watch(site) as watch,
        joined(site, visitor, interview, receive_buffer=4096) as socket,
    ):
        for number in range(IN_A_BURST + 3 * 20):  # three seconds more, just slow enough
            socket.say("finish", text="", samples=0)
            if number > IN_A_BURST:
                time.sleep(0.05)
    assert watch.growth <= 24 * MIB
    assert watch.slowest <= 1


# The power fails -----------------------------------------------------------------------------


def begin_to_record(socket: RawSocket) -> str:
    """The id of the attempt."""
    socket.say("start")
    socket.say("player", event="speak_ended", speech=socket.hear("say")["speech"])
    socket.say("talk")
    attempt = str(socket.hear("room", phase="recording")["attempt"])
    socket.hear("have")
    return attempt


def acknowledged(socket: RawSocket, samples: int) -> None:
    while socket.hear("have")["samples"] < samples:
        pass


def test_an_answer_outlives_the_server(site: Site, visitor: Visitor) -> None:
    interview = visitor.begin_interview()
    with joined(site, visitor, interview) as socket:
        attempt = begin_to_record(socket)
        for number in range(10):
            socket.send(audio(number * FRAME))
        acknowledged(socket, 10 * FRAME)
        for number in range(10, 15):
            socket.send(audio(number * FRAME))
        site.kill()
    on_disk = (site.partial_recordings / f"{attempt}.pcm").stat().st_size // 2
    assert on_disk >= 10 * FRAME
    site.start()
    with dial(site, visitor, interview) as socket:
        socket.say("join", tab=TAB)
        room = socket.hear("room")
        assert (room["phase"], room["attempt"]) == ("listening", attempt)
        assert room["have"] == on_disk
        for number in range(15):  # from the beginning: what is there already counts once
            socket.send(audio(number * FRAME))
        socket.say("finish", text="", samples=15 * FRAME)
        assert socket.hear("saved")["attempt"] == attempt
    assert recorded(site.media, attempt) == audio(0, 15 * FRAME)[4:]


def test_an_answer_that_was_saved_is_saved(site: Site, visitor: Visitor) -> None:
    interview = visitor.begin_interview()
    with joined(site, visitor, interview) as socket:
        attempt = begin_to_record(socket)
        socket.send(audio(0))
        socket.say("finish", text="So it was.", samples=FRAME)
        socket.hear("saved")
        site.kill()
    site.start()
    with dial(site, visitor, interview) as socket:
        socket.say("join", tab=TAB)
        if socket.hear("room")["phase"] == "listening":  # it had no time to note the next phase
            socket.say("finish", text="So it was.", samples=FRAME)
            socket.hear("saved")
        socket.say("feedback", text="So it was.", question=0, probe=0)
        socket.hear("room", phase="feedback")
    assert recorded(site.media, attempt) == audio(0)[4:]
    page = visitor.get(f"/interviews/{interview}/recordings/{attempt}/")
    assert (page.status_code, page.headers["content-type"]) == (200, "audio/wav")


def recorded(media: Path, attempt: str) -> bytes:
    """The samples of the one WAV that this attempt has."""
    (found,) = media.glob(f"recordings/*/{attempt}*")
    with wave.open(str(found)) as wav:
        samples: bytes = wav.readframes(wav.getnframes())
    return samples
