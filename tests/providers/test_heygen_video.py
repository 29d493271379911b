"""Films made beforehand by HeyGen v3."""

import time
import traceback
from typing import Any

import pytest

from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble, trouble_of
from providers.errors import ProviderError
from providers.heygen_video import (
    FilmOrder,
    HeyGenVideo,
    HeyGenVideoDeadlines,
    HeyGenVideoSettings,
    Stage,
)
from standins.faults import Faults
from tests.providers.avatar_vendor import KEY, Vendor, vendor
from tests.providers.vendors import MARGIN

ORDER = FilmOrder(face="look-1", voice="voice-1", text="Tell me about a mistake.")
QUICK = HeyGenVideoDeadlines(connect=0.3, order=0.5, look=0.5, list=0.5)
ACCEPTED = {"data": {"video_id": "video-1", "status": "waiting", "output_format": "mp4"}}
FAULTS = {
    "hangs": Faults(mute=True),
    "slow drip": Faults(slow=0.4),
    "reset mid-body": Faults(slow=0.1, drop_after=0.15),
    "bad JSON": Faults(garbage=True),
    "10 MB": Faults(huge=True),
    "wrong schema": Faults(wrong_schema=True),
    "redirect": Faults(redirect_to="http://127.0.0.1:9/"),
}


def studio(there: Vendor) -> HeyGenVideo:
    return HeyGenVideo(HeyGenVideoSettings(key=KEY, base_url=there.url, deadlines=QUICK))


async def test_a_film_is_ordered_with_the_cheapest_engine() -> None:
    async with vendor({"/v3/videos": ACCEPTED}) as there:
        assert await studio(there).order(ORDER) == "video-1"

    assert there.paths == ["POST /v3/videos"]
    assert there.body() == {
        "type": "avatar",
        "avatar_id": "look-1",
        "voice_id": "voice-1",
        "script": "Tell me about a mistake.",
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "output_format": "mp4",
        "engine": {"type": "avatar_iii"},
    }


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_an_order_is_never_sent_twice(status: int) -> None:
    async with vendor({"/v3/videos": (status, {})}) as there:
        with pytest.raises(AvatarUnavailable) as failure:
            await studio(there).order(ORDER)

    assert failure.value.status == status
    assert len(there.visits) == 1


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.REFUSED),
        (402, Trouble.QUOTA),
        (403, Trouble.REFUSED),
        (404, Trouble.UNAVAILABLE),
        (400, Trouble.UNAVAILABLE),
    ],
)
async def test_refusals_have_their_trouble(status: int, trouble: Trouble) -> None:
    body = {"error": {"code": "some_code", "message": f"no, {KEY}", "doc_url": "https://x"}}
    async with vendor({"/v3/videos": (status, body)}) as there:
        with pytest.raises(AvatarRefused) as failure:
            await studio(there).order(ORDER)

    assert failure.value.trouble is trouble
    told = "".join(traceback.format_exception(failure.value))
    assert KEY not in told
    assert ORDER.text not in told


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
async def test_a_failure_is_network_trouble_in_time(faults: Faults) -> None:
    async with vendor({"/v3/videos": ACCEPTED}, faults) as there:
        begun = time.monotonic()
        with pytest.raises(ProviderError) as failure:
            await studio(there).order(ORDER)

    assert trouble_of(failure.value) is Trouble.NETWORK
    assert time.monotonic() - begun <= QUICK.order + MARGIN


@pytest.mark.parametrize(
    ("data", "stage", "seconds", "failure"),
    [
        ({"status": "waiting"}, Stage.WAITING, 0, ""),
        ({"status": "pending"}, Stage.WAITING, 0, ""),
        ({"status": "processing", "duration": None}, Stage.WAITING, 0, ""),
        (
            {"status": "completed", "video_url": "https://f.example/1.mp4?s=x", "duration": 4.2},
            Stage.DONE,
            4.2,
            "",
        ),
        ({"status": "failed", "failure_code": "moderation"}, Stage.FAILED, 0, "moderation"),
    ],
)
async def test_how_far_a_film_is(
    data: dict[str, Any], stage: Stage, seconds: float, failure: str
) -> None:
    async with vendor({"/v3/videos/video-1": {"data": {"id": "video-1", **data}}}) as there:
        film = await studio(there).look("video-1")

    assert (film.stage, film.seconds, film.failure) == (stage, seconds, failure)
    assert film.url == data.get("video_url", "")
    assert "f.example" not in repr(film)  # it is signed


async def test_a_stage_that_nobody_knows_is_network_trouble() -> None:
    async with vendor({"/v3/videos/video-1": {"data": {"status": "dreaming"}}}) as there:
        with pytest.raises(AvatarUnavailable):
            await studio(there).look("video-1")


async def test_an_id_leads_nowhere_else() -> None:
    async with vendor() as there:
        with pytest.raises(AvatarRefused):
            await studio(there).look("../users/me?x")

    assert there.visits[0].path.startswith("/v3/videos/")


async def test_what_is_on_offer_is_read_page_by_page() -> None:
    def looks(request: Any) -> Any:
        if "token" not in request.query_params:
            return {
                "data": [{"id": "l1", "name": "Ann", "default_voice_id": "v1"}],
                "has_more": True,
                "next_token": "more",
            }
        return {"data": [{"id": "l2", "name": "Beth"}], "has_more": False, "next_token": None}

    voices = {
        "data": [{"voice_id": "v1", "name": "Warm", "language": "English", "gender": "female"}],
        "has_more": False,
    }
    answers = {
        "/v3/avatars/looks": looks,
        "/v3/voices": voices,
        "/v3/users/me": {"data": {"billing_type": "wallet", "wallet": {"remaining_balance": 7}}},
    }
    async with vendor(answers) as there:
        faces = await studio(there).faces()
        [voice] = await studio(there).voices()
        balance = await studio(there).balance()

    assert [(face.id, face.voice) for face in faces] == [("l1", "v1"), ("l2", "")]
    assert (voice.id, voice.gender, balance) == ("v1", "female", 7)


async def test_an_account_without_a_wallet_has_no_balance() -> None:
    answers = {"/v3/users/me": {"data": {"billing_type": "subscription"}}}
    async with vendor(answers) as there:
        assert await studio(there).balance() is None


def test_no_text_and_no_key_are_in_a_repr() -> None:
    assert ORDER.text not in repr(ORDER)
    assert KEY not in repr(HeyGenVideoSettings(key=KEY))
