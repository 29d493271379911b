"""`python -m benchmarks`: run the benchmarks and print their tables."""

import argparse
import sys

from benchmarks import recording


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--students", type=int, nargs="+", default=[1, 50], help="how many speak at once"
    )
    parser.add_argument("--seconds", type=int, default=15, help="how long each speaks")
    asked = parser.parse_args()
    for line in recording.table(asked.students, asked.seconds):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
