"""The stand-in for LiveAvatar: what a server asks of it, and the SDK before it has a picture."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from standins import faces
from standins.envelopes import KEY, REASONS
from standins.frame import Visit
from standins.liveavatar import NO_FAULTS, Faults, create_app
from standins.serve import serve

FACE = faces.FACES[1]
ORDER = {
    "mode": "FULL",
    "avatar_id": FACE.id,
    "is_sandbox": False,
    "avatar_persona": {"language": "en"},
    "video_settings": {"quality": "medium", "encoding": "H264"},
}
PAGE = {"origin": "http://127.0.0.1:8000"}


@asynccontextmanager
async def client_of(
    faults: Faults = NO_FAULTS, *, key: str = KEY, visits: list[Visit] | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serve(create_app(faults, visits=visits)) as url,
        httpx.AsyncClient(base_url=url, headers={"x-api-key": key}, timeout=5) as client,
    ):
        yield client


async def minted(client: httpx.AsyncClient, **changes: Any) -> dict[str, str]:
    answer = await client.post("/v1/sessions/token", json=ORDER | changes)
    assert answer.status_code == 200, answer.text
    data: dict[str, str] = answer.json()["data"]
    return data


async def post_as_page(client: httpx.AsyncClient, path: str, token: str) -> httpx.Response:
    """As the SDK does: a token, no key, no body."""
    request = client.build_request("POST", path, headers={"authorization": f"Bearer {token}"})
    del request.headers["x-api-key"]
    return await client.send(request)


async def active(client: httpx.AsyncClient) -> list[str]:
    answer = await client.get("/v1/sessions", params={"type": "active"})
    return [each["id"] for each in answer.json()["data"]["results"]]


async def test_a_token_says_its_mode_and_opens_one_session_once() -> None:
    async with client_of() as client:
        ticket = await minted(client)
        token = ticket["session_token"]
        first = await post_as_page(client, "/v1/sessions/start", token)
        second = await post_as_page(client, "/v1/sessions/start", token)

    payload = token.split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert told["start_session_data"]["mode"] == "FULL"
    assert (first.status_code, first.json()["code"]) == (201, 1000)
    data = first.json()["data"]
    assert data["session_id"] == ticket["session_id"]
    assert data["livekit_url"] == str(client.base_url).replace("http", "ws").rstrip("/")
    assert data["max_session_duration"] == 1200
    assert (second.status_code, second.json()["code"]) == (403, 4003)


async def test_a_session_may_be_shorter_than_the_most() -> None:
    async with client_of() as client:
        ticket = await minted(client, max_session_duration=60)
        started = await post_as_page(client, "/v1/sessions/start", ticket["session_token"])

    assert started.json()["data"]["max_session_duration"] == 60


@pytest.mark.parametrize("by_server", [True, False])
async def test_a_session_is_active_until_it_is_stopped(by_server: bool) -> None:
    async with client_of() as client:
        ticket = await minted(client)
        id, token = ticket["session_id"], ticket["session_token"]
        before = await active(client)
        await post_as_page(client, "/v1/sessions/start", token)
        during = await active(client)
        if by_server:
            body = {"session_id": id, "reason": "USER_CLOSED"}
            await client.post("/v1/sessions/stop", json=body)
        else:
            await post_as_page(client, "/v1/sessions/stop", token)
        after = await active(client)
        ended = (await client.get(f"/v1/sessions/{id}")).json()["data"]

    assert (before, during, after) == ([], [id], [])
    assert ended["end_reason"] == "USER_CLOSED"


async def test_a_session_can_be_kept_alive_only_while_it_is_active() -> None:
    async with client_of() as client:
        ticket = await minted(client)
        body = {"session_id": ticket["session_id"]}
        early = await client.post("/v1/sessions/keep-alive", json=body)
        await post_as_page(client, "/v1/sessions/start", ticket["session_token"])
        answer = await client.post("/v1/sessions/keep-alive", json=body)

    assert (early.status_code, answer.status_code) == (404, 200)


async def test_a_session_before_it_is_started_can_be_stopped_and_not_started_then() -> None:
    async with client_of() as client:
        ticket = await minted(client)
        await client.post("/v1/sessions/stop", json={"session_id": ticket["session_id"]})
        answer = await post_as_page(client, "/v1/sessions/start", ticket["session_token"])

    assert answer.status_code == 403


async def test_a_wrong_key_is_refused() -> None:
    async with client_of(key="another") as client:
        answers = [
            await client.post("/v1/sessions/token", json=ORDER),
            await client.post("/v1/sessions/stop", json={"session_id": "1"}),
            await client.get("/v1/voices"),
            await client.get("/v1/users/credits"),
        ]

    assert [answer.status_code for answer in answers] == [401] * 4


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"mode": "LIVELY"}, 422),
        ({"avatar_id": "Rosalind"}, 422),
        ({"avatar_persona": None}, 422),
        ({"avatar_persona": {"language": "en", "voice_id": "no-such-voice"}}, 422),
        ({"avatar_id": "00000000-0000-4000-8000-000000000000"}, 404),
        ({"avatar_id": next(face.id for face in faces.FACES if face.is_expired)}, 404),
        ({"avatar_id": next(face.id for face in faces.FACES if face.voice is None)}, 422),
        ({"is_sandbox": True}, 400),
        ({"is_sandbox": True, "avatar_id": faces.SANDBOX}, 200),
    ],
)
async def test_an_order_is_looked_at(changes: dict[str, Any], status: int) -> None:
    async with client_of() as client:
        answer = await client.post("/v1/sessions/token", json=ORDER | changes)

    assert answer.status_code == status
    assert status != 422 or answer.json()["detail"][0]["loc"]


async def test_all_faces_can_be_paged_through_without_a_key() -> None:
    async with client_of(key="") as client:
        path, names = "/v1/avatars/public?page_size=2", []
        while path:
            data = (await client.get(path)).json()["data"]
            names += [each["name"] for each in data["results"]]
            path = data["next"]

    assert names == [face.name for face in faces.FACES if face.is_public]


async def test_a_face_has_a_picture_and_may_lack_a_voice() -> None:
    async with client_of() as client:
        offered = (await client.get("/v1/avatars/public")).json()["data"]["results"]
        picture = await client.get(offered[0]["preview_url"])

    assert {each["type"] for each in offered if each["default_voice"] is None} == {"IMAGE"}
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")


async def test_voices_languages_and_credits_can_be_asked_for() -> None:
    async with client_of() as client:
        voices = (await client.get("/v1/voices?voice_type=public")).json()["data"]["results"]
        languages = (await client.get("/v1/languages")).json()["data"]
        credits_ = (await client.get("/v1/users/credits")).json()["data"]

    assert set(voices[0]) == {"id", "name", "language", "gender"}
    assert {"language": "English", "code": "en"} in languages
    assert credits_ == {"credits_left": "12.5"}


async def test_a_page_of_another_origin_may_ask_with_its_cookies() -> None:
    asking = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    async with client_of(Faults(because="concurrency")) as client:
        preflight = await client.options("/v1/sessions/start", headers=PAGE | asking)
        answer = await client.post("/v1/sessions/start", headers=PAGE)

    for each in (preflight, answer):
        assert each.headers["access-control-allow-origin"] == PAGE["origin"]
        assert each.headers["access-control-allow-credentials"] == "true"
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("reason", REASONS)
async def test_a_refusal_can_be_had_by_its_reason(reason: str) -> None:
    status, code, message = REASONS[reason]
    async with client_of(Faults(because=reason)) as client:
        answer = await client.post("/v1/sessions/token", json=ORDER)

    assert answer.status_code == status
    assert answer.json() == {"code": code, "data": None, "message": message}


@pytest.mark.parametrize("status", [401, 429, 500])
async def test_a_refusal_can_be_had_by_its_status(status: int) -> None:
    async with client_of(Faults(refuse_with=status, retry_after=7)) as client:
        answer = await client.post("/v1/sessions/token", json=ORDER)

    assert (answer.status_code, answer.headers["retry-after"]) == (status, "7")
    assert answer.json()["data"] is None


async def test_a_refusal_can_be_kept_to_one_path() -> None:
    async with client_of(Faults(refuse_with=422, refuse_at="sessions/start")) as client:
        ticket = await minted(client)
        answer = await post_as_page(client, "/v1/sessions/start", ticket["session_token"])

    assert answer.status_code == 422
    assert "detail" in answer.json()


async def test_so_many_sessions_at_once_and_no_more() -> None:
    async with client_of(Faults(at_once=1)) as client:
        first, second = await minted(client), await minted(client)
        await post_as_page(client, "/v1/sessions/start", first["session_token"])
        refused = await post_as_page(client, "/v1/sessions/start", second["session_token"])
        await client.post("/v1/sessions/stop", json={"session_id": first["session_id"]})
        accepted = await post_as_page(client, "/v1/sessions/start", second["session_token"])

    assert refused.json()["message"] == "Session concurrency limit reached"
    assert (refused.status_code, accepted.status_code) == (403, 201)


async def test_no_token_is_written_down() -> None:
    visits: list[Visit] = []
    async with client_of(visits=visits) as client:
        ticket = await minted(client)
        await post_as_page(client, "/v1/sessions/start", ticket["session_token"])
        await client.get("/rtc", params={"access_token": ticket["session_token"]})

    assert [(visit.method, visit.path) for visit in visits] == [
        ("POST", "/v1/sessions/token"),
        ("POST", "/v1/sessions/start"),
        ("GET", "/rtc"),
    ]
    assert ticket["session_token"] not in repr(visits)
