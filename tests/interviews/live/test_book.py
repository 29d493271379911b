"""What is kept of an interview beyond what the session's own tests see of it."""

from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from costs.models import DayUse, Kind
from interviews import services
from interviews.live.book import DatabaseBook
from interviews.models import Interview
from providers.errors import ProviderError
from tests.interviews.acts import FIRST, record, write_answer
from tests.interviews.writers import FakeWriter
from tests.sockets import in_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]
SECONDS = 2


@pytest.fixture
def recorded(interview: Interview, tmp_path: Path) -> Interview:
    services.ask_turn(interview=interview, question=0, probe=0)
    record(write_answer(interview), tmp_path, seconds=SECONDS)
    return interview


def book(interview: Interview, user: User, folder: Path, writer: FakeWriter) -> DatabaseBook:
    return DatabaseBook(interview, user, hold="", partial_recordings=folder, writers=[writer])


async def test_a_recording_that_was_written_down_is_charged_to_who_wrote(
    recorded: Interview, alice: User, tmp_path: Path, settings: Settings
) -> None:
    settings.DEEPGRAM_PRICE_PER_MINUTE = 0.6
    written = await book(recorded, alice, tmp_path, FakeWriter("deepgram", "Hello.")).write_down(
        FIRST
    )
    use = await in_database(lambda: DayUse.objects.get(kind=Kind.HEARING))
    assert written is not None
    assert (use.provider, use.quantity) == ("deepgram", SECONDS)
    assert float(use.cost) == pytest.approx(SECONDS * 0.01)


async def test_a_recording_that_nobody_could_write_down_costs_nothing(
    recorded: Interview, alice: User, tmp_path: Path
) -> None:
    deaf = FakeWriter("deepgram", ProviderError("x"))
    assert await book(recorded, alice, tmp_path, deaf).write_down(FIRST) is None
    assert not await in_database(DayUse.objects.exists)
