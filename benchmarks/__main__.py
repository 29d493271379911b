"""`python -m benchmarks`: run the benchmarks and print their tables."""

import argparse
import sys
from collections.abc import Iterator

from benchmarks import asking, captions, first_word, health, history, recording, stall
from benchmarks.seats import SERVERS

BENCHMARKS = ("recording", "captions", "stall", "asking", "first_word", "history", "health")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, help="run this one (default: all)")
    parser.add_argument(
        "--students", type=int, nargs="+", default=[1, 50], help="how many speak at once"
    )
    parser.add_argument("--seconds", type=int, default=15, help="how long each speaks")
    parser.add_argument("--server", choices=SERVERS, help="the site on this one (default: both)")
    parser.add_argument(
        "--rounds", type=int, default=1, help="of captions, in turn; medians are shown (default: 1)"
    )
    for line in _lines(parser.parse_args()):
        print(line, flush=True)
    return 0


def _lines(asked: argparse.Namespace) -> Iterator[str]:
    servers = [asked.server] if asked.server else SERVERS
    if asked.only in (None, "recording"):
        yield from recording.table(asked.students, asked.seconds, servers)
    if asked.only in (None, "captions"):
        yield from captions.table(asked.students, asked.seconds, servers, asked.rounds)
    if asked.only in (None, "stall"):
        yield from stall.table(max(asked.students), servers)
    if asked.only in (None, "asking"):
        yield from asking.table(asked.students, servers)
    if asked.only in (None, "first_word"):
        yield from first_word.table(asked.students, servers)
    if asked.only in (None, "history"):
        yield from history.table(servers)
    if asked.only in (None, "health"):
        yield from health.table(servers)


if __name__ == "__main__":
    sys.exit(main())
