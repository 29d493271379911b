"""The retired HeyGen Streaming API: what still works where it still is, and that it is retired."""

import time
import traceback

import pytest

from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble, trouble_of
from providers.errors import ProviderError
from standins.faults import Faults
from tests.providers.avatar_vendor import KEY, ORDER, QUICK_STREAMING, TOKEN, vendor
from tests.providers.vendors import MARGIN

MINT = {"/v1/streaming.create_token": {"error": None, "data": {"token": TOKEN}}}
FAULTS = {
    "hangs": Faults(mute=True),
    "slow drip": Faults(slow=0.4),
    "reset mid-body": Faults(slow=0.1, drop_after=0.15),
    "bad JSON": Faults(garbage=True),
    "10 MB": Faults(huge=True),
    "wrong schema": Faults(wrong_schema=True),
}


async def test_a_ticket_is_a_token_for_a_session_that_the_browser_will_begin() -> None:
    async with vendor(MINT) as there:
        ticket = await there.streaming().open(ORDER)

    assert (ticket.session, ticket.token, ticket.api_url) == ("", TOKEN, there.url)
    assert ticket.most_seconds == ORDER.most_seconds
    assert TOKEN not in repr(ticket)


@pytest.mark.parametrize("status", [301, 400, 401, 402, 403, 404, 409, 410, 422, 429])
async def test_any_refusal_means_that_it_is_retired(status: int) -> None:
    answer = (status, {"code": 400112, "message": f"{KEY} concurrency limit"})
    async with vendor({"/v1/streaming.create_token": answer}) as there:
        with pytest.raises(AvatarRefused) as failure:
            await there.streaming().open(ORDER)

    assert failure.value.trouble is Trouble.RETIRED
    assert KEY not in "".join(traceback.format_exception(failure.value))
    assert len(there.visits) == 1


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
async def test_a_failure_is_network_trouble_in_time(faults: Faults) -> None:
    async with vendor(MINT, faults) as there:
        begun = time.monotonic()
        with pytest.raises(ProviderError) as failure:
            await there.streaming().open(ORDER)

    assert trouble_of(failure.value) is Trouble.NETWORK
    assert time.monotonic() - begun <= QUICK_STREAMING.open + MARGIN
    assert len(there.visits) <= 1


async def test_a_known_session_is_stopped_and_an_unknown_one_is_not_asked_for() -> None:
    async with vendor({"/v1/streaming.stop": {"code": 100}}) as there:
        await there.streaming().stop("")
        await there.streaming().keep_alive("")
        await there.streaming().stop("session-1")

    assert there.paths == ["POST /v1/streaming.stop"]
    assert there.body() == {"session_id": "session-1"}


async def test_stopping_what_the_vendor_no_longer_knows_changes_nothing() -> None:
    async with vendor() as there:
        await there.streaming().stop("session-1")

    assert len(there.visits) == 1


async def test_stopping_is_told_when_the_vendor_is_not_there() -> None:
    async with vendor(faults=Faults(mute=True)) as there:
        with pytest.raises(AvatarUnavailable):
            await there.streaming().stop("session-1")


async def test_what_is_on_offer() -> None:
    answers = {
        "/v1/streaming/avatar.list": {
            "code": 100,
            "data": [
                {
                    "avatar_id": "Ann_public",
                    "pose_name": "Ann",
                    "status": "ACTIVE",
                    "normal_preview": "https://pictures.example/ann.webp",
                    "default_voice": "v1",
                },
                {"avatar_id": "Old", "status": "INACTIVE"},
            ],
        },
        "/v2/voices": {
            "error": None,
            "data": {
                "voices": [
                    {
                        "voice_id": "v1",
                        "name": " Warm ",
                        "language": "English",
                        "gender": "female",
                        "preview_audio": "https://sounds.example/v1.mp3",
                    }
                ]
            },
        },
        "/v1/streaming.list": {
            "code": 100,
            "data": {"sessions": [{"session_id": "s1", "created_at": 1764000000}]},
        },
        "/v2/user/remaining_quota": {"error": None, "data": {"remaining_quota": 90}},
    }
    async with vendor(answers) as there:
        avatars = there.streaming()
        [face], [voice], [running] = (
            await avatars.faces(),
            await avatars.voices(),
            await avatars.active(),
        )
        left = await avatars.credits()

    assert (face.id, face.name, face.voice) == ("Ann_public", "Ann", "v1")
    assert (voice.id, voice.name, voice.gender) == ("v1", "Warm", "female")
    assert (running.id, left) == ("s1", 1.5)
