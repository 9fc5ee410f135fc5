"""Lists to take away: a name, columns and rows, with cells that no spreadsheet takes for a formula."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Cell = str | int | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


def harmless(cell: Cell) -> str | int:
    """The cell for a spreadsheet: text that would begin a formula gets an apostrophe before it; days as 2026-11-22."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = cell.isoformat() if isinstance(cell, date) else cell
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
