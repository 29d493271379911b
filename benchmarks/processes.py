"""The processes of a measurement: which core they run on, and what they take."""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site import ROOT

START_UP = 1.5  # seconds for a server without a health check
STOP_WITHIN = 10  # seconds
TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]  # of what is measured, alone
OTHER_CORE = CORES[-1]  # of students and recogniser


@dataclass(frozen=True)
class Taken:
    """What a process has taken so far."""

    cpu: float  # seconds, all threads
    memory: int  # KiB resident


def taken_by(pid: int) -> Taken:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return Taken((int(fields[11]) + int(fields[12])) / TICKS, int(resident.split()[1]))


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Processes started inside run on this core alone, with every thread they make."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def running(command: Sequence[str]) -> Iterator[int]:
    """The process id of the command, for as long as it is needed."""
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        time.sleep(START_UP)
        if process.poll() is not None:
            raise RuntimeError(f"did not start: {' '.join(command)}")
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=STOP_WITHIN)
