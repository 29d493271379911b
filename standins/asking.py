"""Reading requests, and refusing them from wherever it turns out that they are wrong."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response


class Refusal(Exception):
    """Goes up to where `answer` is sent."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


async def answer_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return refusal.answer


async def json_object(request: Request) -> dict[str, Any] | None:
    """Empty if there is no body; None if it is anything else."""
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def bearer(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")
