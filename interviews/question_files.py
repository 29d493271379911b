"""Files of questions as spreadsheets write them, CSV or XLSX: rows, or one clear reason."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError  # nosec B405  only to be caught
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from openpyxl import load_workbook

COLUMNS = (
    "id",
    "bank",
    "question",
    "competency",
    "difficulty",
    "role",
    "language",
    "guidance",
    "follow_ups",
    "seconds",
    "position",
    "active",
)
NEEDED = ("id", "bank", "question", "competency")
MOST_BYTES = 5 * 1024 * 1024  # of a file, and of what an XLSX unpacks to ten times that
MOST_ROWS = 20_000
LONGEST_CELL = 5000  # characters
# What openpyxl raises for files that are none, or have parts that are none.
BROKEN = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    ZlibError,
)


class UnreadableFile(ValueError):
    """Why a file is no table of questions, in a sentence for whoever made it."""


@dataclass(frozen=True)
class Row:
    """One question as it stands in the file. Spreadsheets count the header as row 1."""

    number: int
    cells: dict[str, str]


def read_questions(content: bytes, *, name: str) -> list[Row]:
    """The rows of the file, in order, without empty ones. Raises UnreadableFile."""
    check_size(len(content))
    table = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    lines = map(_filled, table)
    header = [cell.strip().lower() for cell in next(lines, [])]
    _check(header)
    return list(_rows(header, lines))


def _filled(line: list[str]) -> list[str]:
    """Up to the last cell that holds something: spreadsheets add empty ones as they like."""
    last = max((at for at, cell in enumerate(line, start=1) if cell.strip()), default=0)
    return line[:last]


def check_size(count: int) -> None:
    """Raises UnreadableFile for more bytes than are read."""
    if count > MOST_BYTES:
        raise UnreadableFile(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")


def _rows(header: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise UnreadableFile(f"The file has more than {MOST_ROWS} rows.")
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(header):
            raise UnreadableFile(f"Row {number} has more cells than there are columns.")
        cells = [*line, *[""] * (len(header) - len(line))]
        for column, cell in zip(header, cells, strict=True):
            if len(cell) > LONGEST_CELL:
                raise UnreadableFile(
                    f"Row {number}, {column}: more than {LONGEST_CELL} characters in one cell."
                )
        yield Row(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))


def _check(header: Sequence[str]) -> None:
    if not any(header):
        raise UnreadableFile(f"The first row must name the columns: {', '.join(COLUMNS)}.")
    if unknown := [name or "(empty)" for name in header if name not in COLUMNS]:
        raise UnreadableFile(
            f"Unknown columns: {', '.join(unknown)}. Known are: {', '.join(COLUMNS)}."
        )
    if twice := [name for name, count in Counter(header).items() if count > 1]:
        raise UnreadableFile(f"Columns that stand there twice: {', '.join(twice)}.")
    if missing := [name for name in NEEDED if name not in header]:
        raise UnreadableFile(f"Columns that are missing: {', '.join(missing)}.")


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _text(content)
    sample = text.partition("\n")[0]
    delimiter = max(",;\t", key=sample.count)  # a German Excel writes semicolons
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(f"Line {reader.line_num}: {error}.") from None


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("The file is UTF-16. Save it as “CSV UTF-8”.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(f"Line {line} is not UTF-8. Save the file as “CSV UTF-8”.") from None
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        raise UnreadableFile(f"Line {line} holds a NUL character: this is no text file.")
    return text


def _xlsx(content: bytes) -> Iterator[list[str]]:
    """The first sheet's rows, with one cell more than there are columns: it may hold something."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
        if unpacked <= 10 * MOST_BYTES:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True, max_col=len(COLUMNS) + 1)
            for line in rows:
                yield [_plain(cell) for cell in line]
            return
    except BROKEN:
        raise UnreadableFile("This is no XLSX file, or a broken one.") from None
    raise UnreadableFile("The file unpacks to far too much.")


def _plain(cell: object) -> str:
    """A whole number is one, though spreadsheets keep 180 as 180.0."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
