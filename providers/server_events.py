"""Server-sent events that carry JSON, as language models stream.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import json
from collections.abc import AsyncIterator
from typing import Any

from providers.errors import ProviderError

END = "[DONE]"  # what Chat Completions send last; nothing of interest follows


async def events(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
    """The data of each event. Comments and other fields are passed over; no data is no event.

    Raises ProviderError for what is no JSON object.
    """
    data: list[str] = []
    async for line in lines:
        if line.startswith("data:"):
            data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and data:
            text = "\n".join(data)
            data = []
            if text == END:
                return
            yield _parse(text)
    if data and data != [END]:
        yield _parse("\n".join(data))  # the last blank line may be missing


def _parse(text: str) -> dict[str, Any]:
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        raise ProviderError("an event that is no JSON") from None
    if not isinstance(event, dict):
        raise ProviderError("an event that is no JSON object")
    return event
