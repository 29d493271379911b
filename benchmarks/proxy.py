"""The baseline for captions: a bare WebSocket proxy between students and recogniser.

It hands on what it gets, in both directions, and does nothing else: no log-in, no recording.
`python -m benchmarks.proxy PORT RECOGNISER_URL AUTHORIZATION`
"""

import asyncio
import sys

import uvloop
from websockets.asyncio.client import connect
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed


async def relay(student: ServerConnection, url: str, authorization: str) -> None:
    headers = {"Authorization": authorization}
    async with (
        connect(
            url, additional_headers=headers, compression=None, ping_interval=None, proxy=None
        ) as recogniser,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(_hand_on(student, recogniser))
        tasks.create_task(_hand_on(recogniser, student))


async def _hand_on(speaker: Connection, listener: Connection) -> None:
    try:
        async for message in speaker:
            await listener.send(message)
    except ConnectionClosed:
        pass
    await listener.close()


async def main(port: int, url: str, authorization: str) -> None:
    async with serve(
        lambda student: relay(student, url, authorization),
        "127.0.0.1",
        port,
        compression=None,
        ping_interval=None,
    ) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
