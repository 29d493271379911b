"""`manage.py serve`: the site on Daphne, on this machine's loopback."""

import errno
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

HOST = "127.0.0.1"
LONGEST_MESSAGE = 524_288  # bytes of one WebSocket message; our own limits are below


class Command(BaseCommand):
    help = "Serve the site with Daphne on 127.0.0.1 (PORT, 8000 by default). Ctrl-C ends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=HOST, help=f"address to listen on (default: {HOST})")

    def handle(self, *args: Any, host: str, **options: Any) -> None:
        port = settings.PORT
        _refuse_taken(host, port)
        self.stdout.write(
            f"\nGreenroom is at http://{host}:{port}/ (administrators: /admin/). Ctrl-C ends it.\n"
        )
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "daphne", *_arguments(host, port)])


def _arguments(host: str, port: int) -> list[str]:
    return [
        *("--bind", host, "--port", str(port), "--verbosity", "0", "--no-server-name"),
        *("--websocket-max-message-size", str(LONGEST_MESSAGE)),
        *("--websocket-max-frame-size", str(LONGEST_MESSAGE)),
        "config.asgi:application",
    ]


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
