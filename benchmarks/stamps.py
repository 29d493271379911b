"""When the recogniser sent a caption, written into the caption's own words.

The text is all that comes through the site, so the time travels in it as its last word. Students
read it there, whether the caption comes from the recogniser, the bare proxy or the site.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Stamp:
    at: float  # seconds, monotonic, when the recogniser sent it
    heard: int  # bytes of audio that the recogniser had by then
    is_last: bool  # these are the words asked for after the release


def stamp(result: dict[str, Any], heard: int) -> None:
    """Put the time into a Results message of the recogniser."""
    best = result["channel"]["alternatives"][0]
    is_last = int(result["from_finalize"])
    best["transcript"] += f" {time.monotonic():.6f}/{heard}/{is_last}"


def stamp_in(told: Mapping[str, Any]) -> Stamp | None:
    """Out of a message of the recogniser or of the site."""
    if told["type"] == "Results":
        text = told["channel"]["alternatives"][0]["transcript"]
    elif told["type"] == "caption":
        text = told["interim"] or told["final"]
    else:
        return None
    at, _, rest = text.rpartition(" ")[2].partition("/")
    heard, _, is_last = rest.partition("/")
    return Stamp(float(at), int(heard), is_last == "1") if rest else None
