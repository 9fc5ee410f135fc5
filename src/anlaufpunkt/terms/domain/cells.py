"""Cells of lists for spreadsheets: no text may begin a formula."""

import unicodedata
from datetime import date

Cell = str | int | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: Cell) -> str | int:
    """The cell for a spreadsheet: text that would begin a formula, also in wide letters or after a hard space, gets an
    apostrophe before it; days as 2026-11-22."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = cell.isoformat() if isinstance(cell, date) else cell
    return f"'{text}" if unicodedata.normalize("NFKC", text).lstrip(" ").startswith(_FORMULA) else text
