"""A list somebody uploads, as rows of text: CSV in the ways programs write it, and XLSX. Nothing in it is ever computed.

Everything a file may do to us is bounded before it is read: its size, what it unpacks to, rows, columns, cells.
"""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

from anlaufpunkt.editing.domain.columns import MAX_COLUMNS, MAX_ROWS
from anlaufpunkt.terms.domain.refusal import Refused

Rows = list[tuple[int, list[str]]]  # the row's number as a spreadsheet program shows it, and its cells
MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_RATIO = 150  # of a part that unpacks to more than a megabyte
MAX_PARTS = 500
LAST_ROW = 100_000  # empty rows are passed over, but not for ever
MAX_CELL = 5000
MAX_CELLS = MAX_ROWS * MAX_COLUMNS
SMALL_PART = 100_000  # bytes; what is smaller cannot hold too much
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # old .xls, and the wrapping of files with a password
_DELIMITERS = ";,\t|"
_SEP = re.compile(r"^\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_APOSTROPHE = re.compile(r"^'(?=\s*[=+\-@])")


def read_list(content: bytes) -> Rows:
    """The rows that are not empty; raises Refused with what is wrong with the file."""
    if len(content) > MAX_BYTES:
        raise Refused("file_too_large")
    if not content.strip(b"\x00\r\n\t ;,"):
        raise Refused("file_empty")
    if content.startswith(_COMPOUND):
        secret = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused("file_has_password" if secret else "file_old_xls")
    rows = _bounded(_from_xlsx(content) if content.startswith(b"PK") else _from_csv(content))
    if not rows:
        raise Refused("file_empty")
    return rows


def _bounded(rows: Iterable[tuple[int, list[str]]]) -> Rows:
    kept: Rows = []
    for number, row in rows:
        if number > LAST_ROW:
            raise Refused("too_many_rows")
        while row and not row[-1].strip():
            row.pop()
        if not row:
            continue
        if len(row) > MAX_COLUMNS:
            raise Refused("too_many_columns")
        if len(kept) > MAX_ROWS + 10:  # and what stands above the headings
            raise Refused("too_many_rows")
        kept.append((number, row))
    return kept


def _cell(text: str) -> str:
    """Without what no text holds, and without the apostrophe that marks text in spreadsheet programs."""
    text = _APOSTROPHE.sub("", _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
    return text[: MAX_CELL + 1]


# --- CSV


def _from_csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    control = len(_CONTROL.findall(text[:100_000]))
    if control > 2 + len(text[:100_000]) // 500:
        raise Refused("file_no_list")
    said = _SEP.match(text)
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused("file_quote_open", row=str(number + 1)) from error
        number += 1
        yield number, [_cell(cell) for cell in row]


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where it says so or reads so, else what German Windows programs write."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding)
    head = content[:4000]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 3:
        return _strictly(content, "utf-16-le")
    if len(head) >= 4 and head[0::2].count(0) > len(head) // 3:
        return _strictly(content, "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace") if 0 not in content else _no_list()


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return _no_list()


def _no_list() -> str:
    raise Refused("file_no_list")


def _delimiter(text: str) -> str:
    """The sign that parts most of the first rows into the same number of columns; of several the one that makes more columns."""
    sample = text[:20_000]
    return max(_DELIMITERS, key=lambda sign: (*_columns(sample, sign), -_DELIMITERS.index(sign)))


def _columns(sample: str, sign: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of columns above one, and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), 20):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        pass
    return max(((rows, width) for width, rows in widths.items()), default=(0, 1))


# --- XLSX


def _from_xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _look_inside(content)
    try:
        # As text: no formula is computed and no remembered result is taken; links and macros are not even read.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False, keep_vba=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
                yield number, [_cell(_text(value)) for value in row]
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:  # a broken file makes the library raise whatever it likes
        raise Refused("file_broken") from error


def _look_inside(content: bytes) -> None:
    """What the archive says it unpacks to is an upper bound: zipfile never gives more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Refused("file_has_password")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or any(map(_swells, parts)):
                raise Refused("file_unpacks_too_large")
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise Refused("file_no_list")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                    raise Refused("file_broken")
            single = sum(part.filename.startswith("xl/worksheets/sheet") for part in parts) <= 1
            _counted(archive, [part for part in parts if part.file_size > SMALL_PART], single=single)
    except Refused:
        raise
    except Exception as error:  # as above
        raise Refused("file_broken") from error


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * max(1, part.compress_size)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A document type has no place in a spreadsheet; entities could make a small file large."""
    with archive.open(part) as opened:
        head = opened.read(2000)
    return any("<!doctype".encode(code) in head.lower() for code in ("ascii", "utf-16-le", "utf-16-be"))


class _Count:
    """Elements of a workbook, whatever its parts are called; stops as soon as there are too many."""

    def __init__(self, *, single: bool) -> None:
        self.left = MAX_ROWS + 100 if single else 10 * MAX_ROWS  # exactly in `_bounded`
        self.single, self.rows, self.cells, self.filled = single, 0, 0, False

    def start(self, name: str, _attributes: object) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.rows, self.filled = self.rows + 1, False
        elif kind in ("c", "si"):
            self.cells += 1
        elif kind in ("v", "is") and not self.filled:
            self.filled, self.left = True, self.left - 1
        if self.rows > LAST_ROW or self.left < 0:
            raise Refused("too_many_rows" if self.single else "file_unpacks_too_large")
        if self.cells > 2 * MAX_CELLS:
            raise Refused("file_unpacks_too_large")

    def declared(self, *_about: object) -> None:
        raise Refused("file_broken")


def _counted(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], *, single: bool) -> None:
    """Before anything is taken apart, which takes a hundred times as long as counting."""
    count = _Count(single=single)
    for part in parts:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.StartDoctypeDeclHandler = count.start, count.declared
        with archive.open(part) as opened, suppress(expat.ExpatError):  # a picture, or broken: that shows later
            while chunk := opened.read(65536):
                parser.Parse(chunk)


def _text(value: Any) -> str:
    """A cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    if isinstance(value, datetime):
        return _day(value) if value.time() == time(0) else f"{_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
