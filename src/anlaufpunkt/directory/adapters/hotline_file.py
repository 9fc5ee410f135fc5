"""Reads the list of hotlines. It is reference data with sources: every change is a reviewed commit."""

import csv
from functools import cache
from pathlib import Path

from anlaufpunkt.directory.domain.hotlines import Line, hours

FILE = Path(__file__).resolve().parent.parent / "data" / "hotlines.csv"


@cache
def hotlines() -> list[Line]:
    """Every line that has a source; without one nothing is shown."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_line(row) for row in csv.DictReader(file) if row["source"].strip()]


def _line(row: dict[str, str]) -> Line:
    always = row["opens"] == "24/7"
    return Line(
        id=row["id"], name=row["name"], number=row["number"], way=row["way"], about=row["about"],
        kinds=tuple(row["kinds"].split()), rules=() if always else hours(row["opens"]), always=always,
        spoken=tuple(row["spoken"].split()), more_languages=row["more_languages"], areas=tuple(row["areas"].split()),
        free=bool(row["free"]), source=row["source"], checked=row["checked"], review_by=row["review_by"],
        link=row["link"], place=row["place"],
    )  # fmt: skip
