"""The directory's rules: sources, unknown stays unknown, protected places, examples."""

import io
import json
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.directory import actions
from anlaufpunkt.directory.domain.eligibility import Eligibility, Group
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text, from_json, to_json
from anlaufpunkt.directory.domain.reports import MOST_A_DAY, MOST_OPEN, gives_way
from anlaufpunkt.directory.models import Report, Service, ServiceChange
from anlaufpunkt.directory.selectors import every_offer, offer, visible
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import DAYS, Rule

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def plain(**changes: object) -> Offer:
    base = Offer(
        id=str(uuid.uuid4()), organization="Train of Hope Dortmund e.V.", language="de",
        texts={"de": Text("Ein Angebot")}, needs=("help-with-forms",), source="https://example.org", source_date="2021",
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.fixture
def carrier(db: None) -> Organization:
    return Organization.objects.get(name="Train of Hope Dortmund e.V.")


@pytest.mark.django_db
def test_all_real_offers_are_loaded_with_source_and_needs() -> None:
    real = Service.objects.real()
    assert real.count() >= 134
    assert not real.filter(source="").exists()
    assert not real.filter(needs=None).exists()
    assert not real.filter(assured_date__isnull=False).exists()  # nobody has confirmed any of them yet


@pytest.mark.django_db
def test_invented_offers_belong_to_evidently_fictional_organisations() -> None:
    for service in Service.objects.filter(is_example=True).select_related("organization"):
        assert service.organization.is_example
        assert "erfunden" in service.organization.name
    assert not Service.objects.real().filter(organization__is_example=True).exists()


@pytest.mark.django_db
def test_one_setting_switches_the_examples_off(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SHOW_EXAMPLES = False
    assert not visible().filter(is_example=True).exists()
    assert not any(o.is_example for o in every_offer())


def test_writing_and_reading_leaves_the_offer_as_it_was(carrier: Organization) -> None:
    given_offer = plain(
        eligibility=Eligibility(0, 11, ("parents",), "women"), spoken=("ar", "de"), cost="free",
        rules=(Rule(("TU",), time(10), closed_on=frozenset({date(2026, 12, 1)})),),
        spot=Spot(name="Haus", street="Weg 1", postcode="44145", city="Dortmund", municipality="05913000", lat=51.5, lon=7.4),
        areas=("05913000", "nrw"), phone="0231 1", childcare=True, documents=("id",), accessibility=("lift",),
    )  # fmt: skip
    actions.put_service(offer=given_offer, organization=carrier, now=NOW)
    assert offer(uuid.UUID(given_offer.id)) == given_offer


def test_putting_twice_changes_nothing(carrier: Organization) -> None:
    one = plain(spot=Spot(street="Weg 1", municipality="05913000"))
    for _ in range(2):
        actions.put_service(offer=one, organization=carrier, now=NOW)
    assert Service.objects.filter(id=one.id).count() == 1
    assert offer(uuid.UUID(one.id)) == one


def test_a_change_is_written_in_the_same_transaction(carrier: Organization) -> None:
    ServiceChange.objects.all().delete()
    one = plain()

    def put_and_fail() -> None:
        with transaction.atomic():
            actions.put_service(offer=one, organization=carrier, now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert not ServiceChange.objects.exists()
    actions.put_service(offer=one, organization=carrier, now=NOW)
    assert [str(c.service_id) for c in ServiceChange.objects.all()] == [one.id]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("unknown_need", {"needs": ("no-such-need",)}),
        ("unknown_need", {"needs": ()}),
        ("no_source", {"source": ""}),
        ("no_name", {"texts": {"de": Text(" ")}}),
        ("age_range_reversed", {"eligibility": Eligibility(12, 3)}),
        ("unknown_group", {"eligibility": Eligibility(groups=("aliens",))}),
        ("unknown_day", {"rules": (Rule(("DI",)),)}),
    ],
)
def test_facts_that_cannot_be_true_are_refused(carrier: Organization, code: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refused, match=code):
        actions.put_service(offer=plain(**changes), organization=carrier, now=NOW)


def test_the_database_refuses_a_real_offer_without_source(carrier: Organization) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(organization=carrier, last_modified=NOW, source="", is_example=False)


def test_a_protected_address_is_not_part_of_the_public_value(carrier: Organization) -> None:
    secret = plain(
        spot=Spot("Haus Marker", "Markerweg 7", "44999", "Dortmund", "Hörde", "05913000", 51.4, 7.5, confidential=True)
    )
    actions.put_service(offer=secret, organization=carrier, now=NOW)
    shown = offer(uuid.UUID(secret.id))
    assert shown is not None
    text = json.dumps(to_json(shown), ensure_ascii=False)
    assert "Marker" not in text
    assert "44999" not in text
    assert shown.spot is not None
    assert shown.spot.lat is None
    assert shown.spot.district == "Hörde"


rule_strategy = st.builds(
    Rule, byday=st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(tuple),
    opens_at=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    dtstart=st.none() | st.dates(), interval=st.integers(1, 4), closed_on=st.frozensets(st.dates(), max_size=2),
)  # fmt: skip


@given(
    st.lists(st.sampled_from(list(Group)), unique=True, max_size=3), st.none() | st.integers(0, 99),
    st.lists(rule_strategy, max_size=2), st.none() | st.dates(), st.none() | st.booleans(),
)  # fmt: skip
def test_json_and_back_is_the_same_offer(groups, low, rules, assured, childcare) -> None:  # type: ignore[no-untyped-def]
    one = plain(
        eligibility=Eligibility(min_age=low, groups=tuple(map(str, groups))),
        rules=tuple(rules),
        assured=assured,
        childcare=childcare,
    )
    assert from_json(json.loads(json.dumps(to_json(one)))) == one


def test_confirming_and_ending(carrier: Organization) -> None:
    service = actions.put_service(offer=plain(), organization=carrier, now=NOW)
    actions.confirm_service(service=service, today=NOW.date(), now=NOW)
    service.refresh_from_db()
    assert service.assured_date == NOW.date()
    actions.set_status(service=service, status="defunct", now=NOW)
    assert offer(service.id) is None
    with pytest.raises(Refused):
        actions.set_status(service=service, status="gone", now=NOW)


def barrier(words: str, day: int = 0) -> None:
    now = NOW + timedelta(day)
    actions.report_wrong(service_id=None, page="dortmund", fact="barrier", note=words, language="de", now=now)


def test_a_flood_takes_a_few_places_of_its_day_and_others_get_in_afterwards(carrier: Organization) -> None:
    for _ in range(3):
        barrier("stairs")
    assert Report.objects.get().times == 3
    for day in range(5):
        for number in range(20):
            try:
                barrier(f"flood {day} {number}", day)
            except Refused:
                assert number >= MOST_A_DAY - (day == 0)
    assert Report.objects.count() == MOST_OPEN
    for day in range(5, 10):
        barrier(f"a real one {day}", day)
    words = set(Report.objects.values_list("note", flat=True))
    assert {"stairs", *(f"a real one {day}" for day in range(5, 10))} <= words
    assert Report.objects.count() == MOST_OPEN
    assert Report.objects.aggregate(all=Sum("times"))["all"] == 3 + 9 + 4 * 10 + 5  # who gave way is still counted


def test_once_read_there_is_room_again(carrier: Organization) -> None:
    for number in range(MOST_A_DAY):
        barrier(str(number))
    with pytest.raises(Refused):
        barrier("one more")
    Report.objects.filter(note="1").update(done=True)
    barrier("one more")


@given(st.lists(st.integers(0, 60), max_size=120))
def test_places_are_shared_fairly_between_days(story: list[int]) -> None:
    kept: list[date] = []
    for day in sorted(story):
        today, before = date(2026, 1, 1) + timedelta(day), Counter(kept)
        try:
            out = gives_way(kept, today)
        except Refused:
            assert before[today] == MOST_A_DAY or (len(kept) == MOST_OPEN and set(before.values()) == {1})
            continue
        if out is not None:
            assert before[kept[out]] == max(before.values()) >= 2
            assert kept[out] not in kept[out + 1 :]
            del kept[out]
        kept.append(today)
    assert len(kept) <= MOST_OPEN
    assert max(Counter(kept).values(), default=0) <= MOST_A_DAY
    assert len(set(kept)) == min(len(set(story)), MOST_OPEN)  # no day is without a voice


def test_a_report_is_kept_for_the_owner(carrier: Organization) -> None:
    service = actions.put_service(offer=plain(), organization=carrier, now=NOW)
    actions.report_wrong(service_id=service.id, page="", fact="when", note="", language="ar", now=NOW)
    assert Report.objects.get(service=service).fact == "when"
    with pytest.raises(Refused):
        actions.report_wrong(service_id=service.id, page="", fact="everything", note="", language="ar", now=NOW)


@pytest.mark.django_db
def test_loading_again_writes_only_what_changed() -> None:
    call_command("load_offers", "--examples", stdout=io.StringIO())
    ServiceChange.objects.all().delete()
    call_command("load_offers", "--examples", stdout=io.StringIO())
    assert not ServiceChange.objects.exists()
    changed, edited = Service.objects.order_by("id")[:2]
    actions.set_status(service=edited, status="inactive", now=NOW, actor="user:1", cause="suspended")
    Service.objects.filter(id=changed.id).update(remark="something else")
    ServiceChange.objects.all().delete()
    call_command("load_offers", "--examples", stdout=io.StringIO())
    assert list(ServiceChange.objects.values_list("service_id", flat=True)) == [changed.id]
    assert Service.objects.get(id=edited.id).status == "inactive"  # what somebody has written since stays
