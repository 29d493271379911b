"""Two processes of one site, with Redis between them: what happens in one is heard in the other."""

import json
import os
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from interviews.live.wire import Close
from tests.site import Site
from tests.sockets import OTHER_TAB, TAB
from tests.visitor import Visitor

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
SOON = 3  # seconds; sooner than the heartbeat, which would notice by itself

pytestmark = [pytest.mark.redis, pytest.mark.own_site]


def redis_answers() -> bool:
    address = urlsplit(REDIS_URL)
    try:
        with socket.create_connection((address.hostname or "", address.port or 6379), timeout=1):
            return True
    except OSError:
        return False


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    if not redis_answers():
        pytest.skip(f"no Redis answers at {REDIS_URL}; set TEST_REDIS_URL")
    folder = tmp_path_factory.mktemp("two")
    shared = {
        "SECRET_KEY": "shared-by-both-processes-0123456789-0123456789-0123456789",
        "DATABASE_URL": f"sqlite:///{folder / 'shared.sqlite3'}",
        "REDIS_URL": REDIS_URL,
        "WEB_CONCURRENCY": "2",
    }
    one, two = folder / "one", folder / "two"
    one.mkdir()
    two.mkdir()
    with Site(one, shared) as first, Site(two, shared) as second:
        yield first, second
        assert "Traceback" not in first.log + second.log


@pytest.fixture
def visitor(sites: tuple[Site, Site]) -> Iterator[Visitor]:
    with Visitor(sites[0].url) as visitor:
        visitor.start_as_guest()
        visitor.allow_recording()
        yield visitor


def enter(site: Site, interview: str, visitor: Visitor) -> ClientConnection:
    return connect(
        f"{site.socket_url}/ws/interviews/{interview}/",
        origin=Origin(site.url),
        additional_headers={"Cookie": visitor.cookie},
    )


def say(page: ClientConnection, type_: str, **fields: str) -> None:
    page.send(json.dumps({"type": type_, **fields}))


def hear(page: ClientConnection, type_: str) -> dict[str, object]:
    while True:
        told: dict[str, object] = json.loads(page.recv(timeout=SOON))
        if told["type"] == type_:
            return told


def closing_code(page: ClientConnection) -> int | None:
    """Listen until the server closes the socket, soon."""
    try:
        while True:
            page.recv(timeout=SOON)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_tab_in_another_process_takes_over_and_the_first_one_learns_it(
    sites: tuple[Site, Site], visitor: Visitor
) -> None:
    interview = visitor.begin_interview()
    with enter(sites[0], interview, visitor) as first:
        say(first, "join", tab=TAB)
        hear(first, "room")
        with enter(sites[1], interview, visitor) as second:
            say(second, "join", tab=OTHER_TAB)
            hear(second, "elsewhere")
            say(second, "take_over")
            hear(second, "room")
            assert closing_code(first) == Close.TAKEN_OVER


def test_a_consent_withdrawn_in_one_process_ends_the_recording_in_the_other(
    sites: tuple[Site, Site], visitor: Visitor
) -> None:
    interview = visitor.begin_interview()
    with enter(sites[1], interview, visitor) as page:
        say(page, "join", tab=TAB)
        say(page, "start")
        say(page, "talk")
        hear(page, "have")
        visitor.get("/profile/")
        visitor.post("/profile/consents/recording/withdrawal/")
        assert "not allowed" in str(hear(page, "notice")["text"])
