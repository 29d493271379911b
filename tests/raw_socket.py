"""A WebSocket client without manners: it can send what no browser and no library would."""

import base64
import contextlib
import json
import os
import socket
import struct
from typing import Any, Self

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
GONE = 1006  # cut without a close frame
TIMEOUT = 10  # seconds


class RawSocket:
    """`status` is what the handshake was answered with: 101, or 0 when there was no answer."""

    def __init__(
        self,
        port: int,
        path: str,
        headers: dict[str, str],
        *,
        request: bytes = b"",
        receive_buffer: int = 0,
    ) -> None:
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(TIMEOUT)
        self._unread = b""
        try:
            self._socket.connect(("127.0.0.1", port))
            self.send_raw(request or handshake(port, path, headers))
            self.status = self._read_status()
        except OSError:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()

    def cut(self) -> None:
        """As when the network goes: a reset, no goodbye."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    # Sending: a server that has closed already is no error here --------------------------------

    def send_raw(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self._socket.sendall(data)

    def send(self, message: str | bytes) -> None:
        is_text = isinstance(message, str)
        payload = message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message
        self.send_raw(frame(payload, TEXT if is_text else BINARY))

    def say(self, type_: str, **fields: object) -> None:
        self.send(json.dumps({"type": type_, **fields}))

    # Receiving ---------------------------------------------------------------------------------

    def hear(self, *types: str, **fields: object) -> dict[str, Any]:
        """The next message of one of these types that has these fields."""
        while True:
            opcode, payload = self.read_frame()
            assert opcode != CLOSE, f"closed with {_code(payload)}"
            if opcode != TEXT:
                continue
            message: dict[str, Any] = json.loads(payload)
            if message["type"] in types and fields.items() <= message.items():
                return message

    def closing(self) -> int:
        """Read on until it is closed; the code, or GONE."""
        while True:
            try:
                opcode, payload = self.read_frame()
            except OSError as error:
                if isinstance(error, TimeoutError):
                    raise
                return GONE
            if opcode == CLOSE:
                return _code(payload)

    def read_frame(self) -> tuple[int, bytes]:
        """Opcode and payload. Raises ConnectionError at the end, TimeoutError after TIMEOUT."""
        first, second = self._read(2)
        length = second & 127
        if length == 126:
            (length,) = struct.unpack(">H", self._read(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._read(8))
        return first & 15, self._read(length)

    def _read(self, size: int) -> bytes:
        while len(self._unread) < size:
            received = self._socket.recv(1 << 16)
            if not received:
                raise ConnectionResetError
            self._unread += received
        data, self._unread = self._unread[:size], self._unread[size:]
        return data

    def _read_status(self) -> int:
        try:
            while b"\r\n\r\n" not in self._unread:
                self._unread = self._read(len(self._unread) + 1) + self._unread
        except ConnectionError:
            return 0
        head, self._unread = self._unread.split(b"\r\n\r\n", 1)
        return int(head.split()[1])


def handshake(port: int, path: str, headers: dict[str, str]) -> bytes:
    """A correct request; `headers` add to it or replace, and leave out what is ""."""
    all_headers = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Origin": f"http://127.0.0.1:{port}",
        **headers,
    }
    lines = [f"{name}: {value}" for name, value in all_headers.items() if value]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode("latin1")


def frame(
    payload: bytes, opcode: int = TEXT, *, fin: bool = True, masked: bool = True, rsv: int = 0
) -> bytes:
    """One frame; the mask is all zeros, which is allowed and quick."""
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head = struct.pack(">BB", first, mask | len(payload))
    elif len(payload) < 65_536:
        head = struct.pack(">BBH", first, mask | 126, len(payload))
    else:
        head = struct.pack(">BBQ", first, mask | 127, len(payload))
    return head + (bytes(4) if masked else b"") + payload


def _code(payload: bytes) -> int:
    return int(struct.unpack(">H", payload[:2])[0]) if len(payload) >= 2 else 1005
