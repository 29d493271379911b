"""Reads the fields of untrusted JSON, refusing by name what is not what it should be."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def mapping(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ValueError(f"{name} is not an object")
    return value


def items(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    value = data.get(name)
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return [mapping(item, f"{name}[{position}]") for position, item in enumerate(value)]


def text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text")
    return value


def optional_text(data: Mapping[str, object], name: str) -> str:
    """Empty where there is none."""
    return "" if data.get(name) is None else text(data, name)


def whole(data: Mapping[str, object], name: str, *, low: int, high: int | None = None) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} is not a whole number")
    if value < low or (high is not None and value > high):
        raise ValueError(f"{name} is out of range")
    return value


def optional_whole(data: Mapping[str, object], name: str, *, low: int, high: int) -> int | None:
    return None if data.get(name) is None else whole(data, name, low=low, high=high)


def optional_number(
    data: Mapping[str, object], name: str, *, low: float, high: float
) -> float | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"{name} is not a number")
    if not low <= value <= high:
        raise ValueError(f"{name} is out of range")
    return float(value)


def choice(data: Mapping[str, object], name: str, kind: type[E]) -> E:
    try:
        return kind(text(data, name))
    except ValueError as error:
        raise ValueError(f"{name} is not one of the known {kind.__name__} values") from error


def optional_choice(data: Mapping[str, object], name: str, kind: type[E]) -> E | None:
    return None if data.get(name) is None else choice(data, name, kind)
