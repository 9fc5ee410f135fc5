"""An organisation asks its centre for access: how long what was written is kept, and what a coordinator may answer."""

from datetime import timedelta
from enum import StrEnum

from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.terms.domain.folding import tokens

CONFIRM_WITHIN = timedelta(days=3)  # the address, by the link in the mail; else everything is deleted
KEEP = timedelta(days=60)  # without an answer
MAY_ASK = (Kind.MSO, Kind.CARRIER, Kind.INITIATIVE, Kind.UMBRELLA, Kind.MUNICIPALITY)


class Reason(StrEnum):
    """Why a coordinator declines; the mail says it in the person's language."""

    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    HAS_ACCESS = "has-access"
    OTHER_OFFERS = "other-offers"


def name_key(name: str) -> str:
    """Two spellings of one name have the same key."""
    return " ".join(tokens(name))
