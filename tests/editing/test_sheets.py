"""Files as people's programs write them are read; files that are none, or mean harm, get a clear word."""

import io
import random
import tracemalloc
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlaufpunkt.editing.adapters import sheets
from anlaufpunkt.editing.adapters.sheets import LAST_ROW, MAX_BYTES, read_list
from anlaufpunkt.editing.domain.columns import MAX_COLUMNS, MAX_ROWS
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.adapters.spreadsheet import as_csv, as_xlsx
from tests.editing.files import ROWS, bomb, csv_of, repacked, xlsx_of

NUMBERED = list(enumerate(ROWS, 1))
SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_list(content)
    return caught.value.code


@pytest.mark.parametrize("sign", list(";,\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_way_programs_write_csv(sign: str, encoding: str) -> None:
    assert read_list(csv_of(ROWS, sign, encoding)) == NUMBERED


def test_xlsx_reads_like_csv() -> None:
    assert read_list(xlsx_of(ROWS)) == NUMBERED


def test_values_of_cells_as_a_person_would_type_them() -> None:
    row = [44135, 2.5, 3.0, True, date(2026, 1, 12), datetime(2026, 1, 12, 9, 30), time(10, 0), None, "x"]
    assert read_list(xlsx_of([row])) == [(1, ["44135", "2,5", "3", "ja", "12.1.2026", "12.1.2026 09:30", "10:00", "", "x"])]


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    text = 'Name;Text\n\nA;"zwei\nZeilen"\n;\nB;x\n'
    expected = [(1, ["Name", "Text"]), (3, ["A", "zwei\nZeilen"]), (5, ["B", "x"])]
    assert read_list(text.encode()) == expected
    assert read_list(xlsx_of([["Name", "Text"], [], ["A", "zwei\nZeilen"], [None, ""], ["B", "x"]])) == expected


def test_the_hint_of_excel_on_its_delimiter() -> None:
    assert read_list(b"sep=|\r\nName|Text, lang, mit, Kommas\r\n") == [(1, ["Name", "Text, lang, mit, Kommas"])]


def test_one_column_with_commas_in_its_text() -> None:
    assert read_list(b"Name\nTreff, jeden Tag\nKurs\nSport\n")[2:] == [(3, ["Kurs"]), (4, ["Sport"])]


@pytest.mark.parametrize(
    "formula", ["=1+1", '=HYPERLINK("http://example.org")', "+49 231 1", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_text_on_the_way_in_and_guarded_on_the_way_out(formula: str) -> None:
    assert read_list(xlsx_of([["Name"], [formula]]))[1] == (2, [formula])
    assert read_list(csv_of([["Name", "x"], [formula, "y"]]))[1] == (2, [formula, "y"])
    assert formula.encode() not in as_csv([[formula]]).replace(b"'" + formula.encode(), b"")
    for content in (as_csv([["Name", "x"], [formula, "y"]]), as_xlsx([["Name", "x"], [formula, "y"]])):
        assert read_list(content)[1] == (2, [formula, "y"])  # the guard is taken off again


def test_a_remembered_result_of_a_formula_is_not_believed() -> None:
    sheet = SHEET % b'<row r="1"><c r="A1" t="str"><f>1+1</f><v>free text</v></c></row>'
    assert read_list(repacked(xlsx_of([["x"]]), xl__worksheets__sheet1_xml=sheet)) == [(1, ["=1+1"])]


def test_control_characters_go() -> None:
    assert read_list("Name;x\nA\x0bB;\x00y\n".replace("\x00", "").encode())[1] == (2, ["AB", "y"])


@pytest.mark.parametrize("content", [b"", b"\n\n;;;\n", b"\x00\x00", csv_of([["", ""]]), xlsx_of([]), xlsx_of([[None, " "]])])
def test_empty(content: bytes) -> None:
    assert refused(content) == "file_empty"


def test_binary_rubbish() -> None:
    noise = random.Random(1).randbytes(20_000)  # noqa: S311
    assert refused(b"\x7fELF" + noise) == "file_no_list"
    assert refused(b"%PDF-1.7" + noise) == "file_no_list"
    assert refused(b"\xff\xfe" + noise + b"\x00") == "file_no_list"
    assert refused(b"PK\x03\x04" + noise) == "file_broken"


def test_old_excel_and_passwords() -> None:
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert refused(compound + "Workbook".encode("utf-16-le")) == "file_old_xls"
    assert refused(compound + "EncryptedPackage".encode("utf-16-le")) == "file_has_password"
    secret = bytearray(xlsx_of(ROWS))
    secret[secret.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(secret)) == "file_has_password"


def test_another_archive_is_no_list() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(out.getvalue()) == "file_no_list"


def test_damaged_workbooks() -> None:
    whole = xlsx_of(ROWS)
    assert refused(whole[: len(whole) // 2]) == "file_broken"
    assert refused(repacked(whole, xl__workbook_xml=b"<nothing")) == "file_broken"
    assert (
        refused(repacked(whole, xl__worksheets__sheet1_xml=SHEET % b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'))
        == "file_broken"
    )


@pytest.mark.parametrize("megabytes", [2, 300])
def test_bombs_are_refused_before_they_are_opened(megabytes: int) -> None:
    content = bomb(megabytes)
    assert len(content) < MAX_BYTES
    tracemalloc.start()
    try:
        assert refused(content) == "file_unpacks_too_large"
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_an_archive_that_lies_about_its_size_is_broken() -> None:
    content = bytearray(bomb(2))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(content)) == "file_broken"


def test_entities_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    assert refused(repacked(xlsx_of(ROWS), xl__worksheets__sheet1_xml=laughs)) == "file_broken"


@pytest.mark.parametrize("number", [LAST_ROW + 1, 1_048_576, 99_999_999_999])
def test_a_row_far_away_is_not_waited_for(number: int) -> None:
    sheet = SHEET % b'<row r="%d"><c r="A%d" t="str"><v>x</v></c></row>' % (number, number)
    assert refused(repacked(xlsx_of(ROWS), xl__worksheets__sheet1_xml=sheet)) == "too_many_rows"


def test_too_much() -> None:
    assert refused(b"a" * (MAX_BYTES + 1)) == "file_too_large"
    many = [["Name"]] + [[f"fault {n}"] for n in range(50_000)]
    assert refused(csv_of(many)) == "too_many_rows"
    assert refused(xlsx_of(many[: MAX_ROWS + 500])) == "too_many_rows"
    assert refused(csv_of([["x"] * (MAX_COLUMNS + 1)] * 2)) == "too_many_columns"
    assert refused(xlsx_of([["x"] * (MAX_COLUMNS + 40)])) == "too_many_columns"


def _row(number: int, prefix: str = "") -> str:
    return f'<{prefix}row r="{number}"><{prefix}c r="A{number}"><{prefix}v>{number}</{prefix}v></{prefix}c></{prefix}row>'


ROWS_OF_ONE = "".join(_row(n) for n in range(1, 200_001)).encode()
WITH_PREFIX = (
    SHEET.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=").replace(b"</w", b"</x:w").replace(b"sheetData", b"x:sheetData")
)
LARGE = {
    "rows of one cell": ({"xl__worksheets__sheet1_xml": SHEET % ROWS_OF_ONE}, "too_many_rows"),
    "with a prefix": (
        {"xl__worksheets__sheet1_xml": WITH_PREFIX % "".join(_row(n, "x:") for n in range(1, 9000)).encode()}, "too_many_rows",
    ),
    "empty rows": ({"xl__worksheets__sheet1_xml": SHEET % (b'<row ht="15"/>' * (LAST_ROW + 1))}, "too_many_rows"),
    "a second sheet": ({"xl__worksheets__sheet2_xml": SHEET % ROWS_OF_ONE}, "file_unpacks_too_large"),
    "texts": ({"xl__sharedStrings_xml": b"<sst>%s</sst>" % (b"<si><t>abc</t></si>" * 300_000)}, "file_unpacks_too_large"),
    "a late entity": ({"xl__sharedStrings_xml": b"<?xml version='1.0'?>" + b" " * 150_000 + b"<!DOCTYPE sst []><sst/>"}, "file_broken"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LARGE)
def test_what_is_too_much_is_counted_before_it_is_taken_apart(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_args: object, **_more: object) -> None:
        raise AssertionError("the file was taken apart")

    monkeypatch.setattr(sheets, "load_workbook", opened)
    monkeypatch.setattr(sheets, "MAX_RATIO", 10**6)  # which else speaks first, because our invented rows are so alike
    parts, code = LARGE[kind]
    assert refused(repacked(xlsx_of(ROWS), **parts)) == code


def test_a_full_list_is_not_too_much() -> None:
    full = [[f"{column} {number}" for column in range(MAX_COLUMNS)] for number in range(MAX_ROWS)]
    assert len(read_list(xlsx_of(full))) == MAX_ROWS


def test_a_quotation_mark_that_is_never_closed() -> None:
    assert refused(('Name;Text\nA;"x\n' + "B;y\n" * 50_000).encode()) == "file_quote_open"


@settings(deadline=None)
@given(
    st.binary(max_size=400)
    | st.builds(
        lambda head, tail: head + tail, st.sampled_from([b"PK\x03\x04", b"\xff\xfe", b"sep=;\n"]), st.binary(max_size=200)
    )
)
def test_any_bytes_give_rows_or_a_clear_word(content: bytes) -> None:
    try:
        rows = read_list(content)
    except Refused as caught:
        assert caught.code.startswith(("file_", "too_many"))  # noqa: PT017
    else:
        assert rows
        assert all("\x00" not in cell for _number, row in rows for cell in row)


CELL = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff'’"), max_size=20)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=4).filter(lambda row: row[-1].strip()), min_size=2, max_size=5))
def test_what_we_write_we_read(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    whole = [["Name"] * width, *(row + ["x"] * (width - len(row)) for row in rows)]
    assert [row for _number, row in read_list(as_xlsx(whole))] == whole
    assert [row for _number, row in read_list(as_csv(whole))] == whole
