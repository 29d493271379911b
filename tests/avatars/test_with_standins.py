"""The whole way to the vendors and back, against stand-ins that speak their languages."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from accounts.models import User
from avatars.catalogue import refresh
from avatars.clips import Cast, Line, find_clip, plan
from avatars.connections import end_connection, keep_alive, open_connection
from avatars.filming import Rendering
from avatars.models import Clip, Connection, Face, Voice, Why
from avatars.reaper import reap
from avatars.threads import in_database_thread
from providers.avatar import AvatarRefused, AvatarUnavailable, Order, Quality, Trouble, trouble_of
from providers.downloads import Downloads
from providers.errors import ProviderError
from providers.heygen_streaming import HeyGenStreaming, HeyGenStreamingSettings
from providers.heygen_video import HeyGenVideo, HeyGenVideoSettings
from providers.liveavatar import LiveAvatar, LiveAvatarSettings
from standins import faces, heygen, liveavatar
from standins.frame import Visit
from standins.serve import serve
from tests.avatars.fakes import PLENTY

pytestmark = pytest.mark.django_db(transaction=True)
ROSALIND = faces.FACES[1]
ORDER = Order(face=ROSALIND.id, voice="", language="en", quality=Quality.MEDIUM, most_seconds=600)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@asynccontextmanager
async def live(
    faults: liveavatar.Faults = liveavatar.NO_FAULTS, visits: list[Visit] | None = None
) -> AsyncIterator[tuple[LiveAvatar, Starlette, str]]:
    app = liveavatar.create_app(faults, visits=visits)
    async with serve(app) as url:
        yield LiveAvatar(LiveAvatarSettings(key=liveavatar.KEY, base_url=url)), app, url


@asynccontextmanager
async def at_heygen(faults: heygen.Faults = heygen.NO_FAULTS) -> AsyncIterator[str]:
    async with serve(heygen.create_app(faults)) as url:
        yield url


async def start(url: str, token: str) -> None:
    """As the SDK does in the browser."""
    async with httpx.AsyncClient(base_url=url) as browser:
        headers = {"Authorization": f"Bearer {token}"}
        assert (await browser.post("/v1/sessions/start", headers=headers)).status_code == 201


class TestLiveAvatar:
    async def test_a_session_from_the_ticket_to_the_end(
        self, alice: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            async with live() as (vendor, app, url):
                opened = await open_connection(
                    user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY
                )
                await start(url, opened.ticket.token)
                await keep_alive(connection=opened.connection, provider=vendor)
                [running] = await vendor.active()
                await end_connection(connection=opened.connection, provider=vendor, why=Why.IDLE)
                [session] = app.state.sessions
                left = await vendor.active()

        assert running.id == opened.ticket.session == session.id
        assert (session.kept_alive, session.reason, left) == (1, "IDLE_TIMEOUT", [])
        rows = await in_database_thread(lambda: list(Connection.objects.values()))()
        told = json.dumps(rows, default=str) + caplog.text + repr(opened)
        for secret in (opened.ticket.token, session.ticket, liveavatar.KEY):
            assert secret not in told

    async def test_a_stray_is_stopped_by_the_reaper(self, alice: User) -> None:
        async with live() as (vendor, app, url):
            opened = await open_connection(
                user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY
            )
            await start(url, opened.ticket.token)
            await end_connection(connection=opened.connection, provider=None, why=Why.LEFT)
            assert len(await reap(providers=[vendor], idle_seconds=180)) == 1
            [session] = app.state.sessions
            assert session.reason == "USER_CLOSED"
            assert await reap(providers=[vendor], idle_seconds=180) == []

    @pytest.mark.parametrize(
        ("because", "trouble"),
        [
            ("concurrency", Trouble.CONCURRENCY),
            ("unauthenticated", Trouble.REFUSED),
            ("key", Trouble.REFUSED),
            ("quota", Trouble.QUOTA),
            ("unavailable", Trouble.UNAVAILABLE),
        ],
    )
    async def test_refusals(self, alice: User, because: str, trouble: Trouble) -> None:
        async with live(liveavatar.Faults(because=because)) as (vendor, _, _):
            with pytest.raises(AvatarRefused) as failure:
                await open_connection(
                    user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY
                )
        assert failure.value.trouble is trouble
        assert (await Connection.objects.aget()).trouble == trouble

    async def test_a_face_that_expired_and_a_voice_that_is_missing(self) -> None:
        expired, photograph = faces.FACES[4], faces.FACES[3]
        async with live() as (vendor, _, _):
            for wrong in (expired, photograph):
                with pytest.raises(AvatarRefused) as failure:
                    await vendor.open(replace(ORDER, face=wrong.id))
                assert failure.value.trouble is Trouble.UNAVAILABLE

    async def test_the_sandbox(self) -> None:
        async with live() as (_, app, url):
            settings = LiveAvatarSettings(key=liveavatar.KEY, base_url=url, is_sandbox=True)
            ticket = await LiveAvatar(settings).open(ORDER)
            [session] = app.state.sessions
        assert session.order["avatar_id"] == faces.SANDBOX
        assert ticket.is_sandbox

    async def test_the_catalogue_with_pictures(self, media: Path) -> None:
        async with live() as (vendor, _, url):
            done = await refresh(vendor, Downloads("LiveAvatar", home=url), within=20)
            credits = await vendor.credits()

        assert (done.faces, done.voices, done.copied, done.missing) == (5, 4, 5, 0)
        assert credits == 12.5
        rosalind = await Face.objects.aget(external_id=ROSALIND.id)
        assert (media / str(rosalind.picture.name)).read_bytes()[:3] == b"\xff\xd8\xff"
        assert rosalind.gender == "female"


class TestHeyGenStreaming:
    async def test_a_ticket_and_the_catalogue_with_samples(self, media: Path) -> None:
        async with at_heygen() as url:
            vendor = HeyGenStreaming(HeyGenStreamingSettings(key=heygen.KEY, base_url=url))
            ticket = await vendor.open(ORDER)
            done = await refresh(vendor, Downloads("HeyGen", home=url), within=20)
            assert await vendor.active() == []

        assert (ticket.session, ticket.api_url) == ("", url)
        assert (done.faces, done.voices, done.missing) == (6, 4, 0)
        voice = await Voice.objects.aget(external_id=faces.VOICES[0].id)
        assert str(voice.sample.name).endswith(".mp3")

    @pytest.mark.parametrize(
        "because", ["unauthorized", "forbidden", "tier", "gone", "missing", "deprecated"]
    )
    async def test_any_refusal_means_that_it_is_retired(self, because: str) -> None:
        async with at_heygen(heygen.Faults(because=because)) as url:
            vendor = HeyGenStreaming(HeyGenStreamingSettings(key=heygen.KEY, base_url=url))
            with pytest.raises(AvatarRefused) as failure:
                await vendor.open(ORDER)
        assert failure.value.trouble is Trouble.RETIRED


class TestFilms:
    cast = Cast(ROSALIND.id, faces.VOICES[0].id, "en")
    lines = (Line("Hello."), Line("Thank you."))

    async def film(self, url: str) -> Any:
        price = 0.0167
        wanted = await in_database_thread(plan)(self.lines, self.cast, price_per_second=price)
        studio = HeyGenVideo(HeyGenVideoSettings(key=heygen.KEY, base_url=url))
        return await Rendering(
            wanted,
            studio,
            Downloads("HeyGen", home=url),
            price_per_second=price,
            poll_every=0.01,
            within=30,
        ).run()

    async def test_are_ordered_waited_for_and_fetched(self, media: Path) -> None:
        async with at_heygen() as url:
            done = await self.film(url)

        assert (done.ready, done.failed, done.left) == (2, 0, 0)
        clip = await in_database_thread(find_clip)("Hello.", self.cast)
        assert clip is not None
        assert (media / str(clip.video.name)).read_bytes()[4:8] == b"ftyp"
        assert clip.seconds > 0

    @pytest.mark.parametrize(
        ("faults", "failed", "left"),
        [
            (heygen.Faults(fails=True), 2, 0),
            (heygen.Faults(expired=True), 0, 2),
            (heygen.Faults(because="insufficient_credit"), 0, 2),
        ],
    )
    async def test_that_fail_are_noted_and_those_that_do_not_come_are_left(
        self, faults: heygen.Faults, failed: int, left: int
    ) -> None:
        async with at_heygen(faults) as url:
            done = await self.film(url)
        assert (done.ready, done.failed, done.left) == (0, failed, left)
        assert not await Clip.objects.filter(status=Clip.Status.READY).aexists()

    async def test_what_is_on_offer(self) -> None:
        async with at_heygen() as url:
            studio = HeyGenVideo(HeyGenVideoSettings(key=heygen.KEY, base_url=url))
            assert len(await studio.faces()) == len(faces.FACES)
            assert len(await studio.voices()) == len(faces.VOICES)
            assert await studio.balance() == 12.5


FAULTS: dict[str, dict[str, Any]] = {
    "hangs": {"mute": True},
    "slow drip": {"slow": 3.0},
    "reset mid-body": {"slow": 0.2, "drop_after": 0.3},
    "500": {"refuse_with": 500},
    "429": {"refuse_with": 429, "retry_after": 30},
    "bad JSON": {"garbage": True},
    "10 MB": {"huge": True},
    "wrong schema": {"wrong_schema": True},
    "redirect": {"redirect_to": "http://127.0.0.1:9/"},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_whatever_is_wrong_is_known_within_five_seconds(
    alice: User, fault: dict[str, Any]
) -> None:
    """With the deadlines that are set for everybody, not with quick ones of a test."""
    visits: list[Visit] = []
    async with live(liveavatar.Faults(**fault), visits) as (vendor, _, _):
        with pytest.raises((AvatarRefused, AvatarUnavailable)) as failure:
            await open_connection(
                user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY
            )
    error = failure.value
    assert isinstance(error, ProviderError)
    assert trouble_of(error) is Trouble.NETWORK
    assert len(visits) <= 1
    row = await Connection.objects.aget()
    assert row.ended_at is not None
    assert (row.ended_at - row.opened_at).total_seconds() < 5
