"""The file of outlines, and the tool that makes it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.network.models import Centre, Municipality
from anlaufpunkt.reach.adapters.outline_file import FILE, outlines
from anlaufpunkt.reach.domain.outlines import Point, drawing, middle, unpacked
from tools.outlines import build, deltas, simplify


def area(ring: list[Point]) -> int:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def test_the_file_is_small_and_names_its_source() -> None:
    assert FILE.stat().st_size < 200_000
    assert "BKG" in outlines()[1]
    assert "dl-de/by-2-0" in FILE.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_every_municipality_and_centre_is_drawn() -> None:
    borders, _ = outlines()
    assert set(borders.areas) == set(Municipality.objects.values_list("ags", flat=True))
    assert set(borders.centres) == set(Centre.objects.values_list("ags", flat=True))


@pytest.mark.django_db
def test_municipalities_fill_their_centre_exactly() -> None:
    """No gap, no overlap: the areas add up, and every ring is closed and runs the same way round."""
    borders, _ = outlines()
    of: dict[str, list[str]] = {}
    for ags, centre in Municipality.objects.values_list("ags", "centre"):
        of.setdefault(centre, []).append(ags)
    for centre, inside in of.items():
        whole = sum(area(borders.ring(refs)) for refs in borders.centres[centre])
        assert whole == sum(area(borders.ring(refs)) for ags in inside for refs in borders.areas[ags])
        assert whole > 0
    for rings in borders.areas.values():
        for refs in rings:
            ring = borders.ring(refs)
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


def square(ags: str, west: int, bump: float) -> dict[str, object]:
    """Two squares side by side; their common border has a small and a large bend."""
    common = [[1, 0], [1 + bump, 0.3], [1.2, 0.6], [1, 1]]
    ring = [[0, 0], *common, [0, 1], [0, 0]] if west == 0 else [*common[::-1], [2, 0], [2, 1], [1, 1]]
    return {"properties": {"ags": ags, "centre_ags": "1"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_a_shared_border_is_kept_once_and_simplified_once() -> None:
    made = build({"features": [square("a", 0, 0.0), square("b", 1, 0.0)]})
    assert len(made["borders"]) == 3
    (left,), (right,) = made["areas"]["a"], made["areas"]["b"]
    shared = set(left) & {~ref for ref in right}
    assert len(shared) == 1
    assert len(made["centres"]["1"][0]) == 2  # the common border is gone


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=2, max_size=40, unique=True))
def test_simplifying_keeps_ends_and_order(points: list[Point]) -> None:
    kept = simplify(tuple(points), 5000)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert [p for p in points if p in set(kept)] == list(kept)
    assert unpacked(deltas(kept)) == kept


def test_a_map_holds_all_areas_inside_its_box() -> None:
    borders, _ = outlines()
    made = drawing(borders, borders.centres)
    assert set(made.paths) == set(borders.centres)
    for path in made.paths.values():
        for start in re.findall(r"M(-?\d+) (-?\d+)l", path):
            assert 0 <= int(start[0]) <= made.width
            assert 0 <= int(start[1]) <= made.height
    north, south = made.middles["05566"], made.middles["05366"]  # Steinfurt, Euskirchen
    assert north[1] < south[1]
    assert middle([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]) == (5, 5)
