"""The statements a match is made of: why an offer is there, what does not fit, what is not known."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from anlaufpunkt.terms.domain.schedule import Occurrence


class Why(StrEnum):
    NEED = "need"
    AGE = "age"
    PREGNANT = "pregnant"
    LANGUAGE = "language"
    DISTANCE = "distance"
    TOWN = "town"
    ANYWHERE = "anywhere"
    NEXT = "next"
    OPEN = "open"
    FREE = "free"
    CHILDCARE = "childcare"
    WOMEN = "women"
    WORDS = "words"
    OWN = "own"
    CONFIRMED = "confirmed"
    # what does not fit, or is not known
    TIME = "time"
    PLACE = "place"
    COST = "cost"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement about the match; `value` is what a sentence about it shows."""

    why: Why
    value: str | float | int | date | Occurrence | None = None


@dataclass(slots=True)
class Sheet:
    """Points and statements collected for one offer."""

    score: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    misfits: list[Reason] = field(default_factory=list)
    unknowns: list[Reason] = field(default_factory=list)

    def good(self, points: float, why: Why, value: str | float | int | date | Occurrence | None = None) -> None:
        self.score += points
        self.reasons.append(Reason(why, value))

    def bad(self, points: float, why: Why, value: str | float | int | date | None = None) -> None:
        self.score -= points
        self.misfits.append(Reason(why, value))

    def unknown(self, why: Why, value: str | int | None = None) -> None:
        self.unknowns.append(Reason(why, value))
