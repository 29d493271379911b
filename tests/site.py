"""The site as people run it: `manage.py prepare` and `manage.py serve` in a process of its own.

    with Site(tmp_path) as site:
        ...site.url...

Each site has its own database, recordings and port, and keeps them through `kill()` and `start()`.
"""

import atexit
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT = 30  # seconds until /healthz answers
STOP_TIMEOUT = 15  # seconds after SIGTERM
HOST = "127.0.0.1"


class Site:
    """One running site. `environment` adds to its settings, or replaces them."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self.socket_url = f"ws://{HOST}:{self.port}"
        self.partial_recordings = folder / "partial"
        self.media = folder / "media"
        self._log_file = folder / "site.log"
        self._database = folder / "site.sqlite3"
        self._is_own = "DATABASE_URL" not in (environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._is_prepared = False
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "PORT": str(self.port),
            "SITE_ORIGINS": self.url,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": f"sqlite:///{self._database}",
            "MEDIA_ROOT": str(self.media),
            "PARTIAL_RECORDINGS": str(self.partial_recordings),
            "REDIS_URL": "",
            "DEBUG": "false",
            "LOG_LEVEL": "INFO",
            "EMAIL_URL": "console:",
            "PYTHONUNBUFFERED": "1",
            **(environment or {}),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Serve, on what an earlier run left behind; returns when pages are answered."""
        if not self._is_prepared:
            self._prepare()
            self._is_prepared = True
        with self._log_file.open("ab") as log:
            self._process = subprocess.Popen(
                self._command("serve"), env=self._environment, cwd=ROOT, stdout=log, stderr=log
            )
        self._await_health()

    def _prepare(self) -> None:
        """As `manage.py prepare`, which a copy of a database that it has made stands in for."""
        if self._database.exists() or not self._is_own:
            self.manage("prepare")
        else:
            shutil.copyfile(_prepared_database(), self._database)

    def kill(self) -> None:
        """As when the machine loses power: nothing gets to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As when the site is updated. One that does not end is killed."""
        self._end(signal.SIGTERM)

    def manage(self, *arguments: str) -> str:
        """Run `manage.py` on this site's data; gives what it printed."""
        done = subprocess.run(
            self._command(*arguments),
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    @property
    def log(self) -> str:
        """All that the server has printed, over every start."""
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Of the serving process. Raises RuntimeError when it does not run."""
        if self._process is None:
            raise RuntimeError("the site does not run")
        return self._process.pid

    @property
    def memory(self) -> int:
        """Bytes of the process in memory. Linux only."""
        if self._process is None:
            return 0
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def is_healthy(self, timeout: float = 1) -> bool:
        """Whether /healthz answers within so many seconds."""
        connection = HTTPConnection(HOST, self.port, timeout=timeout)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def _await_health(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while not self.is_healthy():
            if not self.is_running or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"the site did not start:\n{self.log}")
            time.sleep(0.05)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@cache
def _prepared_database() -> Path:
    """Made once, because that takes longer than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="greenroom-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Site(folder).manage("prepare")
    return folder / "site.sqlite3"
