"""The share of offers that somebody has confirmed within 90 days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Share:
    confirmed: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all."""
        return self.confirmed * 100 // self.total if self.total else 0


def confirmed_since(today: date) -> date:
    """The first day that still counts."""
    return today - WITHIN


def together(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(sum(s.confirmed for s in found), sum(s.total for s in found))
