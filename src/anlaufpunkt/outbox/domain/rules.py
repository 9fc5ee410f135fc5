"""What becomes of a message after an attempt: the promise of the outbox as one pure function (docs/rules/outbox.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# The last two carry a message over a weekend without a mail server.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 2 * 60, 12 * 60, 24 * 60, 24 * 60))
REPEATS = 1  # how often a message is sent again that may have arrived already
CLAIM = timedelta(minutes=5)  # for how long a worker may talk to the server before it hands the mail over
HANDOVER = timedelta(minutes=30)  # longer than the server may take to answer (adapters/smtp.py)
CONTENT_KEPT = timedelta(days=14)  # of messages that failed
KEYS_KEPT = timedelta(days=400)


class State(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"  # a worker talks to the mail server; the mail itself has not been handed over
    HANDED = "handed"  # the mail is on the line: from here on nobody else can know whether it arrived
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"  # it may have arrived, and was repeated as often as promised


HELD = (State.CLAIMED, State.HANDED)
OVER = (State.SENT, State.FAILED, State.UNSURE)
IN_TROUBLE = (State.FAILED, State.UNSURE)


class Result(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    REFUSED = "refused"  # the server will never take this mail
    LATER = "later"  # the server asks to come again
    UNREACHABLE = "unreachable"  # no server, or it does not take any mail of ours
    UNCERTAIN = "uncertain"  # the line broke, or the worker died, while the mail was on it
    UNTOUCHED = "untouched"  # the worker died before it handed the mail over


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the server's number only: its words may hold the address."""

    result: Result
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    state: State
    attempts: int
    repeats: int
    due: datetime


def after(result: Result, before: Standing, *, now: datetime) -> Standing:
    attempts, repeats = before.attempts, before.repeats
    match result:
        case Result.SENT:
            return Standing(State.SENT, attempts + 1, repeats, before.due)
        case Result.REFUSED:
            return Standing(State.FAILED, attempts + 1, repeats, before.due)
        case Result.UNTOUCHED:
            return Standing(State.WAITING, attempts, repeats, before.due)
        case Result.UNCERTAIN:
            if repeats >= REPEATS:
                return Standing(State.UNSURE, attempts + 1, repeats, before.due)
            return Standing(State.WAITING, attempts + 1, repeats + 1, now + WAITS[1])
        case Result.LATER | Result.UNREACHABLE:
            if attempts >= len(WAITS):
                return Standing(State.FAILED, attempts + 1, repeats, before.due)
            return Standing(State.WAITING, attempts + 1, repeats, now + WAITS[attempts])
