"""The stand-in for HeyGen: the Streaming API as its SDK uses it, and films."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import av
import httpx
import pytest

from standins import faces, tones
from standins.frame import Visit
from standins.heygen import KEY, NO_FAULTS, Faults, create_app
from standins.heygen_refusals import FILMS, STREAMING
from standins.serve import serve

FACE = faces.FACES[1]
FILM = {"type": "avatar", "avatar_id": FACE.id, "script": "Tell me about a day.", "title": "1"}


@asynccontextmanager
async def client_of(
    faults: Faults = NO_FAULTS, *, key: str = KEY, visits: list[Visit] | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serve(create_app(faults, visits=visits)) as url,
        httpx.AsyncClient(base_url=url, headers={"x-api-key": key}, timeout=10) as client,
    ):
        yield client


class Page:
    """Asks as the SDK does: with a token and without the key."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self._client = client
        self._headers = {"authorization": f"Bearer {token}", "x-api-key": ""}

    async def post(self, name: str, **body: Any) -> httpx.Response:
        return await self._client.post(f"/v1/streaming.{name}", json=body, headers=self._headers)


async def page_of(client: httpx.AsyncClient) -> Page:
    answer = await client.post("/v1/streaming.create_token")
    assert answer.json()["error"] is None
    return Page(client, answer.json()["data"]["token"])


async def started(client: httpx.AsyncClient) -> tuple[Page, str]:
    page = await page_of(client)
    session = (await page.post("new", avatar_name=FACE.id)).json()["data"]["session_id"]
    await page.post("start", session_id=session)
    return page, session


async def film(client: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    return await client.post("/v3/videos", json=FILM | changes)


async def polled(client: httpx.AsyncClient, id: str, times: int) -> list[dict[str, Any]]:
    return [(await client.get(f"/v3/videos/{id}")).json()["data"] for _ in range(times)]


async def test_a_token_opens_one_session() -> None:
    async with client_of() as client:
        page = await page_of(client)
        first = await page.post("new", avatar_name=FACE.id)
        second = await page.post("new", avatar_name=FACE.id)

    assert first.json()["code"] == 100
    assert set(first.json()["data"]) == {
        "session_id",
        "access_token",
        "url",
        "is_paid",
        "session_duration_limit",
    }
    assert (second.status_code, second.json()["code"]) == (401, 400112)


async def test_a_session_says_repeats_word_for_word_and_anything_else_in_its_own_words() -> None:
    async with client_of() as client:
        page, session = await started(client)
        told = [
            await page.post("task", session_id=session, text="Tell me more.", task_type="repeat"),
            await page.post("task", session_id=session, text="Tell me more."),
        ]
        listed = (await client.get("/v1/streaming.list")).json()["data"]["sessions"]
        await page.post("interrupt", session_id=session)

    assert all(answer.json()["data"]["task_id"] for answer in told)
    assert told[0].json()["data"]["duration_ms"] == tones.seconds_of("Tell me more.") * 1000
    assert [each["session_id"] for each in listed] == [session]


async def test_a_stopped_session_takes_no_more() -> None:
    async with client_of() as client:
        page, session = await started(client)
        await page.post("stop", session_id=session)
        answers = [
            await page.post("keep_alive", session_id=session),
            await page.post("task", session_id=session, text="Hello", task_type="repeat"),
        ]

    assert [answer.json()["code"] for answer in answers] == [400004, 400004]


async def test_a_stranger_cannot_touch_a_session() -> None:
    async with client_of() as client:
        _, session = await started(client)
        answer = await Page(client, "another").post("stop", session_id=session)

    assert (answer.status_code, answer.json()["code"]) == (401, 40009)


@pytest.mark.parametrize("reason", STREAMING)
async def test_the_streaming_api_can_be_retired_in_each_way(reason: str) -> None:
    status, code, _ = STREAMING[reason]
    async with client_of(Faults(because=reason)) as client:
        answer = await client.post("/v1/streaming.create_token")

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_faces_and_voices_of_both_versions_are_offered() -> None:
    async with client_of() as client:
        old_faces = (await client.get("/v1/streaming/avatar.list")).json()["data"]
        old_voices = (await client.get("/v2/voices")).json()["data"]["voices"]
        looks = (await client.get("/v3/avatars/looks")).json()["data"]
        voices = (await client.get("/v3/voices")).json()["data"]
        picture = await client.get(looks[0]["preview_image_url"])
        sample = await client.get(voices[0]["preview_audio_url"])

    assert [x["avatar_id"] for x in old_faces] == [x["id"] for x in looks]
    assert [x["voice_id"] for x in old_voices] == [x["voice_id"] for x in voices]
    assert picture.content.startswith(b"\xff\xd8")
    assert sample.headers["content-type"] == "audio/mpeg"


async def test_looks_come_in_pages() -> None:
    async with client_of() as client:
        names: list[str] = []
        token: str | None = "0"
        while token:
            query = {"limit": "2", "token": token}
            page = (await client.get("/v3/avatars/looks", params=query)).json()
            assert page["has_more"] == (page["next_token"] is not None)
            names += [look["name"] for look in page["data"]]
            token = page["next_token"]

    assert names == [face.name for face in faces.FACES]


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "h264"), ("webm", "vp8")])
async def test_a_film_is_ordered_waited_for_and_fetched(kind: str, codec: str) -> None:
    async with client_of() as client:
        ordered = (await film(client, output_format=kind)).json()["data"]
        news = await polled(client, ordered["video_id"], 3)
        answer = await client.get(news[-1]["video_url"])

    assert ordered["status"] == "waiting"
    assert [each["status"] for each in news] == ["pending", "processing", "completed"]
    assert news[-1]["duration"] == tones.seconds_of(FILM["script"])
    assert answer.headers["content-type"] == f"video/{kind}"
    with av.open(io.BytesIO(answer.content)) as file:
        assert [stream.type for stream in file.streams] == ["video", "audio"]
        assert file.streams.video[0].codec_context.name in {codec, f"lib{codec}", "libvpx"}


async def test_many_films_can_be_asked_about_at_once_and_one_deleted() -> None:
    async with client_of() as client:
        ids = [(await film(client)).json()["data"]["video_id"] for _ in range(2)]
        told = (await client.get(f"/v3/videos/statuses?video_ids={','.join(ids)},other")).json()
        deleted = await client.delete(f"/v3/videos/{ids[0]}")
        gone = await client.get(f"/v3/videos/{ids[0]}")

    assert [each["id"] for each in told["data"]] == ids
    assert (deleted.status_code, gone.status_code) == (200, 404)


@pytest.mark.parametrize(
    ("changes", "status", "parameter"),
    [
        ({"avatar_id": "nobody"}, 404, "avatar_id"),
        ({"voice_id": "nobody"}, 400, "voice_id"),
        ({"script": ""}, 400, "script"),
        ({"output_format": "gif"}, 400, "output_format"),
    ],
)
async def test_a_wrong_order_is_refused(
    changes: dict[str, str], status: int, parameter: str
) -> None:
    async with client_of() as client:
        answer = await film(client, **changes)

    assert (answer.status_code, answer.json()["error"]["param"]) == (status, parameter)


@pytest.mark.parametrize("reason", FILMS)
async def test_a_film_can_be_refused_for_each_reason(reason: str) -> None:
    async with client_of(Faults(because=reason)) as client:
        answer = await film(client)

    assert (answer.status_code, answer.json()["error"]["code"]) == (FILMS[reason][0], reason)


async def test_a_refused_film_can_ask_for_patience() -> None:
    async with client_of(Faults(refuse_with=429, retry_after=5)) as client:
        answer = await film(client)

    assert answer.headers["retry-after"] == "5"
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"


async def test_a_film_can_fail() -> None:
    async with client_of(Faults(fails=True)) as client:
        id = (await film(client)).json()["data"]["video_id"]
        last = (await polled(client, id, 3))[-1]

    assert (last["status"], last["failure_code"]) == ("failed", "render_failed")
    assert last["video_url"] is None


async def test_a_film_can_take_for_ever() -> None:
    async with client_of(Faults(never_renders=True)) as client:
        id = (await film(client)).json()["data"]["video_id"]
        news = await polled(client, id, 5)

    assert news[-1]["status"] == "processing"


async def test_the_address_of_a_film_can_have_expired() -> None:
    async with client_of(Faults(expired=True)) as client:
        id = (await film(client)).json()["data"]["video_id"]
        news = await polled(client, id, 3)
        answer = await client.get(news[-1]["video_url"])

    assert answer.status_code == 403


async def test_a_wrong_key_is_refused_by_both_versions() -> None:
    async with client_of(key="another") as client:
        old = await client.post("/v1/streaming.create_token")
        new = await client.get("/v3/users/me")

    assert (old.json()["code"], new.json()["error"]["code"]) == (40009, "unauthorized")
