"""The baseline: a bare WebSocket server that does nothing but what a recording needs.

It appends what it hears to a file, syncs twice a second, and acknowledges what is on disk.
`python -m benchmarks.bare PORT FOLDER`
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from uuid import uuid4

from websockets.asyncio.server import ServerConnection, serve

WRITE_PAUSE = 0.5  # seconds, as in interviews/live/recording.py
HEADER = 4  # bytes


async def record(connection: ServerConnection, folder: Path) -> None:
    waiting, stored = bytearray(), 0
    path = folder / f"{uuid4().hex}.pcm"

    async def write() -> None:
        nonlocal stored
        with path.open("wb") as file:
            while True:
                await asyncio.sleep(WRITE_PAUSE)
                if not waiting:
                    continue
                pcm = bytes(waiting)
                waiting.clear()
                await asyncio.to_thread(_sync, file.fileno(), pcm)
                stored += len(pcm) // 2
                await connection.send(json.dumps({"type": "have", "samples": stored}))

    writer = asyncio.create_task(write())
    try:
        async for message in connection:
            if isinstance(message, bytes):
                waiting += message[HEADER:]
    finally:
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)


def _sync(file: int, pcm: bytes) -> None:
    os.write(file, pcm)
    os.fsync(file)


async def main(port: int, folder: Path) -> None:
    async with serve(
        lambda connection: record(connection, folder), "127.0.0.1", port, compression=None
    ) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
