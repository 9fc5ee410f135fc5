"""Lists as CSV, XLSX and PDF."""

import csv
import io
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.terms.domain.cells import Cell, harmless

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
LONGEST = 5000  # rows of a PDF; more belong into a spreadsheet


def written(table: Table, form: str) -> bytes:
    return {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}[form](table)


def _csv(table: Table) -> bytes:
    """With the mark by which Excel knows UTF-8, and semicolons, which a German Excel expects."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in (table.columns, *table.rows):
        sheet.append([_plain(harmless(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(cell: str | int) -> str | int:
    """Without control characters, which XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def font() -> Path:
    """KERN's Noto Sans, put there by `make assets`: Latin, Greek and Cyrillic letters."""
    return Path(settings.GENERATED) / "NotoSans.woff"


def _pdf(table: Table) -> bytes:
    paper = FPDF(orientation="landscape", format="A4")
    paper.set_title(table.title)
    paper.set_lang("de")
    whole = font().exists()
    if whole:
        paper.add_font("list", fname=font())
    paper.set_font("list" if whole else "helvetica", size=14)
    paper.add_page()
    paper.cell(text=_writable(table.title, whole), new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)
    paper.set_font_size(8)
    lines = TableBordersLayout.HORIZONTAL_LINES
    head = FontFace(fill_color=(230, 230, 230))
    with paper.table(borders_layout=lines, headings_style=head, text_align="LEFT", padding=1) as drawn:
        drawn.row([_writable(column, whole) for column in table.columns])
        rows = iter(table.rows)
        for row in islice(rows, LONGEST):
            drawn.row([_writable(cell, whole) for cell in row])
    if next(rows, None) is not None:
        paper.cell(text=_writable(gettext("The list goes on. Please take it as CSV or XLSX."), whole))
    return bytes(paper.output())


def _writable(cell: Cell, whole: bool) -> str:
    text = "" if cell is None else str(cell)
    return text if whole else text.encode("latin-1", "replace").decode("latin-1")
