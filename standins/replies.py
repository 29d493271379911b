"""What a reply in JSON holds, when it is not as it should be.

truncated    the JSON has no end, though the stream says that the reply is complete
other        JSON of another schema
unfounded    every quote is of words that nobody said
fooled       an answer has talked the model into praise: the highest levels, without a quote
"""

import json
from typing import Any

REPLIES = ("truncated", "other", "unfounded", "fooled")
HIGHEST = 5


def compose(value: Any, reply: str) -> str:
    if reply == "other":
        return json.dumps({"verdict": "hired", "parts": 7})
    if reply == "unfounded":
        value = _changed(value, quote="words that were never said by anybody at all", level=HIGHEST)
    if reply == "fooled":
        value = _changed(value, quote="", level=HIGHEST)
    text = json.dumps(value, ensure_ascii=False)
    return text[: len(text) // 2] if reply == "truncated" else text


def _changed(value: Any, *, quote: str, level: int) -> Any:
    if isinstance(value, list):
        return [_changed(each, quote=quote, level=level) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _changed(each, quote=quote, level=level) for key, each in value.items()}
    for key in changed:
        if "quote" in key:
            changed[key] = quote
        elif key == "level":
            changed[key] = level
    return changed
