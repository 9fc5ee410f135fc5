"""Lists as CSV, XLSX and PDF."""

from itertools import chain, islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.terms.domain.cells import Cell
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.ui.adapters import spreadsheet

MIME = spreadsheet.MIME | {"pdf": "application/pdf"}
LONGEST = 5000  # rows of a PDF; more belong into a spreadsheet


def written(table: Table, form: str) -> bytes:
    if form == "pdf":
        return _pdf(table)
    rows = chain([table.columns], table.rows)
    return spreadsheet.as_csv(rows) if form == "csv" else spreadsheet.as_xlsx(rows, rtl=LANGUAGES[table.language].rtl)


def font() -> Path:
    """KERN's Noto Sans, put there by `make assets`: Latin, Greek and Cyrillic letters."""
    return Path(settings.GENERATED) / "NotoSans.woff"


def _pdf(table: Table) -> bytes:
    paper = FPDF(orientation="landscape", format="A4")
    paper.set_title(table.title)
    paper.set_lang(LANGUAGES[table.language].tag)
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
