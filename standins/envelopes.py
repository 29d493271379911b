"""LiveAvatar's answers: `{code, message, data}`, and how it words a refusal.

https://docs.liveavatar.com/reference/errors
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from standins import livekit
from standins.asking import Refusal, json_object

KEY = "stand-in-liveavatar-key"
OK = 1000  # the SDK takes nothing else for success
MOST_ON_A_PAGE = 100
# What can be refused, by the name of a fault. 4003 has two meanings; the others are guesses.
REASONS = {
    "concurrency": (403, 4003, "Session concurrency limit reached"),
    "unauthenticated": (403, 4003, "Not authenticated"),
    "key": (401, 4001, "Invalid API key"),
    "expired": (401, 4011, "Session token has expired"),
    "quota": (403, 4031, "Insufficient credits to start a session"),
    "unavailable": (404, 4004, "Avatar not found"),
    "unknown": (404, 4004, "Session not found"),
    "sandbox": (400, 4000, "This avatar is not available in sandbox mode"),
}


@dataclass(frozen=True, slots=True)
class Faults(livekit.Faults):
    because: str = ""  # a name in REASONS, instead of a status
    refuse_at: str = ""  # the end of the only path that is refused, as sessions/start
    at_once: int | None = None  # sessions that may be active


def ok(data: object, status: int = 200) -> Response:
    envelope = {"code": OK, "message": "Success", "data": data}
    return JSONResponse(envelope, status_code=status)


def refusal_for(reason: str) -> Refusal:
    status, code, message = REASONS[reason]
    return Refusal(_error(status, code, message))


def unprocessable(*where: str) -> Refusal:
    """As FastAPI says that something in a request is missing or wrong."""
    detail = [{"type": "value_error", "loc": where, "msg": "Input is missing or not valid"}]
    return Refusal(JSONResponse({"detail": detail}, status_code=422))


async def body_of(request: Request) -> dict[str, Any]:
    """The SDK's own requests have none. Raises Refusal."""
    body = await json_object(request)
    if body is None:
        raise unprocessable("body")
    return body


def check_faults(request: Request) -> None:
    """Raises Refusal if a fault says so."""
    faulty: Faults = request.scope["faults"]
    if not request.url.path.endswith(faulty.refuse_at):
        return
    if faulty.because:
        raise refusal_for(faulty.because)
    if faulty.refuse_with == 422:
        raise unprocessable("body")
    if faulty.refuse_with is not None:
        answer = _error(faulty.refuse_with, faulty.refuse_with * 10, _phrase(faulty.refuse_with))
        if faulty.retry_after is not None:
            answer.headers["retry-after"] = str(faulty.retry_after)
            answer.headers["x-ratelimit-remaining"] = "0"
        raise Refusal(answer)


def check_key(request: Request) -> None:
    """Raises Refusal."""
    if request.headers.get("x-api-key") != KEY:
        raise refusal_for("key")


def page(request: Request, results: list[Mapping[str, Any]]) -> Response:
    """`page` and `page_size` of the query; the first page is 1."""
    number = _whole(request, "page", 1)
    size = min(_whole(request, "page_size", 20), MOST_ON_A_PAGE)
    shown = results[(number - 1) * size : number * size]
    after = request.url.include_query_params(page=number + 1)
    before = request.url.include_query_params(page=number - 1)
    return ok(
        {
            "count": len(results),
            "next": str(after) if number * size < len(results) else None,
            "previous": str(before) if number > 1 else None,
            "results": shown,
        }
    )


def _whole(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name, str(otherwise))
    if not text.isdecimal() or int(text) < 1:
        raise unprocessable("query", name)
    return int(text)


def _error(status: int, code: int, message: str) -> Response:
    return JSONResponse({"code": code, "data": None, "message": message}, status_code=status)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase
