"""The glossary out of data/glossary/*.csv: one line per term; a cell is "preferred|also preferred!forbidden|also forbidden"."""

import csv
from functools import lru_cache
from pathlib import Path

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.translation.domain.glossary import Term, Word

FOLDER = Path(__file__).resolve().parent.parent / "data" / "glossary"


@lru_cache(maxsize=1)
def glossary() -> tuple[Term, ...]:
    return tuple(_term(row) for path in sorted(FOLDER.glob("*.csv")) for row in _rows(path))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _term(row: dict[str, str]) -> Term:
    reviewed = row["reviewed"].split("|")
    words = {code: _word(row[code], code in reviewed) for code in LANGUAGES if row.get(code)}
    return Term(row["term"], _listed(row["forms"]), words)


def _word(cell: str, reviewed: bool) -> Word:
    good, _, bad = cell.partition("!")
    return Word(_listed(good), _listed(bad), reviewed)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|") if word.strip())
