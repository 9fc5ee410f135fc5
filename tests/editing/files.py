"""Files that people and attackers upload, made on the spot."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook

ROWS = [
    ["Nr", "Name", "Anliegen", "Für wen", "Zeiten", "PLZ", "Ort", "Kosten", "Sprachen", "Telefon"],
    ["1", "Sprachcafé Nord", "Sprachcafé", "Erwachsene", "jeden Dienstag 10:00-11:30", "44135", "Dortmund", "kostenlos", "Deutsch, Türkisch", "0231 1111"],
    ["2", "Frauentreff", "Frauentreff; Begegnung und Treffpunkt", "Frauen", "nach Vereinbarung", "44147", "Dortmund", "5 €", "Arabisch", "0231 2222"],
]  # fmt: skip


def csv_of(rows: Iterable[Iterable[str]], sign: str = ";", encoding: str = "utf-8") -> bytes:
    quoted = [sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return ("\r\n".join(quoted) + "\r\n").encode(encoding)


def xlsx_of(rows: Iterable[Iterable[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The archive with some parts replaced or added; "__" in a name stands for a slash."""
    out = io.BytesIO()
    new = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in [n for n in old.namelist() if n not in new]:
            fresh.writestr(name, old.read(name))
        for name, data in new.items():
            fresh.writestr(name, data)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook whose sheet unpacks to much more than it weighs."""
    return repacked(xlsx_of(ROWS), xl__worksheets__sheet1_xml=b" " * (megabytes * 1024 * 1024))
