"""A stand-in for OpenAI: the Responses API, streamed or not, streamed Chat Completions, and
transcriptions of files.

https://platform.openai.com/docs/api-reference/responses/create
https://platform.openai.com/docs/api-reference/responses-streaming
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from standins import chat, endings, faults, replies, schemas, transcriptions
from standins.frame import Vendor, Visit, standin
from standins.responses import Answer, Json

NAME = "openai"
KEY = "stand-in-openai-key"
DEFAULT_FORMAT: Json = {"type": "text"}
LONG = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Faults(faults.Faults):
    first_token_after: float = 0.0  # seconds
    token_every: float = 0.0  # seconds
    ending: str = ""  # of a streamed reply, see `endings`
    reply: str = ""  # what a reply in JSON holds, see `replies`
    retry_after_ms: int | None = None  # beside a refusal


NO_FAULTS = Faults()


def create_app(faulty: Faults = NO_FAULTS, *, visits: list[Visit] | None = None) -> Starlette:
    routes = [
        Route("/v1/responses", _respond, methods=["POST"]),
        Route("/v1/chat/completions", _chat, methods=["POST"]),
        Route("/v1/audio/transcriptions", _transcribe, methods=["POST"]),
    ]
    return standin(NAME, routes, faulty, visits)


VENDOR = Vendor(name=NAME, port=8802, path="/v1", key=KEY, faults=Faults, create_app=create_app)


async def _respond(request: Request) -> Response:
    faulty: Faults = request.scope["faults"]
    if refusal := _refusal(faulty, request):
        return refusal
    try:
        asked = _parse(await request.body(), "input")
        _refuse_flaws(_format(asked), "text.format.schema")
    except BadRequest as reason:
        return _error(400, reason.code, str(reason), param=reason.param)
    prompt = f"{asked.get('instructions') or ''}\n{_said(asked['input'])}"
    text = _compose(_format(asked), prompt, faulty.reply)
    answer = Answer(asked, text, created_at=int(time.time()))
    if asked.get("stream"):
        events: Iterable[Json] = answer.events()
        if faulty.ending:
            events = endings.of_responses(list(events), faulty.ending)
        return _streamed(events, faulty, lambda event: event.get("type") == endings.DELTA)
    await asyncio.sleep(faulty.first_token_after)
    return JSONResponse(answer.completed(), headers=_named())


async def _chat(request: Request) -> Response:
    """Streamed only."""
    faulty: Faults = request.scope["faults"]
    if refusal := _refusal(faulty, request):
        return refusal
    try:
        asked = _parse(await request.body(), "messages")
        wanted: Json = asked.get("response_format") or DEFAULT_FORMAT
        wanted = {**wanted, **wanted.get("json_schema", {})}
        _refuse_flaws(wanted, "response_format.json_schema.schema")
    except BadRequest as reason:
        return _error(400, reason.code, str(reason), param=reason.param)
    text = _compose(wanted, _said(asked["messages"]), faulty.reply)
    chunks: Iterable[Json] = chat.chunks(asked, text, created_at=int(time.time()))
    if faulty.ending:
        chunks = endings.of_chat(list(chunks), faulty.ending)
    return _streamed(chunks, faulty, lambda chunk: bool(chunk.get("choices")), "data: [DONE]\n\n")


def _streamed(
    events: Iterable[Json], faulty: Faults, is_token: Callable[[Json], bool], last: str = ""
) -> Response:
    return StreamingResponse(
        _paced(events, faulty, is_token, last),
        media_type="text/event-stream",
        headers=_named(),
    )


async def _paced(
    events: Iterable[Json], faulty: Faults, is_token: Callable[[Json], bool], last: str
) -> AsyncIterator[str]:
    """By the clock, so that a busy machine does not slow the reply down."""
    began, tokens = time.monotonic(), 0
    for event in events:
        if event is endings.STALL:
            await asyncio.sleep(LONG)
        if is_token(event):
            due = began + faulty.first_token_after + tokens * faulty.token_every
            await asyncio.sleep(due - time.monotonic())
            tokens += 1
        name = f"event: {event['type']}\n" if "type" in event else ""
        yield f"{name}data: {json.dumps(event)}\n\n"
    if faulty.ending != "drop":
        yield last


def _named() -> dict[str, str]:
    return {"x-request-id": f"req_{uuid.uuid4().hex}"}


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
    return JSONResponse({"text": text}, headers=_named())


class BadRequest(Exception):
    def __init__(self, message: str, code: str, param: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


def _parse(body: bytes, question: str) -> Json:
    try:
        asked = json.loads(body)
    except ValueError as error:
        raise BadRequest("We could not parse the JSON body.", "invalid_json") from error
    if not isinstance(asked, dict):
        raise BadRequest("The body is not an object.", "invalid_json")
    for name in ("model", question):
        if not asked.get(name):
            message = f"Missing required parameter: '{name}'."
            raise BadRequest(message, "missing_required_parameter", name)
    return asked


def _refuse_flaws(wanted: Json, param: str) -> None:
    if wanted.get("strict") and (flaw := schemas.flaw(wanted["schema"])):
        message = f"Invalid schema for response_format '{wanted.get('name')}': {flaw}."
        raise BadRequest(message, "invalid_json_schema", param)


def _compose(wanted: Json, prompt: str, reply: str) -> str:
    """What the model says, which depends on the request alone."""
    if wanted["type"] == "json_schema":
        return replies.compose(schemas.Example(wanted["schema"], prompt).value(), reply)
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
        if faulty.retry_after_ms is not None:
            refusal.headers["retry-after-ms"] = str(faulty.retry_after_ms)
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
        headers=_named(),
    )
