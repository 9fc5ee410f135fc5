"""Versions: comparing, merging, keeping, restoring."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.directory import actions
from anlaufpunkt.directory.domain.offer import Offer, Partner, Spot, Text, from_json, to_json
from anlaufpunkt.directory.domain.versions import compare, deep, flat, merge
from anlaufpunkt.directory.models import Revision, Service, ServiceChange
from anlaufpunkt.directory.selectors import offer
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import Places

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
names = st.sampled_from(["cost", "url", "phone", "texts.de.name", "texts.ar.name", "spot.city", "eligibility.min_age"])
facts = st.dictionaries(names, st.sampled_from(["a", "b", "c"])).map(deep)


@given(facts)
def test_flat_and_deep_are_inverse(one: dict[str, object]) -> None:
    assert deep(flat(one)) == one
    assert compare(one, one) == []


@given(facts, facts, facts)
def test_merging_loses_nothing(base: dict[str, object], mine: dict[str, object], theirs: dict[str, object]) -> None:
    merged = merge(base, mine, theirs)
    result, old, own, other = flat(merged.facts), flat(base), flat(mine), flat(theirs)
    conflicts = {c.field for c in merged.conflicts}
    for name in old.keys() | own.keys() | other.keys():
        if own.get(name) == other.get(name):
            assert result.get(name) == own.get(name)
        elif own.get(name) == old.get(name):
            assert result.get(name) == other.get(name)
        else:
            assert result.get(name) == own.get(name)
            assert (name in conflicts) == (other.get(name) != old.get(name))


@given(facts, facts)
def test_merging_with_somebody_who_changed_nothing_is_mine(base: dict[str, object], mine: dict[str, object]) -> None:
    assert merge(base, mine, base).facts == mine
    assert merge(base, base, mine).facts == mine


def plain(**changes: object) -> Offer:
    one = Offer(
        id="5b5e1c1e-0000-4000-8000-000000000001", organization="EXAMPLE dortmund", language="de", needs=("bicycle",),
        texts={"de": Text("Fahrrad", "Wir reparieren.")}, is_example=True,
    )  # fmt: skip
    return replace(one, **changes)


def test_what_is_for_partners_survives_and_is_not_public() -> None:
    one = plain(
        partner=Partner("EXAMPLE Anna", "+49 30 23125 000", "anna@example.org"), closed_until=date(2027, 1, 1),
        spot=Spot(street="Geheim 1", city="Dortmund", confidential=True),
        texts={"de": Text("Fahrrad"), "ar": Text("x", "", "machine", "0123", "user:1")},
    )  # fmt: skip
    assert from_json(to_json(one)) == one
    public = str(to_json(one.public()))
    for secret in ("Anna", "23125", "anna@", "Geheim", "user:1"):
        assert secret not in public


def test_a_translation_is_stale_once_its_source_changes() -> None:
    german = Text("Fahrrad", "Wir reparieren.")
    one = plain(texts={"de": german, "ar": Text("x", "y", "human", german.digest), "tr": Text("z")})
    assert not one.stale("ar")
    changed = replace(one, texts={**one.texts, "de": Text("Fahrrad", "Wir verkaufen.")})
    assert changed.stale("ar")
    assert not changed.stale("tr")  # nobody knows what it was made from


@pytest.mark.parametrize(
    ("status", "until", "closed"),
    [("active", None, False), ("temporarily closed", None, True), ("temporarily closed", date(2026, 11, 22), True),
     ("temporarily closed", date(2026, 11, 21), False)],
)  # fmt: skip
def test_a_closure_ends_by_itself(status: str, until: date | None, closed: bool) -> None:
    assert plain(status=status, closed_until=until).closed(NOW.date()) == closed


@pytest.mark.django_db
def test_every_change_leaves_a_revision_an_entry_and_work_for_the_indexer(places: Places) -> None:
    club = places[1]
    ServiceChange.objects.all().delete()
    service = actions.put_service(offer=plain(), organization=club, now=NOW, actor="user:1", cause="published")
    actions.put_service(offer=plain(cost="free"), organization=club, now=NOW, actor="user:1", cause="published", base=1)
    actions.set_status(service=service, status="temporarily closed", closed_until=date(2027, 1, 1), now=NOW)
    kept = list(Revision.objects.filter(service=service).order_by("number"))
    assert [r.number for r in kept] == [1, 2, 3]
    assert [c.field for c in compare(kept[0].offer, kept[1].offer)] == ["cost"]
    assert {c.field for c in compare(kept[1].offer, kept[2].offer)} == {"status", "closed_until"}
    entry = Entry.objects.filter(subject=f"service:{service.pk}").order_by("id")[1]
    assert (entry.action, entry.actor, entry.centre, entry.fields) == ("service.published", "user:1", "05913", ["cost"])
    assert ServiceChange.objects.filter(service_id=service.pk).count() == 3
    restored = actions.put_service(
        offer=from_json(kept[0].offer), organization=club, now=NOW, actor="user:1", cause="restored", base=3
    )
    assert offer(restored.pk) == plain()


@pytest.mark.django_db
def test_who_was_slower_is_told(places: Places) -> None:
    actions.put_service(offer=plain(), organization=places[1], now=NOW, base=0)
    with pytest.raises(Refused, match="changed_meanwhile"):
        actions.put_service(offer=plain(cost="free"), organization=places[1], now=NOW, base=0)
    assert Service.objects.get(pk=plain().id).revision == 1
