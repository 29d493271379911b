"""Cuts a text into pieces that a speech provider takes, at the ends of sentences if it can."""

import re

_SENTENCE = re.compile(r"\S.*?(?:[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|[。！？]|$)", re.DOTALL)


def pieces(text: str, most: int) -> list[str]:
    """Pieces of at most `most` characters, together all the words in order."""
    done: list[str] = []
    for part in _parts(" ".join(text.split()), most):
        if done and len(done[-1]) + 1 + len(part) <= most:
            done[-1] += f" {part}"
        else:
            done.append(part)
    return done


def _parts(text: str, most: int) -> list[str]:
    """Sentences; words where a sentence is too long; bits of a word that is too long."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(text)]
    return [
        word[start : start + most]
        for sentence in sentences
        for word in ([sentence] if len(sentence) <= most else sentence.split())
        for start in range(0, len(word), most)
    ]
