"""Values that satisfy a JSON Schema, and what is wrong with a schema called strict.

https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any

QUOTE_WORDS = 8
ARRAY_LENGTH = 2
INTEGER_RANGE = 5  # above the minimum, where no maximum is given

Schema = dict[str, Any]


def flaw(schema: Schema) -> str | None:
    """The first reason why strict mode would refuse the schema, with the place, or None."""
    for place, part in _parts(schema, "schema"):
        if part.get("default") is not None:
            return f"{place}: 'default' is not permitted"
        if part.get("type") != "object":
            continue
        if part.get("additionalProperties") is not False:
            return f"{place}: 'additionalProperties' is required to be supplied and to be false"
        if set(part.get("required", ())) != set(part.get("properties", {})):
            return f"{place}: 'required' is required to include every key in properties"
    return None


def _parts(schema: Schema, place: str) -> Iterator[tuple[str, Schema]]:
    """The schema and every schema inside it."""
    yield place, schema
    for group in ("properties", "$defs"):  # what is named in here is a schema, not a keyword
        for name, part in schema.get(group, {}).items():
            yield from _parts(part, f"{place}.{name}")
    for part in (*schema.get("anyOf", ()), *filter(None, [schema.get("items")])):
        yield from _parts(part, f"{place}[]")


class Example:
    """Writes a value for a schema. The same schema and prompt give the same value.

    Strings are plain sentences, but one named as a quote is taken from the prompt's last lines,
    as a model that quotes would do.
    """

    def __init__(self, root: Schema, prompt: str) -> None:
        self._root = root
        self._prompt = prompt

    def value(self) -> Any:
        return self._write(self._root, "answer")

    def _write(self, schema: Schema, name: str) -> Any:
        schema = self._resolve(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][self._pick(name, len(schema["enum"]))]
        match schema.get("type"):
            case "object":
                properties = schema.get("properties", {})
                return {key: self._write(part, f"{name}.{key}") for key, part in properties.items()}
            case "array":
                return self._array(schema, name)
            case "integer" | "number":
                return self._number(schema, name)
            case "boolean":
                return self._pick(name, 2) == 1
            case "null":
                return None
        return self._sentence(name)[: schema.get("maxLength")]

    def _resolve(self, schema: Schema) -> Schema:
        if "$ref" in schema:
            return self._resolve(self._root["$defs"][schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:  # `X | None` is answered with an X
            choices = schema["anyOf"]
            return self._resolve(next((c for c in choices if c.get("type") != "null"), choices[0]))
        return schema

    def _array(self, schema: Schema, name: str) -> list[Any]:
        length = max(ARRAY_LENGTH, schema.get("minItems", 0))
        length = min(length, schema.get("maxItems", length))
        return [self._write(schema["items"], f"{name} {nth}") for nth in range(1, length + 1)]

    def _number(self, schema: Schema, name: str) -> int:
        low = int(schema.get("minimum", 0))
        high = int(schema.get("maximum", low + INTEGER_RANGE))
        return low + self._pick(name, high - low + 1)

    def _sentence(self, name: str) -> str:
        last = name.rpartition(".")[2]
        if "quote" in last:
            return _quotation(self._prompt)
        return f"This is what the stand-in writes about {last.replace('_', ' ')}."

    def _pick(self, name: str, choices: int) -> int:
        return zlib.crc32(f"{name}\n{self._prompt}".encode()) % choices


NUMBER = re.compile(r"^\W*\d+\W+")  # before a line, which is not part of what was said


def _quotation(prompt: str) -> str:
    """The first words of the last line that is long enough to be something said."""
    lines = [NUMBER.sub("", line).split() for line in prompt.splitlines()]
    said = [words for words in lines if len(words) >= QUOTE_WORDS]
    return " ".join(said[-1][:QUOTE_WORDS]) if said else ""
