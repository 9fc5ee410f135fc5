"""Lists to take away: whole, readable by spreadsheets, and never a formula."""

import csv
import io
import re
import unicodedata
import zipfile
from datetime import date
from html import unescape

import pytest
from django.utils.translation import gettext, override
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anlaufpunkt.reach.adapters import sheets
from anlaufpunkt.reach.adapters.sheets import written
from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.terms.domain.cells import Cell, harmless
from anlaufpunkt.terms.domain.languages import LANGUAGES

EVIL = ("=1+1", "+49 231", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "{=1+1}", '=cmd|"/c calc"!A1')


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("de", "Liste", ("Eins", "Zwei"), iter(rows))


def cells_of(xlsx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@example("\uff1d1")
@example("\u00a0=1")
@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    begun = unicodedata.normalize("NFKC", cell).lstrip(" ")
    assert not begun.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
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


WORDS = ("Offer", "Organisation", "When", "Where", "Contact", "State", "To do", "Last confirmed", "not in the school holidays")


def missing(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The letters for which no font was at hand."""
    return [record.getMessage() for record in caplog.records if "missing" in record.getMessage()]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_pdf_has_the_letters_of_every_language(language: str, caplog: pytest.LogCaptureFixture) -> None:
    with override(language):
        heads = tuple(gettext(word) for word in WORDS)
        body = written(Table(language, heads[0], heads, iter([heads])), "pdf")
    assert missing(caplog) == []
    for name, letter in (("NotoSansArabic", "[\u0600-\u06ff]"), ("NotoSansEthiopic", "[\u1200-\u137f]")):
        assert (name.encode() in body) == bool(re.search(letter, "".join(heads)))


def test_special_letters_are_there_and_a_missing_script_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    written(table(("پښتو ډېر ښه · ڕۆژانە · گچپژ", "ትግርኛ ንደቀንስትዮ")), "pdf")
    assert missing(caplog) == []
    written(table(("漢字", 1)), "pdf")
    assert missing(caplog)


def test_arabic_letters_join(monkeypatch: pytest.MonkeyPatch) -> None:
    """Joined, they need more forms than one for each letter."""
    joined = written(table(("سسس", "")), "pdf")
    monkeypatch.setattr(sheets.FPDF, "set_text_shaping", lambda *_args: None)
    assert len(joined) > len(written(table(("سسس", "")), "pdf"))


@pytest.mark.parametrize(("text", "limit"), [("Zeile", 40), ("سطر", 20)])
def test_a_long_pdf_ends_and_says_so(text: str, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST", 40)
    monkeypatch.setattr(sheets, "LONGEST_SHAPED", 20)
    whole, cut = (written(table(*[(text, "")] * count), "pdf") for count in (limit, limit + 1))
    assert len(cut) > len(whole)  # the sentence about the rest
    assert cut.count(b"/Type /Page\n") == written(table(*[(text, "")] * 200), "pdf").count(b"/Type /Page\n")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_formula_hides_behind_a_control_character(form: str) -> None:
    body = written(table(("\x01=1+1\x02", 1)), form)
    shown = body.decode() if form == "csv" else unescape(cells_of(body))
    assert "'=1+1" in shown
    assert "\x01" not in shown
