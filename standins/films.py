"""HeyGen's films of somebody saying a text, API version 3: ordered, waited for, fetched.

https://developers.heygen.com/reference/create-video
"""

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from standins import clips, faces, tones
from standins.asking import json_object
from standins.heygen_refusals import Faults, check_film, refuse_film

STEPS = ("pending", "processing", "completed")  # one further each time it is asked about
LONGEST_SCRIPT = 5000  # characters


@dataclass
class Film:
    script: str
    kind: str  # mp4 or webm
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    asked: int = 0  # times

    @property
    def seconds(self) -> float:
        return tones.seconds_of(self.script)


def routes() -> list[BaseRoute]:
    studio = Studio()
    return [
        Route("/v3/videos", studio.order, methods=["POST"]),
        Route("/v3/videos/statuses", studio.tell_many),
        Route("/v3/videos/{id}", studio.tell, methods=["GET"]),
        Route("/v3/videos/{id}", studio.delete, methods=["DELETE"]),
        Route("/films/{id}.{kind}", studio.send),
    ]


class Studio:
    def __init__(self) -> None:
        self._films: dict[str, Film] = {}

    async def order(self, request: Request) -> Response:
        body = await json_object(request) or {}
        check_film(request)
        face = faces.face(body.get("avatar_id"))
        if face is None:
            raise refuse_film("not_found", "avatar_id")
        voice = body.get("voice_id")
        if faces.voice(voice) is None and (voice is not None or face.voice is None):
            raise refuse_film("invalid_parameter", "voice_id")
        script = body.get("script")
        if not isinstance(script, str) or not 0 < len(script) <= LONGEST_SCRIPT:
            raise refuse_film("invalid_parameter", "script")
        kind = body.get("output_format", "mp4")
        if kind not in clips.CODECS:
            raise refuse_film("invalid_parameter", "output_format")
        film = Film(script, kind)
        self._films[film.id] = film
        data = {"video_id": film.id, "status": "waiting", "output_format": kind}
        return JSONResponse({"data": data})

    async def tell(self, request: Request) -> Response:
        check_film(request)
        return JSONResponse({"data": self._news(request, self._found(request))})

    async def tell_many(self, request: Request) -> Response:
        check_film(request)
        ids = request.query_params.get("video_ids", "").split(",")
        found = [self._films[id] for id in ids if id in self._films]
        return JSONResponse({"data": [self._news(request, film) for film in found]})

    async def delete(self, request: Request) -> Response:
        check_film(request)
        film = self._found(request)
        del self._films[film.id]
        return JSONResponse({"data": {"id": film.id}})

    async def send(self, request: Request) -> Response:
        """To anybody who knows the address, as long as it is good."""
        if request.scope["faults"].expired:
            return Response("<Error><Code>AccessDenied</Code></Error>", status_code=403)
        film = self._found(request)
        content = await asyncio.to_thread(clips.film, film.seconds, film.kind)
        return Response(content, media_type=clips.MEDIA_TYPES[film.kind])

    def _found(self, request: Request) -> Film:
        film = self._films.get(request.path_params["id"])
        if film is None:
            raise refuse_film("not_found")
        return film

    def _news(self, request: Request, film: Film) -> dict[str, Any]:
        faulty: Faults = request.scope["faults"]
        step = min(film.asked, 1 if faulty.never_renders else len(STEPS) - 1)
        film.asked += 1
        news: dict[str, Any] = {"id": film.id, "status": STEPS[step], "video_url": None}
        if STEPS[step] != "completed":
            return news
        if faulty.fails:
            why = {"failure_code": "render_failed", "failure_message": "The film broke"}
            return news | {"status": "failed", **why}
        address = f"http://{request.url.netloc}/films/{film.id}.{film.kind}"
        return news | {"video_url": address, "duration": film.seconds}
