"""A stand-in for OpenAI: the Responses API, streamed or not, and transcriptions of files.

https://platform.openai.com/docs/api-reference/responses/create
https://platform.openai.com/docs/api-reference/responses-streaming
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from standins import faults, schemas, transcriptions
from standins.frame import Vendor, Visit, standin
from standins.responses import Answer, Json

NAME = "openai"
KEY = "stand-in-openai-key"
DEFAULT_FORMAT = {"type": "text"}


@dataclass(frozen=True, slots=True)
class Faults(faults.Faults):
    first_token_after: float = 0.0  # seconds


NO_FAULTS = Faults()


def create_app(faulty: Faults = NO_FAULTS, *, visits: list[Visit] | None = None) -> Starlette:
    routes = [
        Route("/v1/responses", _respond, methods=["POST"]),
        Route("/v1/audio/transcriptions", _transcribe, methods=["POST"]),
    ]
    return standin(NAME, routes, faulty, visits)


VENDOR = Vendor(name=NAME, port=8802, path="/v1", key=KEY, faults=Faults, create_app=create_app)


async def _respond(request: Request) -> Response:
    faulty: Faults = request.scope["faults"]
    if refusal := _refusal(faulty, request):
        return refusal
    try:
        asked = _parse(await request.body())
    except BadRequest as reason:
        return _error(400, reason.code, str(reason), param=reason.param)
    text = _compose(asked)
    answer = Answer(asked, text, created_at=int(time.time()))
    headers = {"x-request-id": f"req_{uuid.uuid4().hex}"}
    if asked.get("stream"):
        events = _stream(answer.events(), faulty.first_token_after)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)
    await asyncio.sleep(faulty.first_token_after)
    return JSONResponse(answer.completed(), headers=headers)


async def _stream(events: Iterable[Json], first_token_after: float) -> AsyncIterator[str]:
    waited = False
    for event in events:
        if not waited and event["type"] == "response.output_text.delta":
            await asyncio.sleep(first_token_after)
            waited = True
        yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"


async def _transcribe(request: Request) -> Response:
    faulty: Faults = request.scope["faults"]
    body = await request.body()
    if refusal := _refusal(faulty, request):
        return refusal
    try:
        fields = transcriptions.fields_of(body, request.headers.get("content-type", ""))
        text = transcriptions.transcript(fields)
    except transcriptions.BadRequest as reason:
        return _error(400, "invalid_value", str(reason), param=reason.param)
    headers = {"x-request-id": f"req_{uuid.uuid4().hex}"}
    return JSONResponse({"text": text}, headers=headers)


class BadRequest(Exception):
    def __init__(self, message: str, code: str, param: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


def _parse(body: bytes) -> Json:
    try:
        asked = json.loads(body)
    except ValueError as error:
        raise BadRequest("We could not parse the JSON body.", "invalid_json") from error
    if not isinstance(asked, dict):
        raise BadRequest("The body is not an object.", "invalid_json")
    for name in ("model", "input"):
        if not asked.get(name):
            message = f"Missing required parameter: '{name}'."
            raise BadRequest(message, "missing_required_parameter", name)
    wanted = _format(asked)
    if wanted.get("strict") and (flaw := schemas.flaw(wanted["schema"])):
        message = f"Invalid schema for response_format '{wanted.get('name')}': {flaw}."
        raise BadRequest(message, "invalid_json_schema", "text.format.schema")
    return asked


def _compose(asked: Json) -> str:
    """What the model says, which depends on the request alone."""
    prompt = f"{asked.get('instructions') or ''}\n{_said(asked['input'])}"
    wanted = _format(asked)
    if wanted["type"] == "json_schema":
        example = schemas.Example(wanted["schema"], prompt).value()
        return json.dumps(example, ensure_ascii=False)
    return f"This is the stand-in, answering {len(prompt.split())} words with one sentence."


def _format(asked: Json) -> Json:
    wanted: Json = (asked.get("text") or {}).get("format") or DEFAULT_FORMAT
    return wanted


def _said(input_: str | list[Json]) -> str:
    """The text of an input, which is a string, or messages of strings or of parts."""
    if isinstance(input_, str):
        return input_
    return "\n".join(_said(part.get("content") or part.get("text") or "") for part in input_)


def _refusal(faulty: Faults, request: Request) -> Response | None:
    if faulty.refuse_with is not None:
        status = HTTPStatus(faulty.refuse_with)
        refusal = _error(status, status.name.lower(), status.phrase)
        if faulty.retry_after is not None:
            refusal.headers["retry-after"] = str(faulty.retry_after)
        return refusal
    if request.headers.get("authorization") != f"Bearer {KEY}":
        return _error(401, "invalid_api_key", "Incorrect API key provided.")
    return None


def _error(status: int, code: str, message: str, *, param: str | None = None) -> Response:
    """https://platform.openai.com/docs/guides/error-codes"""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return JSONResponse(
        {"error": {"message": message, "type": kind, "param": param, "code": code}},
        status_code=status,
        headers={"x-request-id": f"req_{uuid.uuid4().hex}"},
    )
