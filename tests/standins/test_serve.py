import asyncio
import socket
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from standins.serve import STOP_WITHIN, serve


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def hang(request: Request) -> PlainTextResponse:
    await asyncio.Event().wait()
    return PlainTextResponse("never")


async def flood(socket: WebSocket) -> None:
    await socket.accept()
    while True:
        await socket.send_bytes(bytes(1024 * 1024))


APP = Starlette(
    routes=[Route("/hello", hello), Route("/hang", hang), WebSocketRoute("/flood", flood)]
)


async def test_a_standin_answers_as_soon_as_its_address_is_known() -> None:
    async with serve(APP) as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/hello")).text == "hello"


async def test_two_standins_get_different_free_ports() -> None:
    async with serve(APP) as one, serve(APP) as other:
        assert one != other


async def test_a_taken_port_is_an_os_error() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match="in use"):
            async with serve(APP, holder.getsockname()[1]):
                pass


async def test_a_stopped_standin_leaves_no_task_and_frees_its_port() -> None:
    before = asyncio.all_tasks()
    async with serve(APP) as url, httpx.AsyncClient(base_url=url) as client:
        await client.get("/hello")

    assert asyncio.all_tasks() == before
    async with serve(APP, httpx.URL(url).port or 0):
        pass


async def test_a_request_that_hangs_does_not_hold_up_the_end() -> None:
    before = asyncio.all_tasks()
    async with httpx.AsyncClient() as client:
        async with serve(APP) as url:
            hanging = asyncio.create_task(client.get(f"{url}/hang"))
            await asyncio.sleep(0.1)  # until the request is being answered
            stopping = time.monotonic()
        assert time.monotonic() - stopping < STOP_WITHIN
        with pytest.raises(httpx.HTTPError):
            (await hanging).raise_for_status()

    assert asyncio.all_tasks() == before


async def test_a_socket_that_says_goodbye_and_reads_no_more_does_not_hold_up_the_end() -> None:
    before = asyncio.all_tasks()
    async with serve(APP) as url:
        address = httpx.URL(url)
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(
            b"GET /flood HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
            b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyBoZQ==\r\n\r\n"
        )
        await reader.readuntil(b"\r\n\r\n")
        writer.write(bytes([0x88, 0x80, 0, 0, 0, 0]))  # close, masked with zeros
        await asyncio.sleep(0.1)  # until it has been heard
        stopping = time.monotonic()
    assert time.monotonic() - stopping < STOP_WITHIN
    writer.close()

    assert asyncio.all_tasks() == before


async def test_an_exception_in_the_body_still_stops_the_standin() -> None:
    before = asyncio.all_tasks()
    with pytest.raises(LookupError):
        async with serve(APP):
            raise LookupError

    assert asyncio.all_tasks() == before
