"""Rows as files for spreadsheet programs, the headings first. No cell can be a formula, or hold what XML cannot."""

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from anlaufpunkt.terms.domain.cells import Cell, harmless

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_csv(rows: Iterable[Iterable[Cell]]) -> bytes:
    """With the mark by which Excel knows UTF-8, and semicolons, which a German Excel expects."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Iterable[Cell]], *, rtl: bool = False) -> bytes:
    """`rtl`: the first column stands on the right."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.sheet_view.rightToLeft = rtl
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: Cell) -> str | int:
    """Control characters go first: a formula might stand behind one."""
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell)
