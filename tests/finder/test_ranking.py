import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import rank
from anlaufpunkt.finder.domain.reasons import Why
from anlaufpunkt.needs.domain.facets import Facets
from anlaufpunkt.network.selectors import place
from anlaufpunkt.terms.domain.schedule import Rule

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DORTMUND = place("dortmund")
spots = st.none() | st.builds(
    Spot, municipality=st.sampled_from(["05913000", "05111000"]), lat=st.none() | st.floats(51, 52), lon=st.floats(6, 8)
)
offers = st.lists(
    st.builds(
        Offer, id=st.uuids().map(str), organization=st.just("A"), language=st.just("de"),
        texts=st.text("abc", min_size=1, max_size=3).map(lambda n: {"de": Text(n)}),
        needs=st.sampled_from([("tutoring",), ("sport", "tutoring"), ("sport",)]), spot=spots,
        eligibility=st.builds(Eligibility, min_age=st.none() | st.just(6), max_age=st.none() | st.just(99)),
        assured=st.none() | st.dates(date(2020, 1, 1), date(2026, 11, 22)), cost=st.sampled_from(["", "free", "fee"]),
    ), max_size=6, unique_by=lambda o: o.id,
)  # fmt: skip
queries = st.builds(
    Query, needs=st.just({"tutoring": 0.8, "sport": 0.2}), place=st.sampled_from([None, DORTMUND]),
    facets=st.builds(Facets, age_months=st.none() | st.integers(0, 200), women_only=st.booleans()), reader=st.sampled_from(["de", "ar"]),
)  # fmt: skip


def one(**changes: object) -> Offer:
    base = Offer(id="1", organization="A", language="de", texts={"de": Text("n")}, needs=("tutoring",))
    return replace(base, **changes)  # type: ignore[arg-type]


QUERY = Query({"tutoring": 1.0})
BIELEFELD = Query({"tutoring": 1.0}, place=place("bielefeld"))
IN_DUSSELDORF = Spot(city="Düsseldorf", municipality="05111000", lat=51.22, lon=6.77)


def test_who_serves_one_town_only_does_not_serve_another_one_online() -> None:
    local = one(spot=IN_DUSSELDORF, areas=("05111000",), delivery=("on-site", "online"))
    assert [r.why for r in rank(BIELEFELD, [local], NOW)[0].misfits] == [Why.PLACE]
    assert not local.anywhere
    everywhere = one(spot=IN_DUSSELDORF, delivery=("online",))
    assert rank(BIELEFELD, [everywhere], NOW)[0].misfits == ()


def test_who_serves_one_town_only_is_out_elsewhere_also_without_a_place_of_its_own() -> None:
    by_phone = one(areas=("05111000",), delivery=("phone",))
    assert [r.why for r in rank(BIELEFELD, [by_phone], NOW)[0].misfits] == [Why.PLACE]


def test_what_is_far_comes_after_all_that_is_near() -> None:
    near_and_old = one(
        id="near", spot=Spot(city="Bielefeld", municipality="05711000", lat=52.02, lon=8.53), needs=("sport", "tutoring")
    )
    far = Spot(city="Gütersloh", municipality="05754008", lat=51.75, lon=8.4)
    sure = one(
        id="far", spot=far, assured=date(2026, 11, 1), cost="free", spoken=("ar",), eligibility=Eligibility(min_age=0, max_age=99)
    )
    query = replace(BIELEFELD, reader="ar", facets=Facets(age_months=12))
    ranked = rank(query, [sure, near_and_old], NOW)
    assert [r.offer.id for r in ranked] == ["near", "far"]
    assert ranked[1].score > ranked[0].score


def test_an_asked_time_of_day_counts() -> None:
    query = Query({"tutoring": 1.0}, facets=Facets(part_of_day="evening"))
    early = one(id="a", rules=(Rule(("MO",), time(9), time(11)),))
    late = one(id="b", rules=(Rule(("TU",), time(18), time(20)),))
    assert [r.offer.id for r in rank(query, [early, late], NOW)] == ["b", "a"]


@given(queries, offers, st.randoms())
def test_the_order_of_candidates_does_not_matter(query: Query, found: list[Offer], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(found)
    random.shuffle(shuffled)
    assert rank(query, found, NOW) == rank(query, shuffled, NOW)


@given(queries, offers)
def test_scores_fall(query: Query, found: list[Offer]) -> None:
    ranked = rank(query, found, NOW)
    assert [r.far for r in ranked] == sorted(r.far for r in ranked)
    assert all(a.score >= b.score - 1e-5 for a, b in itertools.pairwise(ranked) if a.far == b.far)


@given(queries, offers)
def test_confirming_never_lowers_an_offer(query: Query, found: list[Offer]) -> None:
    for offer in found:
        before = rank(query, [replace(offer, assured=None)], NOW)[0].score
        assert rank(query, [replace(offer, assured=NOW.date())], NOW)[0].score > before


def test_confirmed_before_unconfirmed_and_newer_before_older() -> None:
    confirmed = one(id="a", assured=NOW.date())
    newer, older = one(id="b", source_date="2024"), one(id="c", source_date="2012")
    assert [r.offer.id for r in rank(QUERY, [older, newer, confirmed], NOW)] == ["a", "b", "c"]


def test_the_main_need_counts_more_than_a_second_one() -> None:
    second = one(id="b", needs=("sport", "tutoring"))
    assert [r.offer.id for r in rank(QUERY, [second, one(id="a")], NOW)] == ["a", "b"]


def test_an_offer_for_another_age_says_so() -> None:
    query = Query({"tutoring": 1.0}, facets=Facets(age_months=6))
    ranked = rank(query, [one(eligibility=Eligibility(72, 179))], NOW)[0]
    assert [m.why for m in ranked.misfits] == [Why.AGE]
    unknown = rank(query, [one()], NOW)[0]
    assert Why.AGE in {u.why for u in unknown.unknowns}
    assert not unknown.misfits


def test_what_is_over_is_left_out_and_what_comes_is_not() -> None:
    over, coming = one(rules=(Rule(("MO",), until=date(2025, 6, 29)),)), one(rules=(Rule(("MO",), until=date(2027, 1, 1)),))
    assert not rank(QUERY, [over], NOW)
    assert rank(QUERY, [coming], NOW)


def test_near_before_far_and_area_wide_keeps_its_place() -> None:
    near = one(id="near", spot=Spot(lat=51.52, lon=7.46, municipality="05913000"))
    far = one(id="far", spot=Spot(lat=51.22, lon=6.77, municipality="05111000"))
    wide = one(id="wide", areas=("nrw",))
    query = Query({"tutoring": 1.0}, place=DORTMUND)
    ranked = rank(query, [far, wide, near], NOW)
    assert [r.offer.id for r in ranked] == ["near", "wide", "far"]
    assert Why.ANYWHERE in {r.why for r in ranked[1].reasons}


def test_reasons_are_said() -> None:
    offer = one(
        eligibility=Eligibility(0, 11), spoken=("ar",), cost="free", assured=NOW.date() - timedelta(30),
        spot=Spot(lat=51.52, lon=7.46, municipality="05913000"), rules=(Rule(("TU",), time(10)),),
    )  # fmt: skip
    query = Query({"tutoring": 1.0}, facets=Facets(age_months=6), place=DORTMUND, reader="ar")
    whys = {r.why for r in rank(query, [offer], NOW)[0].reasons}
    assert {Why.NEED, Why.AGE, Why.LANGUAGE, Why.DISTANCE, Why.NEXT, Why.FREE, Why.CONFIRMED} <= whys
