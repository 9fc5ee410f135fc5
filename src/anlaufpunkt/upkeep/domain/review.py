"""Is this offer still right? How the question goes on, one stage after the other, until somebody answers.

A stage lasts its full time whatever the machine did meanwhile: after a long pause an offer goes on by one stage, not by all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """In their order. FRESH and DUE are seen from the record; the others are kept."""

    FRESH = "fresh"
    DUE = "due"  # nobody has confirmed it for too long
    ASKED = "asked"  # by mail
    REMINDED = "reminded"  # by mail
    CALL = "call"  # the centre calls
    UNCONFIRMED = "unconfirmed"  # says so, and comes later in answers
    HIDDEN = "hidden"  # is not shown; one tap brings it back

    @property
    def rank(self) -> int:
        return list(Stage).index(self)


class Route(StrEnum):
    """Who could answer."""

    MAIL = "mail"  # the organisation has agreed to be asked
    CALL = "call"  # it has not, but its centre has a coordinator
    NOBODY = "nobody"


# How long a stage lasts at least, and what follows. Altogether: reminded after 14 days, called 28, unconfirmed 42, hidden 90.
LASTS: dict[Stage, tuple[int, Stage]] = {
    Stage.ASKED: (14, Stage.REMINDED),
    Stage.REMINDED: (14, Stage.CALL),
    Stage.CALL: (14, Stage.UNCONFIRMED),
    Stage.UNCONFIRMED: (48, Stage.HIDDEN),
}
CALLED = frozenset({Stage.CALL, Stage.UNCONFIRMED})  # on the centre's call list
MAILED = frozenset({Stage.ASKED, Stage.REMINDED, Stage.CALL, Stage.UNCONFIRMED})  # asked for again in the monthly mail


@dataclass(frozen=True, slots=True)
class Review:
    """What is kept of a question that has been put. `since` is the day its stage began; None: the clock stands still."""

    stage: Stage
    started: date
    since: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`shown`: readers see the offer. `closed`: for a known time; `in_work`: its people have said what changed, nobody has yet
    put it right. Neither is asked about."""

    assured: date | None
    review_days: int
    shown: bool = True
    closed: bool = False
    in_work: bool = False
    review: Review | None = None


def stage_of(facts: Facts, today: date) -> Stage:
    """Exactly one stage. A confirmation at any time makes the offer fresh."""
    review = facts.review
    if review and _in_force(facts, review):
        return review.stage
    if not facts.shown or facts.closed or facts.in_work or _holds(facts, today):
        return Stage.FRESH
    return Stage.DUE


def _in_force(facts: Facts, review: Review) -> bool:
    answered = facts.assured is not None and facts.assured >= review.started
    if review.stage is Stage.HIDDEN:
        return not answered and not facts.shown
    return not answered and facts.shown and not facts.closed and not facts.in_work


def _holds(facts: Facts, today: date) -> bool:
    """The last day counts, as it does in the share and in the ranking."""
    return facts.assured is not None and today <= facts.assured + timedelta(facts.review_days)


def next_stage(facts: Facts, route: Route, today: date, *, may_ask: bool, may_remind: bool) -> Stage:
    """Where the offer belongs today: its present stage or the one after it; DUE where nobody can answer any more."""
    now, review = stage_of(facts, today), facts.review
    if now is Stage.DUE:
        return _begin(route, may_ask=may_ask)
    if review is None or now in (Stage.FRESH, Stage.HIDDEN):
        return now
    if route is Route.NOBODY or (route is Route.MAIL and review.since is None):
        return Stage.DUE  # the question is put anew once somebody can answer
    if review.since is None:
        return now
    days, following = LASTS[now]
    if (today - review.since).days < days:
        return now
    if following is Stage.REMINDED and route is Route.CALL:  # the agreement was taken back
        return Stage.CALL
    return now if following is Stage.REMINDED and not may_remind else following


def _begin(route: Route, *, may_ask: bool) -> Stage:
    if route is Route.CALL:
        return Stage.CALL
    return Stage.ASKED if route is Route.MAIL and may_ask else Stage.DUE


def once_a_month(last: date | None, today: date) -> bool:
    """Whether a mail of this kind may go out: none in this calendar month, nor in the four weeks before."""
    return last is None or ((today - last).days >= 28 and (today.year, today.month) != (last.year, last.month))
