"""How far the text of one language is."""

from enum import StrEnum

from anlaufpunkt.directory.domain.offer import Offer


class State(StrEnum):
    """In the order in which the desk offers the work."""

    STALE = "stale"  # the source has changed since
    MISSING = "missing"
    MACHINE = "machine"  # nobody has looked at it
    HUMAN = "human"  # no second person has looked at it
    REVIEWED = "reviewed"


OPEN = (State.STALE, State.MISSING, State.MACHINE, State.HUMAN)
ORIGINS = {"machine": State.MACHINE, "reviewed": State.REVIEWED}  # every other origin: a person


def state_of(offer: Offer, language: str) -> State:
    """A text whose source nobody noted counts as a person's that is not reviewed."""
    text = offer.texts.get(language)
    if text is None:
        return State.MISSING
    if offer.stale(language):
        return State.STALE
    return ORIGINS.get(text.origin, State.HUMAN)
