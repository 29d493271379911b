"""uvicorn's WebSocket, with a short way for audio.

Usually a message goes through a queue and wakes a task up, which for a tenth of a second of audio
is as much work as all the rest. Here an application can listen to binary messages where they
arrive, through an extension of the ASGI scope. Without it (another server, another uvicorn)
binary messages come as they always do.
"""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from interviews.live.wire import AUDIO_EXTENSION


class AudioSocket(WebSocketsSansIOProtocol):
    """For `uvicorn --ws config.audio_socket:AudioSocket`."""

    _listener: Callable[[bytes], None] | None = None

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)  # none where the handshake was refused
        if scope is not None:
            scope["extensions"][AUDIO_EXTENSION] = self.listen

    def listen(self, listener: Callable[[bytes], None]) -> None:
        """From now on; it must neither wait nor raise."""
        self._listener = listener

    def handle_bytes(self, event: Frame) -> None:
        """Never before a message that came earlier and still waits."""
        if self._listener is None or not event.fin or self.close_sent or self.queue.qsize():
            super().handle_bytes(event)
        else:
            self._listener(bytes(event.data))
