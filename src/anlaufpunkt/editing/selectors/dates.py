"""The dates of an offer at the desk: the next ones, and those that somebody has cancelled."""

from dataclasses import dataclass
from datetime import date, datetime

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.terms.domain.schedule import Occurrence, called_off, next_dates

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Date:
    day: date
    said: str
    cancelled: bool = False


def dates(offer: Offer, reader: str, now: datetime) -> list[Date]:
    """In order; of the cancelled ones all that lie ahead."""
    said: dict[date, list[str]] = {}
    for one in next_dates(offer.rules, now, SHOWN):
        said.setdefault(one.day, []).append(words.occurrence(one, reader))
    coming = [Date(day, words.listed(times)) for day, times in said.items()]
    off = [Date(day, words.occurrence(Occurrence(day), reader), cancelled=True) for day in called_off(offer.rules, now)]
    return sorted([*coming, *off], key=lambda one: one.day)
