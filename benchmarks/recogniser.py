"""The stand-in recogniser, with the time of sending in each caption (see `stamps.py`).

`python -m benchmarks.recogniser PORT`
"""

import asyncio
import json
import sys

import uvloop
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from benchmarks.stamps import stamp
from standins import deepgram
from standins.serve import serve


class Stamped:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        heard = 0

        async def counted() -> Message:
            nonlocal heard
            message = await receive()
            heard += len(message.get("bytes") or b"")
            return message

        async def stamped(message: Message) -> None:
            if message.get("text"):
                result = json.loads(message["text"])
                if result["type"] == "Results":
                    stamp(result, heard)
                    message["text"] = json.dumps(result)
            await send(message)

        await self._app(scope, counted, stamped)


async def main(port: int) -> None:
    async with serve(Stamped(deepgram.create_app()), port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
