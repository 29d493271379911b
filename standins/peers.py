"""The two WebRTC connections of a LiveKit room, seen from the server: one sends, one hears."""

import asyncio
import re
from collections.abc import Callable, Sequence

from aioice import ice
from aiortc import RTCConfiguration, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamTrack

OPEN_WITHIN = 10.0  # seconds, until something can be sent
RELIABLE, LOSSY = "_reliable", "_lossy"  # LiveKit's names of its data channels
# aiortc asks a STUN server on the internet unless told of none.
ALONE = RTCConfiguration(iceServers=[])


def _loopback(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: FBT001, as aioice calls it
    return ["127.0.0.1"]


# A stand-in is for this machine only. aioice takes every address but this one, and has no setting.
ice.get_host_addresses = _loopback


class Sending:
    """Offers the picture, the sound and what is written. The browser answers."""

    def __init__(self, tracks: Sequence[MediaStreamTrack], participant: str) -> None:
        self._peer = RTCPeerConnection(ALONE)
        self._participant = participant
        self._is_open = asyncio.Event()
        for track in tracks:
            self._peer.addTrack(track)
        self._tracks = tracks
        self._channel = self._peer.createDataChannel(RELIABLE)
        self._channel.on("open", self._is_open.set)
        self._peer.createDataChannel(LOSSY, ordered=False, maxRetransmits=0)

    async def offer(self) -> str:
        await self._peer.setLocalDescription(await self._peer.createOffer())
        # LiveKit looks here for whose track it is, and for the track's name.
        streams = rf"a=msid:{self._participant}|\1 \1"
        return re.sub(r"a=msid:\S+ (\S+)", streams, self._peer.localDescription.sdp)

    async def take(self, answer: str) -> None:
        await self._peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def write(self, packet: bytes) -> None:
        async with asyncio.timeout(OPEN_WITHIN):
            await self._is_open.wait()
        if self._channel.readyState == "open":
            self._channel.send(packet)

    async def close(self) -> None:
        for track in self._tracks:
            track.stop()
        await self._peer.close()


class Hearing:
    """Answers what the browser offers, and hands on what it writes."""

    def __init__(self, hear: Callable[[bytes], None]) -> None:
        self._peer = RTCPeerConnection(ALONE)
        self._hear = hear
        self._peer.on("datachannel", self._listen)

    async def answer(self, offer: str) -> str:
        await self._peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self._peer.setLocalDescription(await self._peer.createAnswer())
        return self._peer.localDescription.sdp

    async def close(self) -> None:
        await self._peer.close()

    def _listen(self, channel: RTCDataChannel) -> None:
        if channel.label == RELIABLE:
            channel.on("message", self._hear)
