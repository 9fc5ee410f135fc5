"""The area files that come with the project: postcodes, municipalities, centres, districts and other names."""

import csv
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from anlaufpunkt.network.domain.places import Place, PlaceBook, slug_of

DATA = Path(__file__).resolve().parent.parent / "data"
Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def centre_slug(row: Row) -> str:
    return slug_of(row["name"].removeprefix("KI ").removeprefix("Stadt "))


@cache
def place_book() -> PlaceBook:
    """The book of all places, read once per process."""
    areas = read("areas_nrw.csv")
    municipalities = {p.municipalities[0]: p for p in _municipalities(areas)}
    centres = [_centre(row, municipalities) for row in read("centres.csv")]
    places = [*municipalities.values(), *centres, *_districts(municipalities), *_postcodes(areas)]
    return PlaceBook(places, _aliases())


def _municipalities(areas: list[Row]) -> list[Place]:
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in areas:
        by_key[row["municipality_ags"]].append(row)
    return [_municipality(rows) for rows in by_key.values()]


def _municipality(rows: list[Row]) -> Place:
    own = [r for r in rows if r["share_hint"] != "part"] or rows
    lat = sum(float(r["lat"]) for r in own) / len(own)
    lon = sum(float(r["lon"]) for r in own) / len(own)
    row = rows[0]
    return Place(
        slug_of(row["municipality"]), row["municipality"], "municipality",
        (row["municipality_ags"],), (row["centre_ags"],), round(lat, 5), round(lon, 5),
    )  # fmt: skip


def _centre(row: Row, municipalities: dict[str, Place]) -> Place:
    inside = tuple(sorted(k for k, p in municipalities.items() if p.centres == (row["ags"],)))
    name = row["name"].removeprefix("KI ").removeprefix("Stadt ")
    return Place(centre_slug(row), name, "centre", inside, (row["ags"],), float(row["lat"]), float(row["lon"]))


def _districts(municipalities: dict[str, Place]) -> list[Place]:
    places = []
    for row in read("districts.csv"):
        town = municipalities[row["municipality_ags"]]
        lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] else (town.lat, town.lon)
        places.append(
            Place(
                slug_of(f"{town.name} {row['name']}"),
                row["name"],
                "district",
                town.municipalities,
                town.centres,
                lat,
                lon,
                town.name,
            )
        )
    return places


def _postcodes(areas: list[Row]) -> list[Place]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in areas:
        by_code[row["postcode"]].append(row)
    return [_postcode(code, rows) for code, rows in by_code.items()]


def _postcode(code: str, rows: list[Row]) -> Place:
    centres = tuple(dict.fromkeys(r["centre_ags"] for r in rows))
    towns = tuple(dict.fromkeys(r["municipality_ags"] for r in rows))
    names = " / ".join(dict.fromkeys(r["municipality"] for r in rows))
    return Place(code, code, "postcode", towns, centres, float(rows[0]["lat"]), float(rows[0]["lon"]), names)


def _aliases() -> list[tuple[str, str]]:
    with (DATA / "place_aliases.toml").open("rb") as file:
        names: dict[str, list[str]] = tomllib.load(file)
    return [(name, slug) for slug, known in names.items() for name in known]
