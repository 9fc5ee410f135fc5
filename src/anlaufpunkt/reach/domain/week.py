"""A week of dates: what happens when, and where the same people are asked to be in two places at once. Without a clock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

EVERYONE = "everyone"
MIDNIGHT = time(0)
OLDEST = 12 * 200
MOST = 5  # hints at one date


@dataclass(frozen=True, slots=True)
class Slot:
    """One date of an offer in local time. `ends` at or before `begins` means the next morning; `begins` None: time not known."""

    service: str
    day: date
    begins: time | None = None
    ends: time | None = None
    groups: frozenset[str] = field(default_factory=frozenset)
    audience: str = "all"
    youngest: int | None = None
    oldest: int | None = None
    municipality: str = ""
    district: str = ""

    @property
    def minutes(self) -> tuple[int, int]:
        """From and until in minutes of the day; an unknown end is one hour later."""
        begins = self.begins or MIDNIGHT
        start = begins.hour * 60 + begins.minute
        if self.ends is None:
            return start, start + 60
        end = self.ends.hour * 60 + self.ends.minute
        return start, end if end > start else end + 24 * 60


def week_of(day: date) -> tuple[date, ...]:
    """Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return tuple(monday + timedelta(n) for n in range(7))


def collide(a: Slot, b: Slot) -> bool:
    """Two offers at the same hour in the same district for the same people. What is not known is no reason for a hint."""
    if a.service == b.service or a.day != b.day or a.begins is None or b.begins is None:
        return False
    same_place = bool(a.district) and (a.municipality, a.district) == (b.municipality, b.district)
    return same_place and _overlap(a.minutes, b.minutes) and same_people(a, b)


def same_people(a: Slot, b: Slot) -> bool:
    """A group in common, and neither sex nor age keeps them apart."""
    if not (a.groups & b.groups) - {EVERYONE} or {a.audience, b.audience} == {"women", "men"}:
        return False
    youngest = max(a.youngest or 0, b.youngest or 0)
    oldest = min(OLDEST if s.oldest is None else s.oldest for s in (a, b))
    return youngest <= oldest


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def collisions(slots: Iterable[Slot], shown: Iterable[Slot]) -> dict[Slot, tuple[str, ...]]:
    """Shown date → other offers it collides with, MOST at most. Only those of one district, day and group are compared."""
    near: dict[tuple[date, str, str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.district and slot.begins is not None:
            for group in slot.groups - {EVERYONE}:
                near[slot.day, slot.municipality, slot.district, group].append(slot)
    found: dict[Slot, tuple[str, ...]] = {}
    for slot in shown:
        others: dict[str, None] = {}
        for other in (o for g in sorted(slot.groups) for o in near.get((slot.day, slot.municipality, slot.district, g), ())):
            if len(others) == MOST:
                break
            if collide(slot, other):
                others[other.service] = None
        if others:
            found[slot] = tuple(others)
    return found
