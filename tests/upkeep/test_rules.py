"""The rules of a review: one stage at a time, never backwards, and a confirmation resets."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anlaufpunkt.directory.domain.reports import owner_of, working_days_later
from anlaufpunkt.terms.domain.holidays import is_holiday
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.domain.answers import LONGEST_CLOSURE, check_closure
from anlaufpunkt.upkeep.domain.review import LASTS, Facts, Review, Route, Stage, next_stage, once_a_month, stage_of
from anlaufpunkt.upkeep.domain.share import Share, confirmed_since, together

START = date(2026, 1, 1)
days = st.integers(0, 800).map(lambda n: START + timedelta(n))
kept = st.sampled_from([Stage.ASKED, Stage.REMINDED, Stage.CALL, Stage.UNCONFIRMED, Stage.HIDDEN])
reviews = st.builds(Review, kept, days, st.none() | days)
facts = st.builds(
    Facts, st.none() | days, st.integers(1, 400), shown=st.booleans(), closed=st.booleans(), in_work=st.booleans(),
    review=st.none() | reviews,
)  # fmt: skip
routes = st.sampled_from(Route)


def go_on(one: Facts, stage: Stage, today: date) -> Facts:
    """What the job keeps of a step."""
    if stage in (Stage.FRESH, Stage.DUE):
        return replace(one, review=None)
    kept = None if stage_of(one, today) is Stage.DUE else one.review
    if kept and kept.stage is stage:
        return one
    started = kept.started if kept else today
    return replace(one, shown=one.shown and stage is not Stage.HIDDEN, review=Review(stage, started, today))


@example(Facts(START, 30, review=Review(Stage.ASKED, START, None)), Route.MAIL, START + timedelta(31), True, False)
@given(facts, routes, days, st.booleans(), st.booleans())
def test_a_day_moves_by_one_stage_at_most(one: Facts, route: Route, today: date, ask: bool, remind: bool) -> None:
    now, then = stage_of(one, today), next_stage(one, route, today, may_ask=ask, may_remind=remind)
    following = {stage: after for stage, (_days, after) in LASTS.items()}
    allowed = {now, following.get(now, now), Stage.DUE if one.review else now}
    if now is Stage.DUE:
        allowed |= {Stage.ASKED, Stage.CALL}
    if now is Stage.ASKED:
        allowed.add(Stage.CALL)  # the agreement was taken back
    assert then in allowed
    again = next_stage(go_on(one, then, today), route, today, may_ask=False, may_remind=False)
    if then is not now and then is not Stage.DUE:
        assert again is then  # the same day holds nothing more: the job may run as often as it likes


@given(
    st.none() | days, st.integers(1, 400), st.sampled_from([Route.MAIL, Route.CALL]), st.lists(st.integers(1, 60), max_size=40)
)
def test_without_an_answer_it_never_goes_back(assured: date | None, review_days: int, route: Route, pauses: list[int]) -> None:
    one, today, rank, begun = Facts(assured, review_days), START + timedelta(900), 0, {}
    for pause in pauses:  # the machine may rest for weeks
        stage = next_stage(one, route, today, may_ask=True, may_remind=True)
        assert stage.rank >= rank
        if stage.rank > rank:
            begun[stage] = today
        one, rank = go_on(one, stage, today), stage.rank
        today += timedelta(pause)
    for stage, (lasts, after) in LASTS.items():
        if after in begun and stage in begun:
            assert (begun[after] - begun[stage]).days >= lasts


@given(facts, days, st.integers(1, 400))
def test_a_confirmation_at_any_time_makes_it_fresh(one: Facts, today: date, review_days: int) -> None:
    if one.review:
        one = replace(one, review=replace(one.review, started=min(one.review.started, today)))
    confirmed = replace(one, assured=today, shown=True, review_days=review_days)
    assert stage_of(confirmed, today) is Stage.FRESH
    for route in Route:
        assert next_stage(confirmed, route, today, may_ask=True, may_remind=True) is Stage.FRESH


def test_the_whole_way_by_mail_takes_ninety_days() -> None:
    one, seen = Facts(None, 90), {}
    for day in range(100):
        today = START + timedelta(day)
        stage = next_stage(one, Route.MAIL, today, may_ask=True, may_remind=True)
        seen.setdefault(stage, day)
        one = go_on(one, stage, today)
    assert seen == {Stage.ASKED: 0, Stage.REMINDED: 14, Stage.CALL: 28, Stage.UNCONFIRMED: 42, Stage.HIDDEN: 90}


@given(facts, days)
def test_nothing_happens_where_nobody_can_answer(one: Facts, today: date) -> None:
    then = next_stage(one, Route.NOBODY, today, may_ask=True, may_remind=True)
    assert then in (Stage.FRESH, Stage.DUE) or (then is Stage.HIDDEN and one.review and one.review.stage is Stage.HIDDEN)


@given(kept, days)
def test_the_clock_stands_until_somebody_has_tried_to_call(stage: Stage, today: date) -> None:
    one = Facts(None, 90, shown=stage is not Stage.HIDDEN, review=Review(stage, START, None))
    assert next_stage(one, Route.CALL, today, may_ask=True, may_remind=True) is stage


@given(st.lists(days, min_size=2, max_size=30).map(sorted))
def test_never_two_mails_of_a_kind_in_a_month(tries: list[date]) -> None:
    sent: list[date] = []
    for day in tries:
        if once_a_month(sent[-1] if sent else None, day):
            sent.append(day)
    assert len({(d.year, d.month) for d in sent}) == len(sent)
    assert all((later - earlier).days >= 28 for earlier, later in pairwise(sent))


@given(days, st.integers(1, 12))
def test_working_days_are_counted_without_weekends_and_holidays(day: date, count: int) -> None:
    due = working_days_later(day, count)
    between = [day + timedelta(n) for n in range(1, (due - day).days + 1)]
    assert sum(d.weekday() < 5 and not is_holiday(d) for d in between) == count
    assert due.weekday() < 5
    assert not is_holiday(due)


def test_easter_makes_five_working_days_long() -> None:
    assert working_days_later(date(2027, 3, 25)) == date(2027, 4, 5)  # Good Friday 26 March, Easter Monday 29 March


def test_a_report_goes_to_people_first_then_to_the_centre() -> None:
    assert [owner_of(people=p, centre=c).value for p, c in ((True, True), (True, False), (False, True), (False, False))] == [
        "organization", "organization", "centre", "operator",
    ]  # fmt: skip


@pytest.mark.parametrize("away", [-1, LONGEST_CLOSURE.days + 1])
def test_a_break_ends_within_a_year(away: int) -> None:
    with pytest.raises(Refused):
        check_closure(START + timedelta(away), START)
    check_closure(None, START)
    check_closure(START, START)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: Share(min(p), max(p)))))
def test_shares_add_up(shares: list[Share]) -> None:
    whole = together(shares)
    assert whole.total == sum(s.total for s in shares)
    assert 0 <= whole.percent <= 100
    assert (whole.percent == 100) == (whole.total > 0 and whole.confirmed == whole.total)
    assert confirmed_since(START) == date(2025, 10, 3)
