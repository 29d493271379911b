"""What was heard: words with their times, captions while they come, and the transcript."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: float  # seconds since the attempt began
    end: float
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Caption:
    """A stretch of speech. An interim one replaces the interim one before it, a final one too."""

    text: str
    words: tuple[Word, ...]
    is_final: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    text: str
    words: tuple[Word, ...]
    is_complete: bool = True  # False: the end may be missing or be interim words
