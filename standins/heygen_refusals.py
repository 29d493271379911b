"""How HeyGen words a refusal: one way in the Streaming API, another since version 3.

https://docs.heygen.com/reference/errors
https://developers.heygen.com/docs/errors
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from standins import livekit
from standins.asking import Refusal

KEY = "stand-in-heygen-key"
# Reasons that can be asked for as a fault. The numbers are those that people have reported.
STREAMING = {
    "unauthorized": (401, 400112, "Unauthorized"),
    "key": (401, 40009, "Invalid API key"),
    "forbidden": (403, 400562, "Forbidden"),
    "tier": (403, 400599, "This is not part of your plan"),
    "gone": (410, 410, "This API has reached its end of life"),
    "missing": (404, 404, "Not found"),
    "unavailable": (404, 10013, "Avatar not found"),
    "deprecated": (400, 10003, "Avatar version is deprecated"),
    "unknown": (400, 400004, "No such session"),
    "wrong": (400, 400, "Parameters are not valid"),
}
FILMS = {
    "unauthorized": (401, "Invalid API key"),
    "insufficient_credit": (402, "Insufficient credit"),
    "forbidden": (403, "Not permitted"),
    "not_found": (404, "Not found"),
    "invalid_parameter": (400, "A parameter is missing or not valid"),
    "rate_limit_exceeded": (429, "Too many requests"),
    "internal_error": (500, "Internal error"),
}
CODES = {status: code for code, (status, _) in FILMS.items()}


@dataclass(frozen=True, slots=True)
class Faults(livekit.Faults):
    because: str = ""  # a reason in STREAMING or FILMS, instead of a status
    refuse_at: str = ""  # the end of the only path that is refused
    fails: bool = False  # a film is begun and not finished
    never_renders: bool = False
    expired: bool = False  # a film can no longer be fetched


def check_streaming(request: Request) -> None:
    """Raises Refusal if a fault says so."""
    faulty: Faults = request.scope["faults"]
    if not request.url.path.endswith(faulty.refuse_at):
        return
    if faulty.because in STREAMING:
        raise refuse_streaming(faulty.because)
    if faulty.refuse_with is not None:
        body = {"code": faulty.refuse_with, "message": "Refused", "data": None}
        raise _patient(Refusal(JSONResponse(body, status_code=faulty.refuse_with)), faulty)


def check_streaming_key(request: Request) -> None:
    if request.headers.get("x-api-key") != KEY:
        raise refuse_streaming("key")


def check_film(request: Request) -> None:
    """Raises Refusal if a fault says so, or the key is wrong."""
    faulty: Faults = request.scope["faults"]
    if request.url.path.endswith(faulty.refuse_at):
        if faulty.because in FILMS:
            raise refuse_film(faulty.because)
        if faulty.refuse_with is not None:
            refusal = refuse_film(CODES.get(faulty.refuse_with, "internal_error"))
            refusal.answer.status_code = faulty.refuse_with
            raise _patient(refusal, faulty)
    if request.headers.get("x-api-key") != KEY:
        raise refuse_film("unauthorized")


def refuse_streaming(reason: str) -> Refusal:
    status, code, message = STREAMING[reason]
    body = {"code": code, "message": message, "data": None}
    return Refusal(JSONResponse(body, status_code=status))


def refuse_film(code: str, parameter: str | None = None) -> Refusal:
    status, message = FILMS[code]
    error = {"code": code, "message": message, "doc_url": "https://developers.heygen.com/errors"}
    if parameter:
        error["param"] = parameter
    return Refusal(JSONResponse({"error": error}, status_code=status))


def _patient(refusal: Refusal, faulty: Faults) -> Refusal:
    if faulty.retry_after is not None:
        refusal.answer.headers["retry-after"] = str(faulty.retry_after)
    return refusal
