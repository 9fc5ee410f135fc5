"""Lists to take away: a name, columns and rows, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlaufpunkt.terms.domain.cells import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """`language`: of the reader, which the title, the headings and all words for codes are in."""

    language: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
