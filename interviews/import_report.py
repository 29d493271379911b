"""What an import did, or would do."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, or in the whole row where `column` is ""."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.text}"


@dataclass(frozen=True)
class Change:
    """A question, or its words in another language, that is new or gets other `columns`."""

    row: int
    id: str
    text: str
    columns: tuple[str, ...]
    bank: str  # its short name
    language: str = ""  # of a translation

    @property
    def is_new(self) -> bool:
        return not self.columns


@dataclass(frozen=True)
class Imported:
    """What was done, or would be. With problems nothing was."""

    changes: Sequence[Change]
    unchanged: int
    repeated: Sequence[Problem]  # rows that stand there twice, and were left out
    problems: Sequence[Problem]

    @property
    def new(self) -> int:
        return sum(each.is_new for each in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new
