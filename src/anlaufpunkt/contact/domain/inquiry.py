"""The life of an inquiry as data: at each moment one who is responsible, one next step, one due time, until it is closed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anlaufpunkt.contact.domain.working_time import after_days, after_minutes
from anlaufpunkt.terms.domain.refusal import Refused

FIRST_ANSWER_DAYS, ANSWER_DAYS, WAIT_DAYS = 2, 2, 10  # working days
URGENT_MINUTES = 30  # while offices are open


class State(StrEnum):
    NEW = "new"  # nobody has taken it on: the next step is that somebody does
    OPEN = "open"  # its holder has to answer
    WAITING = "waiting"  # for the person; when that is over the holder asks again or closes
    CLOSED = "closed"


class Verb(StrEnum):
    CLAIM = "claim"
    TAKE_OVER = "take-over"  # from a colleague, in the open
    HAND_OVER = "hand-over"  # to a colleague
    RELEASE = "release"  # back to all
    ANSWER = "answer"
    WRITE = "write"  # the person
    CLOSE = "close"


class Side(StrEnum):
    DESK = "desk"  # anybody of the responsible place
    HOLDER = "holder"
    PERSON = "person"


class Outcome(StrEnum):
    ARRIVED = "arrived"  # she has come to where she is helped
    INFORMED = "informed"  # the answer was enough
    SENT_ON = "sent-on"  # told whom to turn to; unknown whether she got there
    NO_OFFER = "no-offer"  # there is nothing for this need: a gap
    NOT_REACHED = "not-reached"
    NOT_OURS = "not-ours"


# (from, verb) → (to, who may). What is not listed here is refused.
MOVES: dict[tuple[State, Verb], tuple[State, Side]] = {
    (State.NEW, Verb.CLAIM): (State.OPEN, Side.DESK),
    (State.OPEN, Verb.TAKE_OVER): (State.OPEN, Side.DESK),
    (State.WAITING, Verb.TAKE_OVER): (State.WAITING, Side.DESK),
    (State.OPEN, Verb.HAND_OVER): (State.OPEN, Side.HOLDER),
    (State.WAITING, Verb.HAND_OVER): (State.WAITING, Side.HOLDER),
    (State.OPEN, Verb.RELEASE): (State.NEW, Side.HOLDER),
    (State.WAITING, Verb.RELEASE): (State.NEW, Side.HOLDER),
    (State.OPEN, Verb.ANSWER): (State.WAITING, Side.HOLDER),
    (State.WAITING, Verb.ANSWER): (State.WAITING, Side.HOLDER),
    (State.OPEN, Verb.CLOSE): (State.CLOSED, Side.HOLDER),
    (State.WAITING, Verb.CLOSE): (State.CLOSED, Side.HOLDER),
    (State.NEW, Verb.WRITE): (State.NEW, Side.PERSON),
    (State.OPEN, Verb.WRITE): (State.OPEN, Side.PERSON),
    (State.WAITING, Verb.WRITE): (State.OPEN, Side.PERSON),
    (State.CLOSED, Verb.WRITE): (State.NEW, Side.PERSON),  # whoever writes again is not forgotten
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`holder` is the id of whoever holds it; a closed one has no due time, every other has one."""

    state: State
    holder: str
    due: datetime | None
    urgent: bool


def first(*, urgent: bool, now: datetime) -> Standing:
    return Standing(State.NEW, "", _soon(urgent, FIRST_ANSWER_DAYS, now), urgent)


def moves(standing: Standing, side: Side) -> frozenset[Verb]:
    """What a holder may, everybody else of the place may not; and the other way round for taking over."""
    sides = {side, Side.DESK} if side is Side.HOLDER else {side}
    found = {verb for (state, verb), (_to, who) in MOVES.items() if state is standing.state and who in sides}
    return frozenset(found - {Verb.TAKE_OVER} if side is Side.HOLDER else found)


def after(standing: Standing, verb: Verb, side: Side, *, now: datetime, to_whom: str = "", danger: bool = False) -> Standing:
    """Raises Refused("not_allowed_now") for what the table does not list. `to_whom`: who holds it afterwards.

    `danger`: what the person writes now speaks of it.
    """
    if verb not in moves(standing, side):
        raise Refused("not_allowed_now", state=standing.state.value, verb=verb.value)
    to = MOVES[standing.state, verb][0]
    holder, due = standing.holder, standing.due
    if verb in (Verb.CLAIM, Verb.TAKE_OVER, Verb.HAND_OVER):
        holder = to_whom
    elif to is State.NEW:
        holder = ""
    if verb is Verb.ANSWER:
        due = after_days(now, WAIT_DAYS)
    elif verb is Verb.CLOSE:
        due = None
    elif standing.state in (State.WAITING, State.CLOSED) and verb in (Verb.WRITE, Verb.RELEASE):
        due = _soon(standing.urgent, ANSWER_DAYS, now)
    if danger:
        at_once = _soon(True, 0, now)
        return Standing(to, holder, min(due or at_once, at_once), True)
    return Standing(to, holder, due, standing.urgent and verb not in (Verb.ANSWER, Verb.CLOSE))


def _soon(urgent: bool, days: int, now: datetime) -> datetime:
    return after_minutes(now, URGENT_MINUTES) if urgent else after_days(now, days)
