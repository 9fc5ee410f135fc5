"""What the desk says about facts: words, never codes."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.utils.translation import override

from anlaufpunkt.directory.domain.eligibility import GERMAN_LEVELS, RESIDENCE, Audience, Cost, Delivery, Eligibility, Group
from anlaufpunkt.directory.domain.offer import Offer, Partner, Spot, Text, to_json
from anlaufpunkt.directory.domain.versions import Change, compare, flat
from anlaufpunkt.directory.models import Service, ServiceText
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing import actions
from anlaufpunkt.editing.selectors.facts import field_words, shown, told
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import judge
from anlaufpunkt.finder.selectors import card, words
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.terms.domain.schedule import Rule
from tests.desk.people import NOW, Person
from tests.editing.routes import some_service

FULL = Offer(
    id="5b5e1c1e-0000-4000-8000-000000000001", organization="EXAMPLE", language="de", needs=("bicycle",), is_example=True,
    texts={"de": Text("Fahrradkurs", "Wir fahren."), "ar": Text("x", "y", "reviewed", "0f0f0f0f0f0f0f0f", "user:1")},
    status="temporarily closed", closed_until=date(2026, 12, 24), program="Griffbereit",
    eligibility=Eligibility(18 * 12, 27 * 12 + 11, ("refugees",), "women", ("tolerated",), "none"), delivery=("on-site", "phone"),
    spoken=("tr",), spoken_note="auch Farsi", time_note="nicht an Brückentagen", remark="umgezogen", appointment="needed",
    rules=(Rule(("TU",), time(10), time(11), closed_on=frozenset({date(2026, 12, 1)})),), cost="small-fee", cost_amount="2.50",
    childcare=True, documents=("health-card",), accessibility=("step-free",), areas=("05913000", "nrw"), phone="0231 0",
    email="a@example.org", url="https://example.org", source="own statement", source_date="2026", assured=date(2026, 11, 1),
    spot=Spot("Haus", "Weg 1", "44135", "Dortmund", "Mitte", "05913000", 51.5, 7.4, approximate=True, confidential=True),
    unconfirmed=True, series="5b5e1c1e-0000-4000-8000-000000000002", partner=Partner("Anna", "0231 1", "b@example.org"),
)  # fmt: skip


def test_every_fact_has_a_name_and_no_code_for_a_value() -> None:
    with override("en"):
        said = {c.field: (field_words(c.field), shown(c.field, c.after, "en")) for c in told(compare({}, to_json(FULL)))}
        for field, (name, _value) in said.items():
            assert not {"_", "."} & set(name), field
            assert name != "Another fact", field
        assert said["eligibility.min_age"] == ("Age from", "18 years")
        assert said["eligibility.max_age"] == ("Age up to", "27 years")
        assert said["texts.ar.origin"] == ("Origin of the text (العربية)", "translation reviewed")
        assert said["status"][1] == "closed for some time"
        assert said["closed_until"][1] == "24.12.2026"
        assert said["areas"][1] == "Dortmund, people of all North Rhine-Westphalia"
        assert said["cost_amount"][1] == "2.50 €"
        assert said["appointment"][1] == "only with an appointment"
        assert "1.12.2026" in said["rules"][1], "a cancelled date is seen in the history"
        assert said["series"][1] == "one of several places"
    quiet = {field for field in flat(to_json(FULL)) if field not in said}
    assert {"texts.ar.made_from", "texts.ar.reviewed_by", "spot.lat", "spot.municipality"} <= quiet


@pytest.mark.parametrize(
    ("field", "codes", "same"),
    [
        ("eligibility.groups", list(Group), {"refugees", "families", "parents", "children", "adults", "students", "neighbours", "volunteers", "everyone"}),
        ("eligibility.audience", list(Audience), set()), ("eligibility.residence", RESIDENCE, {"any"}),
        ("eligibility.german", GERMAN_LEVELS[1:], {"none", *GERMAN_LEVELS[2:]}), ("delivery", list(Delivery), {"online"}),
        ("cost", list(Cost)[1:], set()), ("status", Service.STATUS, set()), ("texts.tr.origin", ServiceText.ORIGINS, set()),
    ],
)  # fmt: skip
def test_every_code_has_words(field: str, codes: list[str], same: set[str]) -> None:
    """`same`: where the English word happens to be the code."""
    with override("en"):
        assert {code for code in codes if shown(field, str(code), "en") == code} == same


@pytest.mark.django_db
def test_what_is_not_known_is_no_code_either(person: Person) -> None:
    with override("en"):
        assert field_words("texts.tlh.name") == "Name (tlh)"
        assert field_words("something_new") == "Another fact"
    client, mine = person(Role.MEMBER)
    service = some_service(mine, rules=(Rule(("TU",), time(10), time(11)),))
    actions.cancel_date(by=mine, service=service, day=date(2026, 12, 1), now=NOW)
    text = client.get(f"/en/desk/services/{service.id}/history/").content.decode()
    assert "a date cancelled" in text
    assert "1.12.2026</ins>" in text
    assert offer_inside(Service.objects.whole().get(pk=service.pk)).rules[0].closed_on


def test_only_what_a_person_changed_is_told() -> None:
    assert told([Change("spot.lat", 51.5, 51.6), Change("cost", None, "free")]) == [Change("cost", None, "free")]


@pytest.mark.parametrize(("language", "said"), [("de", "2,3"), ("fr", "2,3"), ("en", "2.3"), ("ar", "2.3"), ("ps", "2,3")])
def test_distances_have_the_decimal_sign_of_the_language(language: str, said: str) -> None:
    with override(language):
        assert words.km(2.34) == said
        assert words.km(12.6) == "13"


def test_lists_in_arabic_have_the_arabic_comma() -> None:
    rule = Rule(("TU", "TH"), time(10), time(11), in_school_holidays=False)
    with override("ar"):
        said = words.rule_words(rule, "ar")
    assert "," not in said
    assert said.count("،") == 2


def test_ages_from_are_a_sentence_of_their_own() -> None:
    with override("en"):
        assert [words.ages(Eligibility(min_age=months)) for months in (1, 6, 12, 216)] == [
            "from 1 month", "from 6 months", "from 12 months", "from 18 years",
        ]  # fmt: skip


def test_cancelled_dates_among_the_next_stand_on_the_card() -> None:
    rule = Rule(("TU",), time(10), closed_on=frozenset({date(2026, 12, 1), date(2026, 12, 15), date(2027, 3, 2)}))
    offer = Offer(id="x", organization="x", language="de", needs=("bicycle",), texts={"de": Text("x")}, rules=(rule,))
    with override("en"):
        assert card(judge(Query({}, reader="en"), offer, NOW), "en").not_on == "not on 1 December, 15 December"
    off = Rule(("TU",), time(10), closed_on=frozenset(date(2026, 12, day) for day in (1, 8, 15)))
    with override("ar"):
        said = card(judge(Query({}, reader="ar"), replace(offer, rules=(off,)), NOW), "ar").not_on
    assert "–" in said
    assert "8" not in said
    two = replace(offer, rules=(replace(off, closed_on=frozenset({date(2026, 12, 1), date(2026, 12, 8)})),))
    with override("en"):
        assert card(judge(Query({}, reader="en"), two, NOW), "en").not_on == "not on 1 December, 8 December"
