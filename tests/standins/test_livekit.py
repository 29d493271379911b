"""The room of an avatar, entered as a browser does, but without one."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import httpx
import pytest
from aiortc import MediaStreamTrack, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from av import AudioFrame, VideoFrame
from livekit.protocol import models, rtc
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from standins import faces, tones
from standins.envelopes import KEY, Faults
from standins.liveavatar import NO_FAULTS, create_app
from standins.peers import ALONE, RELIABLE
from standins.serve import serve

ORDER = {"mode": "FULL", "avatar_id": faces.SANDBOX, "avatar_persona": {"language": "en"}}
SOON = 5.0  # seconds


class Visitor:
    """Signals, watches and speaks to the avatar, as the SDK does."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.tracks: dict[str, MediaStreamTrack] = {}
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.welcome = rtc.JoinResponse()
        self._watching = RTCPeerConnection(ALONE)
        self._speaking = RTCPeerConnection(ALONE)
        self._watching.on("track", self._note_track)
        self._watching.on("datachannel", self._note_channel)
        self._channel = self._speaking.createDataChannel(RELIABLE)

    async def enter(self) -> Self:
        self.welcome = (await self._receive("join")).join
        offer = (await self._receive("offer")).offer
        await self._watching.setRemoteDescription(RTCSessionDescription(offer.sdp, "offer"))
        await self._watching.setLocalDescription(await self._watching.createAnswer())
        await self._send(answer=_described(self._watching))
        return self

    async def tell(self, **command: str) -> None:
        if self._channel.readyState != "open":
            opened = asyncio.Event()
            self._channel.on("open", opened.set)
            await self._speaking.setLocalDescription(await self._speaking.createOffer())
            await self._send(offer=_described(self._speaking))
            answer = (await self._receive("answer")).answer
            await self._speaking.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
            await opened.wait()
        user = models.UserPacket(payload=json.dumps(command).encode(), topic="agent-control")
        packet = models.DataPacket(kind=models.DataPacket.RELIABLE, user=user)
        self._channel.send(packet.SerializeToString())

    async def hear(self, kind: str) -> dict[str, Any]:
        while (event := await self.heard.get())["event_type"] != kind:
            pass
        return event

    async def close(self) -> None:
        await asyncio.gather(self._watching.close(), self._speaking.close())

    async def _receive(self, kind: str) -> rtc.SignalResponse:
        while True:
            frame = await self.socket.recv()
            assert isinstance(frame, bytes)
            message = rtc.SignalResponse.FromString(frame)
            if message.WhichOneof("message") == kind:
                return message

    async def _send(self, **message: Any) -> None:
        await self.socket.send(rtc.SignalRequest(**message).SerializeToString())

    def _note_track(self, track: MediaStreamTrack) -> None:
        self.tracks[track.kind] = track

    def _note_channel(self, channel: RTCDataChannel) -> None:
        if channel.label == RELIABLE:
            channel.on("message", self._note_message)

    def _note_message(self, message: bytes) -> None:
        packet = models.DataPacket.FromString(message)
        assert packet.user.topic == "agent-response"
        self.heard.put_nowait(json.loads(packet.user.payload))


def _described(peer: RTCPeerConnection) -> rtc.SessionDescription:
    return rtc.SessionDescription(type=peer.localDescription.type, sdp=peer.localDescription.sdp)


@asynccontextmanager
async def vendor_of(faults: Faults = NO_FAULTS) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        asyncio.timeout(SOON * 2),
        serve(create_app(faults)) as url,
        httpx.AsyncClient(base_url=url, headers={"x-api-key": KEY}) as client,
    ):
        yield client


async def address_of_room(client: httpx.AsyncClient) -> tuple[str, str]:
    """And the session's id."""
    minted = (await client.post("/v1/sessions/token", json=ORDER)).json()["data"]
    bearer = {"authorization": f"Bearer {minted['session_token']}"}
    started = (await client.post("/v1/sessions/start", headers=bearer)).json()["data"]
    ticket = started["livekit_client_token"]
    return f"{started['livekit_url']}/rtc?access_token={ticket}", started["session_id"]


@asynccontextmanager
async def visiting(client: httpx.AsyncClient) -> AsyncIterator[tuple[Visitor, str]]:
    address, session = await address_of_room(client)
    async with connect(address, proxy=None, close_timeout=1) as socket:
        visitor = Visitor(socket)
        try:
            yield await visitor.enter(), session
        finally:
            await visitor.close()


async def test_the_actor_and_its_agent_are_there() -> None:
    async with vendor_of() as client, visiting(client) as (visitor, session):
        others = visitor.welcome.other_participants

    assert [each.identity for each in others] == ["heygen", f"liveavatar-agent-{session}"]
    assert [track.sid for track in others[0].tracks] == ["TR_video", "TR_audio"]


@pytest.mark.parametrize("missing", ["heygen", "agent"])
async def test_one_of_them_can_be_missing(missing: str) -> None:
    faults = Faults(missing=missing)
    async with vendor_of(faults) as client, visiting(client) as (visitor, _):
        others = visitor.welcome.other_participants

    assert [missing in each.identity for each in others] == [False]


async def test_picture_and_sound_come() -> None:
    async with vendor_of() as client, visiting(client) as (visitor, _):
        pictures = [await visitor.tracks["video"].recv() for _ in range(3)]
        sound = await visitor.tracks["audio"].recv()

    assert isinstance(pictures[0], VideoFrame)
    assert (pictures[0].width, pictures[0].height) == (320, 240)
    assert len({bytes(each.planes[0]) for each in pictures if isinstance(each, VideoFrame)}) == 3
    assert isinstance(sound, AudioFrame)


async def test_a_text_is_spoken_for_as_long_as_it_takes() -> None:
    text = "What did you do first, and what then?"
    async with vendor_of() as client, visiting(client) as (visitor, _):
        await visitor.tell(event_id="1", event_type="avatar.speak_text", text=text)
        started = await visitor.hear("avatar.speak_started")
        begun = asyncio.get_running_loop().time()
        words = await visitor.hear("avatar.transcription")
        ended = await visitor.hear("avatar.speak_ended")
        seconds = asyncio.get_running_loop().time() - begun

    assert [each["source_event_id"] for each in (started, words, ended)] == ["1"] * 3
    assert words["text"] == text
    assert seconds == pytest.approx(tones.seconds_of(text), abs=0.3)


async def test_an_interruption_ends_what_is_said_and_forgets_the_rest() -> None:
    async with vendor_of() as client, visiting(client) as (visitor, _):
        for name in ("1", "2"):
            await visitor.tell(event_id=name, event_type="avatar.speak_text", text="word " * 50)
        await visitor.hear("avatar.speak_started")
        await visitor.tell(event_type="avatar.interrupt")
        ended = await visitor.hear("avatar.speak_ended")
        await visitor.tell(event_id="3", event_type="avatar.speak_text", text="Yes.")
        next_ = await visitor.hear("avatar.speak_started")

    assert (ended["source_event_id"], next_["source_event_id"]) == ("1", "3")


async def test_a_session_that_is_stopped_by_the_server_says_why_and_closes_the_room() -> None:
    async with vendor_of() as client, visiting(client) as (visitor, session):
        await visitor.tell(event_type="avatar.interrupt")
        body = {"session_id": session, "reason": "IDLE_TIMEOUT"}
        await client.post("/v1/sessions/stop", json=body)
        stopped = await visitor.hear("session.stopped")
        await visitor.socket.wait_closed()

    assert stopped["stop_reason"] == "IDLE_TIMEOUT"
    assert visitor.socket.close_code == 1000


async def test_a_room_can_be_entered_once_and_only_with_its_ticket() -> None:
    async with vendor_of() as client:
        address, _ = await address_of_room(client)
        async with connect(address, proxy=None):
            pass
        for refused in (address, address.replace("access_token=", "access_token=x")):
            with pytest.raises(InvalidStatus):
                await connect(refused, proxy=None)
        page = address.replace("ws:", "http:").replace("/rtc", "/rtc/validate")
        validated = await client.get(page)

    assert validated.status_code == 401


async def test_a_room_can_fall_without_a_word() -> None:
    async with vendor_of(Faults(falls_after=0.2)) as client, visiting(client) as (visitor, _):
        await visitor.socket.wait_closed()

    assert visitor.socket.close_code == 1006  # nobody said goodbye


@pytest.mark.parametrize("by_stop", [True, False])
async def test_nothing_is_left_of_a_room(by_stop: bool) -> None:
    async with vendor_of() as client:
        await client.get("/")
        tasks, files = asyncio.all_tasks(), open_files()
        async with visiting(client) as (visitor, session):
            await visitor.tracks["video"].recv()
            await visitor.tell(event_id="1", event_type="avatar.speak_text", text="word " * 50)
            await visitor.hear("avatar.speak_started")
            if by_stop:
                await client.post("/v1/sessions/stop", json={"session_id": session})
                await visitor.hear("session.stopped")
        while asyncio.all_tasks() != tasks or open_files() != files:  # a deadline is around it
            await asyncio.sleep(0.02)


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))
