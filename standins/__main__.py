"""`python -m standins`: run the stand-ins until Ctrl-C and say which settings point at them."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standins import deepgram, heygen, liveavatar, openai
from standins.faults import Faults, names_of, parse
from standins.frame import Vendor
from standins.serve import serve

VENDORS = (deepgram.VENDOR, openai.VENDOR, liveavatar.VENDOR, heygen.VENDOR)


@dataclass(frozen=True, slots=True)
class Plan:
    """A stand-in to run."""

    vendor: Vendor
    port: int
    faults: Faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 stopped as asked, 1 a port could not be opened, 2 the arguments are wrong."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        plans = list(_plans(options))
    except ValueError as error:
        parser.error(str(error))
    try:
        asyncio.run(_run(plans))
    except OSError as refusal:
        sys.stderr.write(f"The stand-ins could not start: {refusal}\n")
        return 1
    return 0


def _plans(options: argparse.Namespace) -> Iterator[Plan]:
    for vendor in VENDORS:
        if not options.only or vendor.name in options.only:
            faults = parse(vendor.faults, getattr(options, f"{vendor.name}_fault"))
            yield Plan(vendor, getattr(options, f"{vendor.name}_port"), faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m standins",
        description="Run stand-ins for the vendors on this machine, until Ctrl-C.",
        epilog="The lines printed can be pasted into a shell or a .env file. "
        "What the stand-ins answer is made up.",
    )
    names = [vendor.name for vendor in VENDORS]
    parser.add_argument(
        "--only",
        action="append",
        choices=names,
        help="run this stand-in alone; give it again for another (default: all)",
    )
    for vendor in VENDORS:
        _describe(vendor, parser)
    return parser


def _describe(vendor: Vendor, parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        f"--{vendor.name}-port",
        type=_port,
        default=vendor.port,
        metavar="N",
        help=f"port for {vendor.name}, 0 for any free one (default: {vendor.port})",
    )
    parser.add_argument(
        f"--{vendor.name}-fault",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"let {vendor.name} fail; again for another (of {', '.join(names_of(vendor.faults))})",
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not between 0 and 65535")
    return port


async def _run(plans: Sequence[Plan]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with contextlib.AsyncExitStack() as servers:
        for plan in plans:
            vendor = plan.vendor
            try:
                app = vendor.create_app(plan.faults)
                url = await servers.enter_async_context(serve(app, plan.port))
            except OSError as refusal:
                where = f"port {plan.port} for {vendor.name}"
                raise OSError(f"{where}: {refusal.strerror}") from refusal
            sys.stdout.write(_settings(vendor, url))
        sys.stdout.write("# These are stand-ins: what they answer is made up. Ctrl-C stops them.\n")
        sys.stdout.flush()
        await stop.wait()


def _settings(vendor: Vendor, url: str) -> str:
    prefix = vendor.name.upper()
    lines = [f"{prefix}_BASE_URL={url}{vendor.path}", f"{prefix}_API_KEY={vendor.key}"]
    if vendor.sockets_setting:
        lines.append(f"{vendor.sockets_setting}={url.replace('http:', 'ws:')}")
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
