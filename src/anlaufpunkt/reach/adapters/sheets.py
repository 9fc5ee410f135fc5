"""Lists as CSV, XLSX and PDF."""

import re
from datetime import date
from itertools import chain, islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext
from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout
from fpdf.fonts import FontFace

from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.terms.domain.cells import Cell
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.ui.adapters import spreadsheet

MIME = spreadsheet.MIME | {"pdf": "application/pdf"}
LONGEST = 5000  # rows of a PDF; more belong into a spreadsheet
LONGEST_SHAPED = 300  # where letters join: each is measured in its place, which takes ten times as long
LINE = 4  # millimetres
NARROWEST, WIDEST = 8, 28  # letters in a column
JOINED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
SCRIPTS = {"Arabic": JOINED, "Ethiopic": re.compile("[\u1200-\u139f\u2d80-\u2ddf]")}


def written(table: Table, form: str) -> bytes:
    if form == "pdf":
        return _pdf(table)
    rows = chain([table.columns], table.rows)
    return spreadsheet.as_csv(rows) if form == "csv" else spreadsheet.as_xlsx(rows, rtl=LANGUAGES[table.language].rtl)


def font(script: str = "") -> Path:
    """Noto Sans, put there by `make assets`; without a script: Latin, Greek and Cyrillic letters."""
    return Path(settings.GENERATED) / f"NotoSans{script}.woff"


def _pdf(table: Table) -> bytes:
    rtl = LANGUAGES[table.language].rtl
    rows = list(islice(table.rows, LONGEST + 1))
    texts = [[_text(cell) for cell in row] for row in (table.columns, *rows)]
    letters = "".join([table.title, *chain.from_iterable(texts)])
    longest = LONGEST_SHAPED if JOINED.search(letters) else LONGEST
    paper = FPDF(orientation="landscape", format="A4")
    paper.set_title(table.title)
    paper.set_lang(LANGUAGES[table.language].tag)
    whole = _dress(paper, letters)
    paper.add_page()
    paper.set_font_size(14)
    align = Align.R if rtl else Align.L
    paper.cell(w=0, text=_writable(table.title, whole), align=align, new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)
    paper.set_font_size(8)
    lines = TableBordersLayout.HORIZONTAL_LINES
    head = FontFace(fill_color=(230, 230, 230))
    widths = _widths(texts)[::-1] if rtl else _widths(texts)
    with paper.table(
        borders_layout=lines, headings_style=head, text_align=align, padding=1, line_height=LINE, col_widths=widths
    ) as drawn:
        for line in texts[: longest + 1]:
            drawn.row([_writable(text, whole) for text in (reversed(line) if rtl else line)])
    if len(rows) > longest:
        paper.cell(w=0, text=_writable(gettext("The list goes on. Please take it as CSV or XLSX."), whole), align=align)
    return bytes(paper.output())


def _dress(paper: FPDF, letters: str) -> bool:
    """Only the fonts that these letters need, and shaping only where letters join; False without `make assets`."""
    if not font().exists():
        paper.set_font("helvetica")
        return False
    paper.add_font("list", fname=font())
    paper.set_font("list")
    scripts = [script for script, some in SCRIPTS.items() if some.search(letters) and font(script).exists()]
    for script in scripts:
        paper.add_font(script, fname=font(script))
    paper.set_fallback_fonts(scripts)
    if JOINED.search(letters):
        paper.set_text_shaping(True)
    return True


def _widths(texts: list[list[str]]) -> list[int]:
    """Shares of the page: room for the longest word, and more where texts are long; within bounds."""
    return [
        min(WIDEST, max(NARROWEST, *(max(map(len, text.split()), default=0) for text in column), max(map(len, column)) // 3))
        for column in zip(*texts, strict=True)
    ]


def _text(cell: Cell) -> str:
    return "" if cell is None else f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


def _writable(text: str, whole: bool) -> str:
    return text if whole else text.encode("latin-1", "replace").decode("latin-1")
