"""Draw `docs/flow.md` from the table in `interviews/live/flow.py`.

`--check` changes nothing and exits with 1 when the drawing is out of date.
"""

import argparse
import sys
from dataclasses import fields
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interviews.live import events, flow  # noqa: E402

TARGET = ROOT / "docs" / "flow.md"
NEED_AN_ATTEMPT = {
    flow.Phase.RECORDING,
    flow.Phase.CHECKING,
    flow.Phase.ASSESSING,
    flow.Phase.FEEDBACK,
}
HEAD = """# The flow of an interview

Drawn from `TRANSITIONS` in `interviews/live/flow.py` by `python scripts/draw_flow.py`; do not edit.
Events that leave the phase as it is are in the table below the picture.

```mermaid
stateDiagram-v2
    direction TB
    [*] --> warm_up
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    drawing = draw()
    if not parser.parse_args().check:
        TARGET.write_text(drawing, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == drawing:
        return 0
    sys.stderr.write("docs/flow.md is out of date: run python scripts/draw_flow.py\n")
    return 1


def draw() -> str:
    moves = {pair: leads_to(*pair) for pair in flow.TRANSITIONS}
    arrows: dict[tuple[str, str], list[str]] = {}
    for (phase, event), ends in moves.items():
        for end in sorted(ends - {phase}):
            arrows.setdefault((phase, end), []).append(event.__name__)
    lines = [f"    {start} --> {end}: {', '.join(names)}" for (start, end), names in arrows.items()]
    stays = [
        f"| `{phase}` | `{event.__name__}` |"
        for (phase, event), ends in moves.items()
        if phase in ends
    ]
    tail = ["    finished --> [*]", "```", "", "| phase | stays on |", "|---|---|", *stays]
    return HEAD + "\n".join([*lines, *tail]) + "\n"


def leads_to(phase: flow.Phase, event: type[events.Event]) -> set[flow.Phase]:
    """Where this event can lead, tried out on every kind of state there is."""
    found = set()
    for timing, question, attempt in product(flow.Timing, (0, 1), (0, 1)):
        if not attempt and phase in NEED_AN_ATTEMPT:
            continue
        state = flow.State(
            phase, timing, (2, 0), question=question, attempt=attempt, attempts=1, speech=1
        )
        try:
            after, _ = flow.step(state, _example(event, state))
        except flow.UnexpectedEvent:
            continue
        found.add(after.phase)
    return found


def _example(event: type[events.Event], state: flow.State) -> events.Event:
    values = {
        "speech": state.speech,
        "take": state.take,
        "question": state.question,
        "probe": state.probe,
    }
    return event(**{field.name: values[field.name] for field in fields(event)})


if __name__ == "__main__":
    sys.exit(main())
