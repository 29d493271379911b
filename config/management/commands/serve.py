"""`manage.py serve`: the site on Daphne or uvicorn, on this machine's loopback."""

import errno
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

HOST = "127.0.0.1"
LONGEST_MESSAGE = 524_288  # bytes of one WebSocket message; our own limits are below
GRACE = 10  # seconds for what is open when the server is asked to end


class Command(BaseCommand):
    help = (
        "Serve the site on 127.0.0.1 (PORT, 8000 by default), with Daphne or uvicorn (SERVER). "
        "Ctrl-C ends it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=HOST, help=f"address to listen on (default: {HOST})")

    def handle(self, *args: Any, host: str, **options: Any) -> None:
        port = settings.PORT
        _refuse_taken(host, port)
        self.stdout.write(
            f"\nGreenroom is at http://{host}:{port}/ (administrators: /admin/). Ctrl-C ends it.\n"
        )
        self.stdout.flush()
        command = COMMANDS[settings.SERVER](host, port)
        os.execv(sys.executable, [sys.executable, "-m", settings.SERVER, *command])


def _daphne(host: str, port: int) -> list[str]:
    return [
        *("--bind", host, "--port", str(port), "--verbosity", "0", "--no-server-name"),
        *("--websocket-max-message-size", str(LONGEST_MESSAGE)),
        *("--websocket-max-frame-size", str(LONGEST_MESSAGE)),
        "config.asgi:application",
    ]


def _uvicorn(host: str, port: int) -> list[str]:
    """PCM does not shrink: no compression. Who is behind a proxy is our own settings' business."""
    return [
        *("--host", host, "--port", str(port), "--workers", str(settings.WEB_CONCURRENCY)),
        *("--ws", "config.audio_socket:AudioSocket", "--ws-per-message-deflate", "false"),
        *("--ws-max-size", str(LONGEST_MESSAGE), "--timeout-graceful-shutdown", str(GRACE)),
        *("--no-server-header", "--no-date-header", "--no-proxy-headers", "--no-access-log"),
        *("--lifespan", "off", "--log-level", "warning"),
        "config.asgi:application",
    ]


COMMANDS = {"daphne": _daphne, "uvicorn": _uvicorn}


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (
                "is in use" if error.errno == errno.EADDRINUSE else f"failed ({error.strerror})"
            )
            raise CommandError(
                f"Port {port} of {host} {reason}. Choose another: PORT={port + 1}"
            ) from error
