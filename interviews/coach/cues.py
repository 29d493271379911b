"""Finds the classes of wording in a sentence, and where their phrases begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviews.coach.phrases import NUMBER_WORDS, PHRASES, Cue

SHORTEST_PREFIX, LONGEST_PREFIX = 3, 12

# "As a result" is no role.
_OVERRULED = (Cue.SETTING, Cue.ROLE)

Found = Mapping[Cue, tuple[int, ...]]


def find(words: Sequence[str]) -> Found:
    """Every cue in these folded words, with the positions where its phrases begin."""
    found: dict[Cue, tuple[int, ...]] = {}
    for position, word in enumerate(words):
        for cue in _cues_at(words, position, word):
            if found.get(cue, (-1,))[-1] != position:
                found[cue] = (*found.get(cue, ()), position)
    for cue in _OVERRULED if Cue.ENDING in found else ():
        _drop(found, cue, found[Cue.ENDING])
    return found


def numbers(words: Sequence[str]) -> list[int]:
    """Positions of numbers, in figures or in words ("one" is rarely a count, so it is left out)."""
    return [at for at, word in enumerate(words) if word[0].isdigit() or word in NUMBER_WORDS]


def _drop(found: dict[Cue, tuple[int, ...]], cue: Cue, taken: tuple[int, ...]) -> None:
    left = tuple(at for at in found.pop(cue, ()) if at not in taken)
    if left:
        found[cue] = left


def _cues_at(words: Sequence[str], position: int, word: str) -> Iterator[Cue]:
    for length, rest, cue in _INDEX.get(word, ()):
        if tuple(words[position + 1 : position + length]) == rest:
            yield cue
    for size in range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX) + 1):
        yield from _PREFIXES.get(word[:size], ())


def _entries() -> Iterator[tuple[Cue, list[str]]]:
    for cue, text in PHRASES.items():
        for phrase in text.split("/"):
            yield cue, phrase.split()


def _index() -> dict[str, list[tuple[int, tuple[str, ...], Cue]]]:
    index: dict[str, list[tuple[int, tuple[str, ...], Cue]]] = {}
    for cue, words in _entries():
        if not words[-1].endswith("*"):
            index.setdefault(words[0], []).append((len(words), tuple(words[1:]), cue))
    return index


def _prefixes() -> dict[str, list[Cue]]:
    prefixes: dict[str, list[Cue]] = {}
    for cue, words in _entries():
        if len(words) == 1 and words[0].endswith("*"):
            prefixes.setdefault(words[0][:-1], []).append(cue)
    return prefixes


_INDEX = _index()
_PREFIXES = _prefixes()
