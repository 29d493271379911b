"""Replies of a language model to one answer, right and wrong."""

import json
from typing import Any

ANSWER = (
    "Last spring I worked at the desk of our library. A reader could not find a map he needed. "
    "It was my task to help him before we closed. I asked what he was looking for. "
    "I searched the catalogue and rang the archive. In the end he had the map within ten minutes."
)
LABELS = ["S", "S", "T", "A", "A", "R"]


def verdict(level: int, quote: str, step: str = "Add one detail.") -> dict[str, Any]:
    return {"level": level, "quote": quote, "next_step": step}


def reply(**changes: Any) -> dict[str, Any]:
    """A reply in the order of the schema, in which everything stands."""
    right = {
        "spoken": "You took me through what you did. How did the reader react?",
        "follow_up": "How could anyone tell that it helped?",
        "situation": verdict(3, "Last spring I worked at the desk of our library"),
        "task": verdict(4, "It was my task to help him before we closed"),
        "action": verdict(4, "I searched the catalogue and rang the archive"),
        "result": verdict(4, "he had the map within ten minutes"),
        "relevance": verdict(4, "I asked what he was looking for"),
        "specificity": verdict(3, "rang the archive"),
        "reflection": 1,
        "main_change": {"text": "Say how he reacted.", "quote": "In the end he had the map"},
        "strength": {"text": "You say what you did.", "quote": "I searched the catalogue"},
        "response_type": "story",
        "sentences": LABELS,
    }
    return right | changes


def dumped(**changes: Any) -> str:
    return json.dumps(reply(**changes))
