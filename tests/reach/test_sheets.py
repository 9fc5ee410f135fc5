"""Lists to take away: whole, readable by spreadsheets, and never a formula."""

import csv
import io
import re
import zipfile
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlaufpunkt.reach.adapters.sheets import LONGEST, written
from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.terms.domain.cells import Cell, harmless

EVIL = ("=1+1", "+49 231", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "{=1+1}", '=cmd|"/c calc"!A1')


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("de", "Liste", ("Eins", "Zwei"), iter(rows))


def cells_of(xlsx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


def test_csv_is_read_back_as_it_was() -> None:
    body = written(table(("Café; „Ü“", 3), (None, date(2026, 11, 22)), ("العربية", 0)), "csv")
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Eins", "Zwei"], ["Café; „Ü“", "3"], ["", "2026-11-22"], ["العربية", "0"]]


@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_cell_stays_text(evil: str) -> None:
    rows = list(csv.reader(io.StringIO(written(table((evil, 1)), "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not rows[1][0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "<f>" not in cells_of(written(table((evil, 1)), "xlsx"))


def test_xlsx_holds_texts_and_numbers() -> None:
    found = unescape(cells_of(written(table(("Straße", 12)), "xlsx")))
    assert "Straße" in found
    assert re.search(r"<v>12</v>", found)


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_makes_a_pdf(first: str, second: str) -> None:
    assert written(table((first, second)), "pdf").startswith(b"%PDF")


def test_a_very_long_pdf_ends() -> None:
    assert LONGEST < 10_000
    assert written(table(*((f"Zeile {n}", n) for n in range(60))), "pdf").count(b"/Type /Page\n") > 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_formula_hides_behind_a_control_character(form: str) -> None:
    body = written(table(("\x01=1+1\x02", 1)), form)
    shown = body.decode() if form == "csv" else unescape(cells_of(body))
    assert "'=1+1" in shown
    assert "\x01" not in shown
