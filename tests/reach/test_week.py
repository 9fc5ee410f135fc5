import itertools
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.reach.domain.quarters import days_of, finished
from anlaufpunkt.reach.domain.week import MOST, Slot, collide, collisions, week_of

MONDAY = date(2026, 11, 23)
slots = st.builds(
    Slot,
    service=st.sampled_from("abcdefgh"),
    day=st.sampled_from(week_of(MONDAY)[:2]),
    begins=st.none() | st.times(),
    ends=st.none() | st.times(),
    groups=st.frozensets(st.sampled_from(["parents", "youth", "everyone"])),
    audience=st.sampled_from(["all", "women", "men"]),
    youngest=st.none() | st.integers(0, 30),
    oldest=st.none() | st.integers(0, 30),
    municipality=st.sampled_from(["05913000", "05113000"]),
    district=st.sampled_from(["", "Nord"]),
)


def slot(**facts: object) -> Slot:
    plain = {
        "service": "a", "day": MONDAY, "begins": time(10), "ends": time(11), "groups": frozenset({"parents"}),
        "municipality": "05913000", "district": "Nord",
    }  # fmt: skip
    return Slot(**{**plain, **facts})  # type: ignore[arg-type]


def test_same_people_same_hour_same_district() -> None:
    assert collide(slot(), slot(service="b", begins=time(10, 30), ends=time(12)))
    apart = (
        {"begins": time(11), "ends": time(12)}, {"district": "West"}, {"district": ""}, {"municipality": "05113000"},
        {"groups": frozenset({"youth"})}, {"groups": frozenset()}, {"begins": None}, {"service": "a"},
    )  # fmt: skip
    for facts in apart:
        assert not collide(slot(), slot(**{"service": "b", **facts}))
    assert not collide(slot(oldest=11), slot(service="b", youngest=36))
    assert not collide(slot(audience="women"), slot(service="b", audience="men"))
    everyone = frozenset({"everyone"})
    assert not collide(slot(groups=everyone), slot(service="b", groups=everyone))


def test_a_night_goes_on_after_midnight() -> None:
    assert collide(slot(begins=time(22), ends=time(2)), slot(service="b", begins=time(23), ends=time(23, 30)))


@given(slots, slots)
def test_a_hint_holds_for_both(a: Slot, b: Slot) -> None:
    assert collide(a, b) == collide(b, a)


@given(st.lists(slots, max_size=14))
def test_all_pairs_are_found_up_to_the_most(found: list[Slot]) -> None:
    hints = collisions(found, found)
    for a in found:
        expected = {b.service for b in found if collide(a, b)}
        others = hints.get(a, ())
        assert len(set(others)) == len(others) == min(len(expected), MOST)
        assert set(others) <= expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_monday(day: date) -> None:
    days = week_of(day)
    assert day in days
    assert [d.weekday() for d in days] == list(range(7))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_quarters_are_over_and_touch_each_other(day: date) -> None:
    found = [days_of(quarter) for quarter in finished(day)]
    assert found[0][1] < day
    assert (day - found[0][1]).days <= 92
    for (first, _), (_, last) in itertools.pairwise(found):
        assert (first - last).days == 1
