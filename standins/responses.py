"""One answer in the shape of OpenAI's Responses API: its object, and the events that stream it."""

import itertools
import re
import uuid
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


class Answer:
    def __init__(self, asked: Json, text: str, created_at: int) -> None:
        self._asked = asked
        self._tokens = re.findall(r"\s*\S+", text) or [text]
        self._text = text
        self._created_at = created_at
        self._id = f"resp_{uuid.uuid4().hex}"
        self._item_id = f"msg_{uuid.uuid4().hex}"

    def events(self) -> Iterator[Json]:
        numbers = itertools.count()
        for kind, fields in self._unnumbered():
            yield {"type": f"response.{kind}", "sequence_number": next(numbers), **fields}

    def completed(self) -> Json:
        return self._snapshot("completed", output=[self._message("completed")], usage=self._usage())

    def _unnumbered(self) -> Iterator[tuple[str, Json]]:
        begun = self._snapshot("in_progress", output=[])
        item = {"output_index": 0}
        part = {**item, "item_id": self._item_id, "content_index": 0}
        yield "created", {"response": begun}
        yield "in_progress", {"response": begun}
        yield "output_item.added", {**item, "item": self._message("in_progress")}
        yield "content_part.added", {**part, "part": _output_text("")}
        for token in self._tokens:
            yield "output_text.delta", {**part, "delta": token, "logprobs": []}
        yield "output_text.done", {**part, "text": self._text, "logprobs": []}
        yield "content_part.done", {**part, "part": _output_text(self._text)}
        yield "output_item.done", {**item, "item": self._message("completed")}
        yield "completed", {"response": self.completed()}

    def _message(self, status: str) -> Json:
        content = [_output_text(self._text)] if status == "completed" else []
        return {
            "id": self._item_id,
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": content,
        }

    def _snapshot(self, status: str, **fields: object) -> Json:
        """The response as it stands; `usage` is left out until it is known, as the schema asks."""
        asked = self._asked
        return {
            "id": self._id,
            "object": "response",
            "created_at": self._created_at,
            "status": status,
            "error": None,
            "incomplete_details": None,
            "instructions": asked.get("instructions"),
            "max_output_tokens": asked.get("max_output_tokens"),
            "metadata": asked.get("metadata") or {},
            "model": asked["model"],
            "parallel_tool_calls": True,
            "store": asked.get("store", True),
            "temperature": 1.0,
            "text": asked.get("text") or {"format": {"type": "text"}},
            "tool_choice": "auto",
            "tools": [],
            "top_p": 1.0,
            **fields,
        }

    def _usage(self) -> Json:
        """Counted in words, which is near enough to try a budget with."""
        asked = f"{self._asked.get('instructions') or ''} {self._asked['input']}"
        sent, written = len(asked.split()), len(self._tokens)
        return {
            "input_tokens": sent,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": written,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": sent + written,
        }


def _output_text(text: str) -> Json:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
