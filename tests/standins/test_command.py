"""`python -m standins`, as a person runs it."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from standins.__main__ import VENDORS, main

WAIT = 10  # seconds


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "standins", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        try:
            yield it
        finally:
            it.kill()


def printed_settings(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    settings = {}
    for line in lines:
        if line.startswith("#"):
            break
        name, _, value = line.strip().partition("=")
        settings[name] = value
    return settings


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_standins_run_until_they_are_told_to_stop(number: signal.Signals) -> None:
    ports = [part for vendor in VENDORS for part in (f"--{vendor.name}-port", "0")]
    with running(*ports) as process:
        settings = printed_settings(process)
        answer = httpx.post(f"{settings['OPENAI_BASE_URL']}/responses")
        process.send_signal(number)
        _, complaints = process.communicate(timeout=WAIT)

    assert answer.headers["x-standin"] == "openai"
    assert set(settings) == {
        "DEEPGRAM_BASE_URL",
        "DEEPGRAM_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_API_KEY",
        "LIVEAVATAR_BASE_URL",
        "LIVEAVATAR_API_KEY",
        "LIVEAVATAR_MEDIA_ORIGINS",
        "HEYGEN_BASE_URL",
        "HEYGEN_API_KEY",
    }
    assert (process.returncode, complaints) == (0, "")


def test_one_standin_can_run_alone() -> None:
    with running("--only", "deepgram", "--deepgram-port", "0") as process:
        assert set(printed_settings(process)) == {"DEEPGRAM_BASE_URL", "DEEPGRAM_API_KEY"}


def test_a_standin_can_be_started_with_faults() -> None:
    faults = ("--deepgram-fault", "refuse-with=503", "--deepgram-fault", "times=1")
    with running("--only", "deepgram", "--deepgram-port", "0", *faults) as process:
        base_url = printed_settings(process)["DEEPGRAM_BASE_URL"]
        answers = [httpx.post(f"{base_url}/v1/speak").status_code for _ in range(2)]

    assert answers == [503, 401]


def test_a_taken_port_ends_it_with_a_plain_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
        code = main(["--only", "openai", "--openai-port", str(port)])

    assert code == 1
    assert re.match(
        rf"The stand-ins could not start: port {port} for openai: Address already in use",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize(
    "arguments",
    [["--only", "nobody"], ["--openai-port", "70000"], ["--deepgram-fault", "sleepy"]],
)
def test_wrong_arguments_are_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(arguments)

    assert ending.value.code == 2
