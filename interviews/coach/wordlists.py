"""Word lists are written as running text, for reading and for short changes."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())
