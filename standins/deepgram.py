"""A stand-in for Deepgram: live and pre-recorded transcription, and speech (`aura.py`).

https://developers.deepgram.com/reference/speech-to-text/listen-streaming
https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded

Of audio it knows 16-bit mono PCM only, raw or in a WAV file, and refuses the rest.
"""

import asyncio
import hashlib
import io
import json
import uuid
import wave
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from standins import aura, faults
from standins.captions import Captions, Json, alternative, model_info, now
from standins.frame import Vendor, Visit, standin
from standins.hearing import Ear

NAME = "deepgram"
KEY = "stand-in-deepgram-key"
MODELS = ("nova", "enhanced", "base", "whisper")  # families; their members start so
REASONS = {1008: "DATA-0000", 1011: "NET-0000"}
BEFORE_CLOSING = 2  # messages, where a fault closes the stream
FORMAT = "This stand-in hears encoding=linear16, one channel, a sample_rate; endpointing in ms."


@dataclass(frozen=True, slots=True)
class Faults(faults.Faults):
    close_with: int | None = None  # code, after the second message: 1008 DATA-0000, 1011 NET-0000
    ignore_finalize: bool = False  # as the service may when little audio is pending
    idle_limit: float = 10.0  # seconds without audio or KeepAlive until it hangs up


NO_FAULTS = Faults()


def create_app(faulty: Faults = NO_FAULTS, *, visits: list[Visit] | None = None) -> Starlette:
    routes = [
        WebSocketRoute("/v1/listen", _listen_live),
        Route("/v1/listen", _listen_to_file, methods=["POST"]),
        Route("/v1/speak", _speak, methods=["POST"]),
    ]
    return standin(NAME, routes, faulty, visits)


VENDOR = Vendor(name=NAME, port=8801, path="", key=KEY, faults=Faults, create_app=create_app)


async def _listen_live(socket: WebSocket) -> None:
    faulty: Faults = socket.scope["faults"]
    request_id = str(uuid.uuid4())
    query = socket.query_params
    refusal = _refusal(socket, request_id) or _wrong_model(socket, request_id)
    if refusal is None and not (_is_plain_pcm(query) and _has_endpointing(query)):
        refusal = _error(400, "Bad Request", FORMAT, request_id)
    if refusal is not None:
        await socket.send_denial_response(refusal)
        return
    await socket.accept(headers=[(b"dg-request-id", request_id.encode())])
    try:
        await _converse(faulty, socket, Captions(query, request_id))
    except TimeoutError:
        await socket.close(1011, "NET-0001")
    except WebSocketDisconnect:
        pass


async def _converse(faulty: Faults, socket: WebSocket, captions: Captions) -> None:
    said = 0
    while True:
        async with asyncio.timeout(faulty.idle_limit):
            message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        audio: bytes | None = message.get("bytes")
        if audio:
            answers, last = captions.hear(audio), False
        elif audio is None:
            answers, last = _obey(faulty, message["text"], captions)
        else:  # an empty frame ends the stream, as CloseStream does
            answers, last = captions.close(), True
        for answer in answers:
            await socket.send_json(answer)
            said += 1
        if faulty.close_with is not None and said >= BEFORE_CLOSING:
            await socket.close(faulty.close_with, REASONS.get(faulty.close_with, ""))
            return
        if last:
            await socket.close(1000)
            return


def _obey(faulty: Faults, text: str, captions: Captions) -> tuple[Iterator[Json], bool]:
    """What to answer to a control message, and whether that ends the stream."""
    match _type_of(text):
        case "KeepAlive":
            return iter(()), False
        case "Finalize":
            return iter(() if faulty.ignore_finalize else (captions.finalize(),)), False
        case "CloseStream":
            return captions.close(), True
    description = "Could not deserialize the text message"
    error = {"type": "Error", "variant": "SchemaError", "description": description, "message": text}
    return iter((error,)), False


def _type_of(text: str) -> object:
    try:
        message = json.loads(text)
    except ValueError:
        return None
    return message.get("type") if isinstance(message, dict) else None


async def _speak(request: Request) -> Response:
    request_id = str(uuid.uuid4())
    body = await request.body()
    if refusal := _refusal(request, request_id):
        return refusal
    try:
        text = aura.text_of(body, request.query_params)
        sound, kind = aura.sound_of(text, request.query_params)
    except aura.BadRequest as reason:
        return _error(400, "Bad Request", str(reason), request_id)
    headers = {"dg-request-id": request_id, "dg-char-count": str(len(text))}
    return StreamingResponse(aura.chunks(sound), media_type=kind, headers=headers)


async def _listen_to_file(request: Request) -> Response:
    request_id = str(uuid.uuid4())
    body = await request.body()
    if refusal := _refusal(request, request_id) or _wrong_model(request, request_id):
        return refusal
    try:
        sample_rate, pcm = _decode(body, request.query_params)
    except (ValueError, EOFError, wave.Error):
        reason = "Bad Request: failed to process audio: corrupt or unsupported data"
        return _error(400, "Bad Request", reason, request_id)
    ear = Ear(sample_rate)
    for _ in ear.hear(pcm):
        pass
    ear.end_word()
    metadata = {
        "transaction_key": "deprecated",
        "request_id": request_id,
        "sha256": hashlib.sha256(body).hexdigest(),
        "created": now(),
        "duration": ear.seconds,
        "channels": 1,
        "models": ["stand-in"],
        "model_info": {"stand-in": model_info(request.query_params)},
    }
    channels = [{"alternatives": [alternative(ear.words, request.query_params)]}]
    answer = {"metadata": metadata, "results": {"channels": channels}}
    return JSONResponse(answer, headers={"dg-request-id": request_id})


def _decode(body: bytes, query: Mapping[str, str]) -> tuple[int, bytes]:
    """The sample rate in Hz and the samples. Raises ValueError, EOFError or wave.Error."""
    if _is_plain_pcm(query):
        return int(query["sample_rate"]), body
    with wave.open(io.BytesIO(body)) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise ValueError(FORMAT)
        return file.getframerate(), file.readframes(file.getnframes())


def _is_plain_pcm(query: Mapping[str, str]) -> bool:
    sample_rate = query.get("sample_rate", "")
    return (
        query.get("encoding") == "linear16"
        and query.get("channels", "1") == "1"
        and sample_rate.isdecimal()
        and int(sample_rate) > 0
    )


def _has_endpointing(query: Mapping[str, str]) -> bool:
    asked = query.get("endpointing", "true")
    return asked in ("true", "false") or asked.isdecimal()


def _refusal(visit: HTTPConnection, request_id: str) -> Response | None:
    faulty: Faults = visit.scope["faults"]
    if faulty.refuse_with is not None:
        status = HTTPStatus(faulty.refuse_with)
        refusal = _error(status, status.name, status.phrase, request_id)
        if faulty.retry_after is not None:
            refusal.headers["retry-after"] = str(faulty.retry_after)
        return refusal
    if visit.headers.get("authorization") != f"Token {KEY}":
        return _error(401, "INVALID_AUTH", "Invalid credentials.", request_id)
    return None


def _wrong_model(visit: HTTPConnection, request_id: str) -> Response | None:
    if not visit.query_params.get("model", "base").startswith(MODELS):
        return _error(400, "Bad Request", "No such model is known.", request_id)
    return None


def _error(status: int, code: str, message: str, request_id: str) -> Response:
    """https://developers.deepgram.com/docs/errors"""
    return JSONResponse(
        {"err_code": code, "err_msg": message, "request_id": request_id},
        status_code=status,
        headers={"dg-error": message, "dg-request-id": request_id},
    )
