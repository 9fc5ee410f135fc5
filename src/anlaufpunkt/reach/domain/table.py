"""Lists to take away: a name, columns and rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlaufpunkt.terms.domain.cells import Cell


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
