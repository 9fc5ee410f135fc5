"""Which column of somebody's list means what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from anlaufpunkt.editing.domain.lookup import Lookup, key_of
from anlaufpunkt.terms.domain.refusal import Refused

SEARCHED = 10  # so many rows may stand above the headings: a title, a date
MAX_ROWS, MAX_COLUMNS = 2000, 60
_TOWN_OR_HOUSE = "ort"  # beside a postcode it is the town, else the house


@dataclass(frozen=True, slots=True)
class Unused:
    """A column we do not know, and which ones may be meant."""

    heading: str
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """`at`: column → its place in a row; `row`: the number of the headings' row, as the file counts."""

    at: dict[str, int]
    row: int
    unused: tuple[Unused, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)  # as the file writes them

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """What a row says, column by column; empty cells are left out."""
        found = {name: row[place].strip() for name, place in self.at.items() if place < len(row)}
        return {name: text for name, text in found.items() if text}


def find_columns(rows: Sequence[tuple[int, Sequence[str]]], headings: Lookup) -> Columns:
    """The headings stand in the first row that names most columns; the name or the id must be among them."""
    at: dict[str, list[int]] = {}
    number, headings_row = rows[0] if rows else (0, ())
    for at_row, row in rows[:SEARCHED]:
        known = _known(row, headings)
        if len(known) > len(at):
            at, number, headings_row = known, at_row, row
    if not {"name", "id"} & at.keys():
        meant = [name for cell in headings_row[:MAX_COLUMNS] for name in headings.near(cell)]
        raise Refused("no_headings", found=_listed(headings_row), meant=", ".join(dict.fromkeys(meant)))
    twice = next((places for places in at.values() if len(places) > 1), None)
    if twice:
        raise Refused("column_twice", first=headings_row[twice[0]].strip(), second=headings_row[twice[1]].strip())
    used = {places[0] for places in at.values()}
    unused = tuple(
        Unused(cell.strip()[:60], headings.near(cell))
        for place, cell in enumerate(headings_row)
        if place not in used and cell.strip()
    )
    own = {column: headings_row[places[0]].strip()[:60] for column, places in at.items()}
    return Columns({column: places[0] for column, places in at.items()}, number, unused, own)


def _known(row: Sequence[str], headings: Lookup) -> dict[str, list[int]]:
    at: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        column = headings.find(cell) if len(cell) <= 60 else None
        if column:
            at.setdefault(column, []).append(place)
    if "postcode" in at and "city" not in at and key_of(row[at.get("place", [0])[0]]) == _TOWN_OR_HOUSE:
        at["city"] = at.pop("place")
    return at


def _listed(row: Sequence[str]) -> str:
    return ", ".join(cell.strip()[:30] for cell in row[:8] if cell.strip())
