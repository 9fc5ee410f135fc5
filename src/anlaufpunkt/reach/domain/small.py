"""Small numbers of people's questions are protected: what is shown says of every count only in which step of five it lies.

Each count is rounded down to a step of five, so that fewer than five reads "< 5". A total is rounded down by itself, and lowered
where it would say more about its parts than their own steps do. Proof that it then does not: let L and U be the sums of the
parts' lowest and highest values, so that U - L is at least 4. The shown total m is the highest step with m <= T and
m <= U - 4; hence L <= m. Take any part and any value inside its step: the sums that the others allow reach from at most
L + 4 to at least U - 4, so some sum between m and m + 4 fits, and that sum shows the same m. Nobody can tell the values apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEP = 5


def lowered(count: int) -> int:
    """The step of five a count lies in, named by its lowest value; 0 stands for "fewer than five"."""
    return count // STEP * STEP


def total(*breakdowns: Sequence[int]) -> int:
    """The step to show for the sum of each breakdown (all have the same sum), beside parts that are shown as `lowered` ones."""
    whole = lowered(sum(breakdowns[0]))
    for parts in breakdowns:
        highest = sum(lowered(part) + STEP - 1 for part in parts)
        whole = min(whole, lowered(highest - STEP + 1))
    return max(whole, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one need: its total, and its parts by place and by language."""

    total: int
    places: dict[str, int]
    languages: dict[str, int]


def protected(counts: Mapping[tuple[str, str], int], places: Iterable[str], languages: Iterable[str]) -> Row:
    """Protect the counts of one need, given by (place, language).

    Both breakdowns have the same sum. Where the steps of one would narrow the parts of the other, its largest step is lowered.
    """
    by_place = {p: sum(n for (place, _), n in counts.items() if place == p) for p in places}
    by_language = {c: sum(n for (_, language), n in counts.items() if language == c) for c in languages}
    shown = [{key: lowered(n) for key, n in part.items()} for part in (by_place, by_language)]
    for mine, other in (shown, shown[::-1]):
        highest = sum(step + STEP - 1 for step in other.values())
        while sum(mine.values()) > highest - STEP + 1 and any(mine.values()):
            largest = max(mine, key=lambda key: mine[key])
            mine[largest] -= STEP
    whole = total(list(by_place.values()), list(by_language.values()))
    return Row(whole, shown[0], shown[1])
