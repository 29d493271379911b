"""LiveAvatar over a real wire, and everything that can be wrong with it."""

import asyncio
import logging
import time
import traceback
from dataclasses import replace
from typing import Any

import httpx
import pytest

from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble, trouble_of
from providers.breaker import REST, Breaker
from providers.errors import ProviderError
from providers.liveavatar import SANDBOX_FACE, LiveAvatar, LiveAvatarSettings
from standins.faults import Faults
from tests.providers.avatar_vendor import KEY, MINT, ORDER, QUICK, TOKEN, ok, vendor
from tests.providers.vendors import MARGIN, nothing_left_behind

REFUSALS = {
    "wrong key": (401, "Unauthorized", Trouble.REFUSED),
    "not let in": (403, "Not authenticated", Trouble.REFUSED),
    "too many at once": (403, "Session concurrency limit reached", Trouble.CONCURRENCY),
    "no credit": (402, "Payment required", Trouble.QUOTA),
    "no credit, said in words": (400, "Insufficient credits", Trouble.QUOTA),
    "no such face": (404, "Avatar not found", Trouble.UNAVAILABLE),
    "a face that expired": (422, "Avatar expired", Trouble.UNAVAILABLE),
    "gone": (410, "Gone", Trouble.RETIRED),
}
FAULTS = {
    "hangs": Faults(mute=True),
    "slow drip": Faults(slow=0.4),
    "reset mid-body": Faults(slow=0.1, drop_after=0.15),
    "bad JSON": Faults(garbage=True),
    "10 MB": Faults(huge=True),
    "wrong schema": Faults(wrong_schema=True),
    "redirect": Faults(redirect_to="http://127.0.0.1:9/"),
}


class TestATicket:
    async def test_is_for_one_session_of_what_was_ordered(self) -> None:
        async with vendor(MINT) as there:
            ticket = await there.liveavatar().open(replace(ORDER, language="en-GB"))

        assert (ticket.session, ticket.token) == ("session-1", TOKEN)
        assert (ticket.api_url, ticket.most_seconds) == (there.url, 600)
        assert there.paths == ["POST /v1/sessions/token"]
        assert there.body() == {
            "mode": "FULL",
            "avatar_id": "face-1",
            "is_sandbox": False,
            "max_session_duration": 600,
            "avatar_persona": {"language": "en", "voice_id": "voice-1"},
            "video_settings": {"quality": "high", "encoding": "H264"},
            "interactivity_type": "CONVERSATIONAL",
        }

    async def test_without_a_voice_leaves_the_face_its_own(self) -> None:
        async with vendor(MINT) as there:
            await there.liveavatar().open(replace(ORDER, voice=""))

        assert there.body()["avatar_persona"] == {"language": "en"}

    async def test_in_the_sandbox_is_for_the_one_free_face_and_a_minute(self) -> None:
        async with vendor(MINT) as there:
            ticket = await there.liveavatar(is_sandbox=True).open(ORDER)

        assert (ticket.is_sandbox, ticket.most_seconds) == (True, 60)
        assert (there.body()["is_sandbox"], there.body()["avatar_id"]) == (True, SANDBOX_FACE)
        assert there.body()["max_session_duration"] == 60

    def test_is_asked_for_in_one_event_loop_after_another(self) -> None:
        async def ask() -> None:
            async with vendor(MINT) as there:
                await there.liveavatar().open(ORDER)

        asyncio.run(ask())
        asyncio.run(ask())


class TestRefusals:
    @pytest.mark.parametrize(("status", "message", "trouble"), REFUSALS.values(), ids=REFUSALS)
    async def test_have_their_trouble(self, status: int, message: str, trouble: Trouble) -> None:
        answer = (status, {"code": 4003, "data": None, "message": message})
        async with vendor({"/v1/sessions/token": answer}) as there:
            with pytest.raises(AvatarRefused) as failure:
                await there.liveavatar().open(ORDER)

        assert failure.value.trouble is trouble
        assert message not in str(failure.value)

    async def test_by_a_validator_mean_the_face_or_voice_cannot_be_had(self) -> None:
        answer = (422, {"detail": [{"loc": ["body", "avatar_id"], "msg": "not a uuid"}]})
        async with vendor({"/v1/sessions/token": answer}) as there:
            with pytest.raises(AvatarRefused) as failure:
                await there.liveavatar().open(ORDER)

        assert failure.value.trouble is Trouble.UNAVAILABLE

    async def test_because_it_is_busy_do_not_count_as_failures(self) -> None:
        busy = (403, {"code": 4003, "message": "Session concurrency limit reached"})
        async with vendor({"/v1/sessions/token": busy}) as there:
            avatars = there.liveavatar()
            for _ in range(6):
                with pytest.raises(AvatarRefused):
                    await avatars.open(ORDER)

        assert len(there.visits) == 6


class TestFailures:
    @pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
    async def test_are_network_trouble_in_time(self, faults: Faults) -> None:
        async with vendor(MINT, faults) as there, nothing_left_behind():
            begun = time.monotonic()
            with pytest.raises(ProviderError) as failure:
                await there.liveavatar().open(ORDER)
            elapsed = time.monotonic() - begun

        assert isinstance(failure.value, AvatarRefused | AvatarUnavailable)
        assert trouble_of(failure.value) is Trouble.NETWORK
        assert elapsed <= QUICK.open + MARGIN
        assert len(there.visits) <= 1

    @pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408, 409])
    async def test_of_the_vendor_are_network_trouble(self, status: int) -> None:
        broken = {"/v1/sessions/token": (status, {"message": "try later"})}
        async with vendor(broken, headers={"Retry-After": "7"}) as there:
            with pytest.raises(AvatarUnavailable) as failure:
                await there.liveavatar().open(ORDER)

        assert (failure.value.trouble, failure.value.retry_after) == (Trouble.NETWORK, 7)

    async def test_of_opening_are_never_tried_again(self) -> None:
        """A second call may be a second paid session."""
        broken = {"/v1/sessions/token": (503, {"message": "try later"})}
        async with vendor(broken, headers={"Retry-After": "0"}) as there:
            with pytest.raises(AvatarUnavailable):
                await there.liveavatar().open(ORDER)

        assert len(there.visits) == 1

    async def test_nobody_there_is_network_trouble(self) -> None:
        avatars = LiveAvatar(
            LiveAvatarSettings(key=KEY, base_url="http://127.0.0.1:9", deadlines=QUICK)
        )
        with pytest.raises(AvatarUnavailable) as failure:
            await avatars.open(ORDER)

        assert failure.value.trouble is Trouble.NETWORK

    @pytest.mark.parametrize(
        "answer",
        [
            None,
            [],
            7,
            {},
            {"data": None},
            {"data": {}},
            {"data": {"session_id": 7, "session_token": "x"}},
            {"data": {"session_id": "x", "session_token": ""}},
        ],
    )
    async def test_of_another_shape_are_network_trouble(self, answer: Any) -> None:
        async with vendor({"/v1/sessions/token": answer}) as there:
            with pytest.raises(AvatarUnavailable) as failure:
                await there.liveavatar().open(ORDER)

        assert failure.value.trouble is Trouble.NETWORK

    async def test_wait_no_longer_than_a_student_does(self) -> None:
        defaults = LiveAvatarSettings(key=KEY).deadlines
        assert max(defaults.open, defaults.stop) < 5


class TestTheBreaker:
    async def test_turns_the_sixth_call_away_at_once(self) -> None:
        async with vendor({"/v1/sessions/token": (500, {})}) as there:
            avatars = there.liveavatar()
            for _ in range(5):
                with pytest.raises(AvatarUnavailable):
                    await avatars.open(ORDER)
            begun = time.monotonic()
            with pytest.raises(AvatarUnavailable) as failure:
                await avatars.open(ORDER)

            assert time.monotonic() - begun < 0.05
            assert failure.value.trouble is Trouble.NETWORK
            assert len(there.visits) == 5

    async def test_closes_when_the_vendor_is_well_again(self) -> None:
        now = [0.0]
        breaker = Breaker("LiveAvatar", clock=lambda: now[0])
        async with vendor({"/v1/sessions/token": (500, {})}) as there:
            avatars = there.liveavatar(breaker=breaker)
            for _ in range(6):
                with pytest.raises(AvatarUnavailable):
                    await avatars.open(ORDER)
            there.answers = MINT
            now[0] += REST
            assert (await avatars.open(ORDER)).session == "session-1"
            assert (await avatars.open(ORDER)).session == "session-1"

    async def test_remembers_why_it_turns_calls_away(self) -> None:
        """A refused key stays a refused key; nobody is told that the network is bad."""
        async with vendor({"/v1/sessions/token": (401, {})}) as there:
            avatars = there.liveavatar()
            for _ in range(3):
                with pytest.raises(ProviderError) as failure:
                    await avatars.open(ORDER)
                assert trouble_of(failure.value) is Trouble.REFUSED

        assert len(there.visits) == 1

    async def test_lets_paid_sessions_be_stopped_while_none_can_be_opened(self) -> None:
        answers: dict[str, Any] = {
            "/v1/sessions/token": (401, {}),
            "/v1/sessions/stop": ok(None),
        }
        async with vendor(answers) as there:
            avatars = there.liveavatar()
            with pytest.raises(AvatarRefused):
                await avatars.open(ORDER)
            await avatars.stop("session-1")

        assert there.paths[-1] == "POST /v1/sessions/stop"


class TestStopping:
    async def test_names_the_session_and_the_reason(self) -> None:
        async with vendor({"/v1/sessions/stop": ok(None)}) as there:
            await there.liveavatar().stop("session-1", "IDLE_TIMEOUT")

        assert there.body() == {"session_id": "session-1", "reason": "IDLE_TIMEOUT"}

    async def test_a_session_that_is_over_changes_nothing(self) -> None:
        async with vendor() as there:
            await there.liveavatar().stop("session-1")

        assert len(there.visits) == 1

    async def test_nothing_asks_nobody(self) -> None:
        async with vendor() as there:
            await there.liveavatar().stop("")

        assert there.visits == []

    async def test_is_tried_again(self) -> None:
        def once(request: Any) -> Any:
            return (503, {}) if len(there.visits) == 1 else ok(None)

        async with vendor({"/v1/sessions/stop": once}) as there:
            await there.liveavatar(deadlines=replace(QUICK, stop=3.0)).stop("session-1")

        assert len(there.visits) == 2

    async def test_is_bounded(self) -> None:
        async with vendor(faults=Faults(mute=True)) as there:
            begun = time.monotonic()
            with pytest.raises(AvatarUnavailable):
                await there.liveavatar().stop("session-1")

        assert time.monotonic() - begun <= QUICK.stop + MARGIN

    async def test_a_refusal_is_told(self) -> None:
        async with vendor({"/v1/sessions/stop": (401, {})}) as there:
            with pytest.raises(AvatarRefused):
                await there.liveavatar().stop("session-1")


async def test_a_session_is_kept_alive_by_its_id() -> None:
    async with vendor({"/v1/sessions/keep-alive": ok(None)}) as there:
        await there.liveavatar().keep_alive("session-1")

    assert there.body() == {"session_id": "session-1"}


class TestTheCatalogue:
    async def test_has_ones_own_faces_first_and_no_face_twice(self) -> None:
        own = {"id": "b", "name": "Beth", "type": "VIDEO", "status": "ACTIVE", "is_expired": False}
        public = [
            {**own, "name": "Beth in public"},
            {
                "id": "a",
                "name": "Ann",
                "type": "IMAGE",
                "status": "ACTIVE",
                "preview_url": "https://pictures.example/a.webp",
                "default_voice": {"id": "v1", "name": "Warm"},
            },
        ]
        answers = {
            "/v1/avatars": ok({"results": [own], "next": None}),
            "/v1/avatars/public": ok({"results": public, "next": None}),
        }
        async with vendor(answers) as there:
            beth, ann = await there.liveavatar().faces()

        assert (beth.id, beth.name, beth.voice, beth.preview_url) == ("b", "Beth", "", "")
        assert (ann.id, ann.voice, ann.kind) == ("a", "v1", "image")
        assert ann.preview_url == "https://pictures.example/a.webp"

    async def test_leaves_out_faces_that_cannot_be_had(self) -> None:
        faces = [
            {"id": "a", "name": "Expired", "status": "ACTIVE", "is_expired": True},
            {"id": "b", "name": "Not made yet", "status": "INIT"},
        ]
        answers = {
            "/v1/avatars": ok({"results": faces, "next": None}),
            "/v1/avatars/public": ok({"results": [], "next": None}),
        }
        async with vendor(answers) as there:
            assert await there.liveavatar().faces() == []

    async def test_is_read_page_by_page(self) -> None:
        def page(request: Any) -> Any:
            number = int(request.query_params["page"])
            if request.query_params["voice_type"] == "private":
                return ok({"results": [], "next": None})
            voice = {"id": f"v{number}", "name": "A", "language": "English", "gender": "female"}
            return ok({"results": [voice], "next": "more" if number < 3 else None})

        async with vendor({"/v1/voices": page}) as there:
            voices = await there.liveavatar().voices()

        assert [voice.id for voice in voices] == ["v1", "v2", "v3"]
        assert (voices[0].language, voices[0].gender) == ("English", "female")

    async def test_has_an_end_even_if_the_vendor_knows_none(self) -> None:
        def page(request: Any) -> Any:
            return ok({"results": [{"id": "v", "name": "A"}], "next": "more"})

        async with vendor({"/v1/voices": page}) as there:
            patient = there.liveavatar(deadlines=replace(QUICK, list=5.0))
            assert len(await patient.voices()) == 1

        assert len(there.visits) == 60

    async def test_of_another_shape_is_network_trouble(self) -> None:
        answers = {"/v1/voices": ok({"results": [{"id": 7}], "next": None})}
        async with vendor(answers) as there:
            with pytest.raises(AvatarUnavailable):
                await there.liveavatar().voices()

    async def test_is_asked_for_again_where_that_may_help(self) -> None:
        def once(request: Any) -> Any:
            return (503, {}) if len(there.visits) == 1 else ok({"credits_left": "12.5"})

        async with vendor({"/v1/users/credits": once}) as there:
            patient = there.liveavatar(deadlines=replace(QUICK, list=5.0))
            assert await patient.credits() == 12.5


async def test_running_sessions_are_listed() -> None:
    sessions = [{"id": "s1", "created_at": "2026-11-20T10:00:00Z"}, {"id": "s2"}]
    async with vendor({"/v1/sessions": ok({"results": sessions, "next": None})}) as there:
        first, second = await there.liveavatar().active()

    assert (first.id, second.id, second.created_at) == ("s1", "s2", None)
    assert first.created_at is not None
    assert first.created_at.isoformat() == "2026-11-20T10:00:00+00:00"


class TestSecrets:
    async def test_are_in_no_repr(self) -> None:
        async with vendor(MINT) as there:
            avatars = there.liveavatar()
            ticket = await avatars.open(ORDER)

        settings = LiveAvatarSettings(key=KEY)
        shown = f"{ticket!r} {ticket} {settings!r} {avatars!r} {vars(avatars)!r}"
        assert TOKEN not in shown
        assert KEY not in shown

    @pytest.mark.parametrize("status", [200, 400, 401, 403, 422, 429, 500])
    async def test_are_in_no_error_and_no_log(
        self, status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Not even where the vendor repeats them, and everything is logged."""
        echo = {"message": f"{KEY} {TOKEN}", "data": {"session_token": TOKEN, "key": KEY}}
        with caplog.at_level(logging.DEBUG):
            async with vendor({"/v1/sessions/token": (status, echo)}) as there:
                with pytest.raises(ProviderError) as failure:
                    await there.liveavatar().open(ORDER)

        told = "".join(traceback.format_exception(failure.value)) + repr(failure.value)
        logged = "\n".join(f"{each.getMessage()} {vars(each)!r}" for each in caplog.records)
        for secret in (KEY, TOKEN):
            assert secret not in told
            assert secret not in logged

    async def test_are_in_no_error_of_the_library_below(self) -> None:
        def broken(request: httpx.Request) -> httpx.Response:
            raise httpx.ReadError(f"{KEY} {TOKEN}", request=request)

        avatars = LiveAvatar(
            LiveAvatarSettings(key=KEY, base_url="http://vendor.example"),
            transport=httpx.MockTransport(broken),
        )
        with pytest.raises(AvatarUnavailable) as failure:
            await avatars.open(ORDER)

        assert KEY not in "".join(traceback.format_exception(failure.value))
