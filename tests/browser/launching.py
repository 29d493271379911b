"""Starting Chromium, as quiet as it can be."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ALLOWED = "--use-fake-ui-for-media-stream"  # every question about the microphone gets a yes
FAKE_MICROPHONE = "--use-fake-device-for-media-stream"


def launch(playwright: Playwright, *flags: str) -> Browser:
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*as_root, *QUIET, *flags], timeout=60_000
    )


def microphone_that_plays(path: object) -> tuple[str, ...]:
    """Flags for a microphone that is allowed and plays this WAV over and over."""
    return (ALLOWED, FAKE_MICROPHONE, f"--use-file-for-fake-audio-capture={path}")
