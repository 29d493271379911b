"""The stand-in model, which says when it was asked and when it wrote what is being read.

`python -m benchmarks.model PORT`

The two times stand in its first sentence and in each next step, in seconds of the monotonic clock,
which the processes of one machine share.
"""

import asyncio
import re
import sys
import time

import uvloop
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standins import openai
from standins.serve import serve

FIRST_TOKEN, TOKEN_EVERY = 0.3, 0.03  # seconds
MARKS = (b" spoken.", b" step.")  # the last words of its first sentence, and of each next step
STAMP = re.compile(r"(\d+\.\d{6})and(\d+\.\d{6})")


class Stamped:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = time.monotonic()

        async def stamped(message: Message) -> None:
            body = message.get("body", b"")
            for mark in MARKS:
                if b"output_text.delta" in body and mark in body:
                    times = f" {asked:.6f}and{time.monotonic():.6f}."
                    message["body"] = body.replace(mark, times.encode())
            await send(message)

        await self._app(scope, receive, stamped)


def model_time_in(text: str) -> float:
    """Seconds from when the model was asked until it wrote this. Raises ValueError."""
    found = STAMP.search(text)
    if found is None:
        raise ValueError("no stamp")
    return float(found[2]) - float(found[1])


async def main(port: int) -> None:
    faults = openai.Faults(first_token_after=FIRST_TOKEN, token_every=TOKEN_EVERY)
    async with serve(Stamped(openai.create_app(faults)), port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
