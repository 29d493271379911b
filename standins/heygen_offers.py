"""What HeyGen offers to choose from, in its old words and in those of version 3.

https://docs.heygen.com/reference/list-streaming-avatars
https://developers.heygen.com/reference/list-avatar-looks
"""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from standins import faces, picture, tones
from standins.heygen_refusals import check_film, check_streaming, check_streaming_key


async def _old_faces(request: Request) -> Response:
    check_streaming(request)
    check_streaming_key(request)
    described = [
        {
            "avatar_id": face.id,
            "pose_name": face.name,
            "status": "ACTIVE",
            "is_public": face.is_public,
            "default_voice": face.voice.id if face.voice else None,
            "normal_preview": f"http://{request.url.netloc}/previews/{face.id}.jpg",
        }
        for face in faces.FACES
    ]
    return JSONResponse({"code": 100, "message": "Success", "data": described})


async def _old_voices(request: Request) -> Response:
    check_streaming(request)
    check_streaming_key(request)
    described = [
        {
            "voice_id": voice.id,
            "name": voice.name,
            "language": voice.language,
            "gender": voice.gender,
            "preview_audio": f"http://{request.url.netloc}/previews/{voice.id}.mp3",
        }
        for voice in faces.VOICES
    ]
    return JSONResponse({"error": None, "data": {"voices": described}})


async def _looks(request: Request) -> Response:
    check_film(request)
    described = [
        {
            "id": face.id,
            "name": face.name,
            "avatar_type": "studio_avatar" if face.voice else "photo_avatar",
            "default_voice_id": face.voice.id if face.voice else None,
            "supported_api_engines": ["avatar_iii", "avatar_iv"],
            "preview_image_url": f"http://{request.url.netloc}/previews/{face.id}.jpg",
            "status": "completed",
        }
        for face in faces.FACES
    ]
    return _page(request, described)


async def _voices(request: Request) -> Response:
    check_film(request)
    described = [
        {
            "voice_id": voice.id,
            "name": voice.name,
            "language": voice.language,
            "gender": voice.gender,
            "type": "public",
            "preview_audio_url": f"http://{request.url.netloc}/previews/{voice.id}.mp3",
            "support_pause": True,
            "support_locale": False,
        }
        for voice in faces.VOICES
    ]
    return _page(request, described)


async def _me(request: Request) -> Response:
    check_film(request)
    wallet = {"remaining_balance": 12.5, "currency": "usd"}
    return JSONResponse({"data": {"billing_type": "wallet", "wallet": wallet}})


async def _picture(request: Request) -> Response:
    return Response(picture.still(), media_type="image/jpeg")


async def _sample(request: Request) -> Response:
    return Response(tones.mp3(2.0), media_type="audio/mpeg")


def _page(request: Request, results: Sequence[dict[str, Any]]) -> Response:
    """`limit`, and in `token` how many were shown before."""
    limit = int(request.query_params.get("limit", "20"))
    start = int(request.query_params.get("token", "0"))
    end = start + limit
    more = end < len(results)
    return JSONResponse(
        {"data": results[start:end], "has_more": more, "next_token": str(end) if more else None}
    )


ROUTES = [
    Route("/v1/streaming/avatar.list", _old_faces),
    Route("/v2/voices", _old_voices),
    Route("/v3/avatars/looks", _looks),
    Route("/v3/voices", _voices),
    Route("/v3/users/me", _me),
    Route("/previews/{id}.jpg", _picture),
    Route("/previews/{id}.mp3", _sample),
]
