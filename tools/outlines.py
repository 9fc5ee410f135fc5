"""Makes the small file of outlines that the map is drawn from: borders kept once, simplified, areas as lists of borders.

    python -m tools.outlines outlines_nrw_municipalities.geojson src/anlaufpunkt/reach/data/outlines.json

A border that two areas share is simplified once, so that no gap and no overlap arises. Points go by the area of their triangle
(Visvalingam and Whyatt, 1993); the ends of a border never go.
"""

import heapq
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

Point = tuple[int, int]
Arc = tuple[Point, ...]
SCALE = 10_000  # as exact as the source: four decimals
SMALLEST = 3_000  # a corner whose triangle is smaller goes; about a quarter of a square kilometre
SOURCE = "© GeoBasis-DE / BKG 2017, dl-de/by-2-0 (www.govdata.de/dl-de/by-2-0), changed: simplified, borders shared"


def rings_of(geometry: dict[str, Any]) -> list[list[Point]]:
    """Closed rings without the repeated last point, in whole steps of the grid."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [[(round(x * SCALE), round(y * SCALE)) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]
    return [[p for i, p in enumerate(ring) if p != ring[i - 1]] for ring in rings]


def nodes(rings: list[list[Point]]) -> set[Point]:
    """Where borders meet: points whose neighbours are not the same in every ring."""
    seen: dict[Point, frozenset[Point]] = {}
    found = set()
    for ring in rings:
        for i, point in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if seen.setdefault(point, pair) != pair:
                found.add(point)
    return found


def cut(ring: list[Point], ends: set[Point]) -> list[Arc]:
    """The borders a ring consists of, in its direction."""
    marks = [i for i, point in enumerate(ring) if point in ends]
    if not marks:
        start = ring.index(min(ring))  # a lonely ring begins at the same point in every area
        return [(*ring[start:], *ring[:start], ring[start])]
    turned = ring[marks[0] :] + ring[: marks[0]] + [ring[marks[0]]]
    stops = [i for i, point in enumerate(turned) if point in ends]
    return [tuple(turned[a : b + 1]) for a, b in itertools.pairwise(stops)]


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(arc: Arc, smallest: float = SMALLEST) -> Arc:
    """Drop the corner with the smallest triangle until none is below `smallest`. A closed border keeps at least four points."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    fewest = 4 if arc[0] == arc[-1] else 2
    left = len(arc)
    size = {i: triangle(arc[i - 1], arc[i], arc[i + 1]) for i in range(1, len(arc) - 1)}
    heap = [(area, i) for i, area in size.items()]
    heapq.heapify(heap)
    while heap and left > fewest:
        area, i = heapq.heappop(heap)
        if size.get(i) != area:
            continue
        if area >= smallest:
            break
        del size[i]
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in size:  # never smaller than what has gone: the order of going stays stable
                size[j] = max(area, triangle(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(heap, (size[j], j))
    return tuple(p for i, p in enumerate(arc) if i in size or i in (0, len(arc) - 1))


def dissolve(rings: list[list[int]], arcs: list[Arc]) -> list[list[int]]:
    """The outer borders of several areas: those used once, chained to rings. ~i is border i backwards."""
    used: dict[int, int] = defaultdict(int)
    for ring in rings:
        for ref in ring:
            used[ref if ref >= 0 else ~ref] += 1
    outer = [ref for ring in rings for ref in ring if used[ref if ref >= 0 else ~ref] == 1]
    starts: dict[Point, list[int]] = defaultdict(list)
    for ref in outer:
        starts[ends_of(ref, arcs)[0]].append(ref)
    made = []
    while any(starts.values()):
        ring = [next(refs for refs in starts.values() if refs).pop()]
        first = ends_of(ring[0], arcs)[0]
        while ends_of(ring[-1], arcs)[1] != first:
            ring.append(starts[ends_of(ring[-1], arcs)[1]].pop())
        made.append(ring)
    return made


def ends_of(ref: int, arcs: list[Arc]) -> tuple[Point, Point]:
    return (arcs[ref][0], arcs[ref][-1]) if ref >= 0 else (arcs[~ref][-1], arcs[~ref][0])


def deltas(arc: Arc) -> list[int]:
    flat = [*arc[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(arc):
        flat += [bx - ax, by - ay]
    return flat


def build(collection: dict[str, Any]) -> dict[str, Any]:
    outlines = {f["properties"]["ags"]: rings_of(f["geometry"]) for f in collection["features"]}
    centre_of = {f["properties"]["ags"]: f["properties"]["centre_ags"] for f in collection["features"]}
    ends = nodes([ring for rings in outlines.values() for ring in rings])
    number: dict[Arc, int] = {}
    areas: dict[str, list[list[int]]] = {}
    for ags, rings in sorted(outlines.items()):
        areas[ags] = [[_ref(arc, number) for arc in cut(ring, ends)] for ring in rings]
    arcs = [simplify(arc) for arc in number]
    centres: dict[str, list[list[int]]] = defaultdict(list)
    for ags, refs in areas.items():
        centres[centre_of[ags]] += refs
    return {
        "source": SOURCE, "licence": "dl-de/by-2-0", "as_of": "2016-01-01", "scale": SCALE,
        "areas": areas, "centres": {key: dissolve(refs, arcs) for key, refs in sorted(centres.items())},
        "borders": [deltas(arc) for arc in arcs],
    }  # fmt: skip


def _ref(arc: Arc, number: dict[Arc, int]) -> int:
    if arc[::-1] in number:
        return ~number[arc[::-1]]
    return number.setdefault(arc, len(number))


def written(made: dict[str, Any]) -> str:
    """One line per border and area, so that a change can be read."""
    lines = []
    for key, value in made.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in value.items())
            lines.append(f'"{key}":{{\n{rows}}}')
        elif isinstance(value, list):
            rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            lines.append(f'"{key}":[\n{rows}]')
        else:
            lines.append(f'"{key}":{json.dumps(value, ensure_ascii=False)}')
    return "{" + ",\n".join(lines) + "}\n"


if __name__ == "__main__":
    came, went = Path(sys.argv[1]), Path(sys.argv[2])
    text = written(build(json.loads(came.read_text(encoding="utf-8"))))
    went.write_text(text, encoding="utf-8")
    print(f"{len(text.encode()) // 1000} kB")
