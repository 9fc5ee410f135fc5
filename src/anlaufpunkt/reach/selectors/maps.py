"""Figures as words, steps of heat and maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise

from anlaufpunkt.network.models import Centre
from anlaufpunkt.reach.adapters.outline_file import outlines
from anlaufpunkt.reach.domain.outlines import drawing
from anlaufpunkt.reach.domain.small import STEP
from anlaufpunkt.reach.selectors.gaps import Gap, offered_by_centre, places_of
from anlaufpunkt.reach.selectors.words import FIGURES

# The lowest value of each step of heat.
STEPS = {"offered": (0, 1, 2, 5, 10), "asked": (0, 5, 10, 25, 50), "unanswered": (0, 5, 10, 25, 50)}

MANY = 30


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    value: str
    heat: int
    path: str
    x: int
    y: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    areas: list[Area]
    many: bool  # too many areas for numbers on a small screen


def shown(figure: str, value: int | None) -> str:
    """As it stands on the page: questions as steps of five, what is not counted as a dash."""
    if value is None:
        return "–"
    if figure == "offered":
        return str(value)
    return f"{value}+" if value else f"< {STEP}"


def heat(figure: str, value: int | None) -> int:
    return 0 if value is None else max(n for n, low in enumerate(STEPS[figure]) if value >= low)


def part(gap: Gap, figure: str, by: str, key: str) -> int | None:
    """One value of a breakdown; None where it is not counted."""
    row = gap.figure(figure)
    if row is None:
        return None
    return (row.languages if by == "languages" else row.places).get(key, None if figure == "offered" else 0)


def totals(gap: Gap) -> list[tuple[Promise, str]]:
    """All three figures of a need, with their names."""
    rows = {name: gap.figure(name) for name in FIGURES}
    return [(word, shown(name, row.total if (row := rows[name]) else None)) for name, word in FIGURES.items()]


def cells(gap: Gap, figure: str, by: str, heads: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """(head, value, step of heat) of one row of the heat table."""
    values = [(head, part(gap, figure, by, key)) for key, head in heads]
    return [(head, shown(figure, value), heat(figure, value)) for head, value in values]


def legend(figure: str) -> list[tuple[int, str]]:
    """(step of heat, its values in words)."""
    if figure != "offered":
        return [(n, shown(figure, low)) for n, low in enumerate(STEPS[figure])]
    ends = [f"{low}–{high - 1}" if high - low > 1 else str(low) for low, high in pairwise(STEPS[figure])]
    return list(enumerate([*ends, f"{STEPS[figure][-1]}+"]))


def own_map(centre: Centre, gap: Gap, figure: str) -> Map:
    """The municipalities of a centre."""
    borders, _ = outlines()
    names = places_of(centre)
    made = drawing(borders, {key: borders.areas[key] for key in names if key in borders.areas})
    areas = []
    for key, path in made.paths.items():
        value = part(gap, figure, "places", key)
        areas.append(Area(names[key], shown(figure, value), heat(figure, value), path, *made.middles[key]))
    return Map(made.width, made.height, sorted(areas, key=lambda a: a.name), many=len(areas) > MANY)


def state_map(centre: Centre, need: str) -> Map:
    """What is offered in the areas of all centres: published offers, which everybody can find."""
    borders, _ = outlines()
    names = dict(Centre.objects.values_list("ags", "name"))
    made = drawing(borders, borders.centres)
    counts = offered_by_centre(need)
    areas = []
    for key, path in made.paths.items():
        value = counts.get(key, 0)
        areas.append(Area(
            names.get(key, key), str(value), heat("offered", value), path, *made.middles[key], own=key == centre.ags,
        ))  # fmt: skip
    return Map(made.width, made.height, sorted(areas, key=lambda a: a.name), many=len(areas) > MANY)


def source() -> str:
    return outlines()[1]
