"""What LiveAvatar offers to choose from: faces, voices, languages; and what is left to pay with.

https://docs.liveavatar.com/reference
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from standins import faces, picture
from standins.envelopes import check_faults, check_key, ok, page

CREDITS = "12.5"


async def _public_faces(request: Request) -> Response:
    check_faults(request)
    return page(request, [_face(x, request) for x in faces.FACES if x.is_public])


async def _own_faces(request: Request) -> Response:
    check_faults(request)
    check_key(request)
    return page(request, [_face(x, request) for x in faces.FACES if not x.is_public])


async def _voices(request: Request) -> Response:
    check_faults(request)
    check_key(request)
    is_public = request.query_params.get("voice_type", "public") == "public"
    voices = faces.VOICES if is_public else ()
    fields = ("id", "name", "language", "gender")
    return page(request, [{name: getattr(x, name) for name in fields} for x in voices])


async def _languages(request: Request) -> Response:
    check_faults(request)
    check_key(request)
    return ok([{"language": name, "code": code} for name, code in faces.LANGUAGES])


async def _credits(request: Request) -> Response:
    check_faults(request)
    check_key(request)
    return ok({"credits_left": CREDITS})


async def _preview(request: Request) -> Response:
    if faces.face(request.path_params["id"]) is None:
        return Response(status_code=404)
    return Response(picture.still(), media_type="image/jpeg")


def _face(face: faces.Face, request: Request) -> dict[str, Any]:
    voice = face.voice
    return {
        "id": face.id,
        "name": face.name,
        "type": "VIDEO" if voice else "IMAGE",
        "status": "ACTIVE",
        "preview_url": f"http://{request.url.netloc}/previews/{face.id}.jpg",
        "is_expired": face.is_expired,
        "default_voice": {"id": voice.id, "name": voice.name} if voice else None,
        "is_1080p": False,
        "created_at": "2026-01-05T09:00:00Z",
        "updated_at": "2026-01-05T09:00:00Z",
        "error_message": None,
    }


ROUTES = [
    Route("/v1/avatars/public", _public_faces),
    Route("/v1/avatars", _own_faces),
    Route("/v1/voices", _voices),
    Route("/v1/languages", _languages),
    Route("/v1/users/credits", _credits),
    Route("/previews/{id}.jpg", _preview),
]
