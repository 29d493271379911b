from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.consents import RECORDING
from accounts.models import Purpose, User
from accounts.services import give_consent
from interviews.live import flow
from interviews.live.flow import Phase, Timing
from tests.fakes import FakeBook, FakeStage


@pytest.fixture
def own_files(settings: Settings, tmp_path: Path) -> None:
    """Recordings of one test only."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PARTIAL_RECORDINGS = tmp_path / "partial"


@pytest.fixture
def willing(alice: User) -> User:
    """Alice, who has allowed recording."""
    give_consent(
        user=alice,
        purpose=Purpose.RECORDING,
        version=RECORDING.version,
        text=RECORDING.text,
    )
    return alice


@pytest.fixture
def book(tmp_path: Path) -> FakeBook:
    return FakeBook(tmp_path, flow.State(Phase.WARM_UP, Timing.EACH, probes=(2, 0)))


@pytest.fixture
def stage() -> FakeStage:
    return FakeStage()
