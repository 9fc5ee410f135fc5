"""From borders on a grid to paths of an SVG: north is up, a degree of longitude as wide as in the middle of the map."""

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Point = tuple[int, int]
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Outlines:
    """`borders`: points (longitude, latitude) times `scale`. Areas and centres: rings of borders, ~i is border i backwards."""

    scale: int
    borders: tuple[tuple[Point, ...], ...]
    areas: Mapping[str, list[list[int]]]
    centres: Mapping[str, list[list[int]]]

    def ring(self, refs: list[int]) -> list[Point]:
        """A closed ring, its first point repeated at the end."""
        points: list[Point] = []
        for ref in refs:
            border = self.borders[ref] if ref >= 0 else self.borders[~ref][::-1]
            points += border[1:] if points else border
        return points


@dataclass(frozen=True, slots=True)
class Drawing:
    """`paths`: key → path data, all in one box of `width` × `height`; `middles`: where a label of the area stands."""

    width: int
    height: int
    paths: dict[str, str]
    middles: dict[str, Point]


def unpacked(deltas: list[int]) -> tuple[Point, ...]:
    """A border as stored: its first point, then steps."""
    x, y = deltas[0], deltas[1]
    points = [(x, y)]
    for dx, dy in zip(deltas[2::2], deltas[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return tuple(points)


def drawing(outlines: Outlines, shapes: Mapping[str, list[list[int]]]) -> Drawing:
    """The shapes side by side; their key stays with them."""
    rings = {key: [outlines.ring(refs) for refs in found] for key, found in shapes.items()}
    points = [point for found in rings.values() for ring in found for point in ring]
    if not points:  # an invented centre has no area
        return Drawing(WIDTH, 1, {}, {})
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2 / outlines.scale))
    step = WIDTH / ((east - west) * narrow)
    placed = {
        key: [[(round((x - west) * narrow * step), round((north - y) * step)) for x, y in ring] for ring in found]
        for key, found in rings.items()
    }
    return Drawing(
        WIDTH, max(1, round((north - south) * step)), {key: "".join(map(_path, found)) for key, found in placed.items()},
        {key: middle(max(found, key=lambda ring: abs(_twice_area(ring)))) for key, found in placed.items()},
    )  # fmt: skip


def _twice_area(ring: list[Point]) -> int:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring))


def middle(ring: list[Point]) -> Point:
    """The centre of gravity of a closed ring."""
    area = _twice_area(ring)
    if not area:
        return ring[0]
    pairs = list(itertools.pairwise(ring))
    x = sum((ax + bx) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairs)
    y = sum((ay + by) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairs)
    return round(x / (3 * area)), round(y / (3 * area))


def _path(points: Iterable[Point]) -> str:
    """Relative steps; points that fall together are drawn once."""
    kept = list(dict.fromkeys(points))
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z" if steps else ""
