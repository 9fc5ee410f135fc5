"""What people say about an offer, by link or on the phone."""

from datetime import date, timedelta
from enum import StrEnum

from anlaufpunkt.terms.domain.refusal import Refused

LONGEST_NOTE = 500
LONGEST_CLOSURE = timedelta(days=366)


class Answer(StrEnum):
    RIGHT = "right"
    CHANGED = "changed"
    ENDED = "ended"
    CLOSED = "closed"


AGAIN = (1, 3, 7, 14)  # call again in so many days
NOT_REACHED_REST = 1  # days until the next try


def check_closure(until: date | None, today: date) -> None:
    if until is not None and not today <= until <= today + LONGEST_CLOSURE:
        raise Refused("closed_until_when")
