"""Writing, reviewing, two at once, the memory: on the real database."""

from dataclasses import replace

import pytest

from anlaufpunkt.directory.actions import set_status
from anlaufpunkt.directory.domain.offer import Text
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.actions import keep_machine_text, review_text
from anlaufpunkt.translation.domain.state import State, state_of
from anlaufpunkt.translation.models import Segment
from anlaufpunkt.translation.selectors import counts, memory_for, source_behind, standing, writer_of
from tests.desk.people import NOW, Person, Places
from tests.translation.conftest import ARABIC, GERMAN, change_source, inside, make_service, revision, translate

pytestmark = pytest.mark.django_db


def state(service: Service, language: str = "ar") -> State:
    return state_of(inside(service), language)


def review(membership: Membership, service: Service, language: str = "ar") -> None:
    seen = inside(service).texts[language].digest
    review_text(membership=membership, service=service.pk, language=language, seen=seen, now=NOW)


def by_machine(membership: Membership, service: Service, text: Text = ARABIC) -> None:
    text = replace(text, made_from=inside(service).texts["de"].digest)
    keep_machine_text(membership=membership, service=service.pk, language="ar", text=text, now=NOW)


def test_a_person_writes_a_second_one_reviews(service: Service, person: Person) -> None:
    (_a, writer), (_b, second) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    assert state(service) == State.MISSING
    translate(writer, service)
    text = inside(service).texts["ar"]
    assert (text.name, text.origin, text.made_from) == (ARABIC.name, "human", GERMAN.digest)
    assert (state(service), writer_of(service, "ar")) == (State.HUMAN, writer.user.actor)
    with pytest.raises(Refused, match="own_text"):
        review(writer, service)
    review(second, service)
    assert inside(service).texts["ar"].reviewed_by == second.user.actor
    assert state(service) == State.REVIEWED
    translate(second, service, replace(ARABIC, name="ورشة الدراجات"))
    assert (state(service), inside(service).texts["ar"].reviewed_by) == (State.HUMAN, "")
    with pytest.raises(Refused, match="own_text"):
        review(second, service)
    review(writer, service)
    actions = list(Entry.objects.filter(subject=f"service:{service.pk}").order_by("id").values_list("action", flat=True))
    assert actions[-4:] == ["service.translated", "service.reviewed", "service.translated", "service.reviewed"]


def test_saving_the_same_again_leaves_the_review(service: Service, person: Person) -> None:
    (_a, writer), (_b, second) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    translate(writer, service)
    review(second, service)
    before = revision(service)
    translate(writer, service)
    assert (state(service), revision(service)) == (State.REVIEWED, before)


def test_a_source_that_changes_makes_it_stale_and_nothing_typed_is_lost(service: Service, person: Person) -> None:
    _client, writer = person(Role.MEMBER)
    opened = revision(service)
    change_source(service, Text("Fahrradtreff", "Wir verkaufen Räder."))
    translate(writer, service, replace(ARABIC, made_from=GERMAN.digest), base=opened)
    assert inside(service).texts["ar"].description == ARABIC.description
    assert inside(service).texts["de"].description == "Wir verkaufen Räder."
    assert state(service) == State.STALE
    assert source_behind(service, GERMAN.digest) == GERMAN
    with pytest.raises(Refused, match="text_is_stale"):
        review(writer, service)
    assert [s.target for s in Segment.objects.filter(service=service).order_by("id")][1:] == [
        "نصلح الدراجات.",
        "تعالوا الساعة 10:30.",
    ]
    translate(writer, service)  # still right: the same text for the new source
    assert state(service) == State.HUMAN


def test_two_people_on_different_parts_both_count(service: Service, person: Person) -> None:
    (_a, one), (_b, two) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    translate(one, service)
    opened = revision(service)
    translate(one, service, replace(ARABIC, name="اسم جديد"), base=opened)
    translate(two, service, replace(ARABIC, description="نص جديد."), base=opened)
    assert inside(service).texts["ar"].name == "اسم جديد"
    assert inside(service).texts["ar"].description == "نص جديد."


def test_two_people_on_the_same_words_the_second_is_asked(service: Service, person: Person) -> None:
    (_a, one), (_b, two) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    opened = revision(service)
    translate(one, service, base=opened)
    with pytest.raises(Refused, match="changed_meanwhile"):
        translate(two, service, replace(ARABIC, name="آخر"), base=opened)
    assert inside(service).texts["ar"].name == ARABIC.name
    translate(two, service, replace(ARABIC, name="آخر"))
    assert inside(service).texts["ar"].name == "آخر"


def test_a_merged_text_with_an_older_source_behind_it_stays_stale(service: Service, person: Person) -> None:
    (_a, one), (_b, two) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    translate(one, service)
    opened = revision(service)
    change_source(service, Text("Fahrradtreff", "Neu."))
    translate(one, service, replace(ARABIC, name="اسم جديد"))
    translate(two, service, replace(ARABIC, description="نص قديم.", made_from=GERMAN.digest), base=opened)
    assert inside(service).texts["ar"].name == "اسم جديد"
    assert state(service) == State.STALE


def test_other_facts_that_change_meanwhile_do_not_disturb(service: Service, person: Person) -> None:
    _client, writer = person(Role.MEMBER)
    opened = revision(service)
    set_status(service=service, status="temporarily closed", now=NOW)
    translate(writer, service, base=opened)
    assert inside(service).status == "temporarily closed"
    assert state(service) == State.HUMAN


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        (Text(" "), "ar", "no_name"),
        (Text("x", "y […]"), "ar", "gap_left"),
        (Text("x"), "de", "unknown_language"),
        (Text("x"), "xx", "unknown_language"),
    ],
)
def test_what_is_refused(service: Service, person: Person, text: Text, language: str, code: str) -> None:
    _client, writer = person(Role.MEMBER)
    with pytest.raises(Refused, match=code):
        translate(writer, service, text, language)
    assert revision(service) == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COORDINATOR, Role.OPERATOR])
def test_nobody_writes_for_another_tenant(service: Service, person: Person, role: Role) -> None:
    _client, stranger = person(role, away=True)
    for deed in (lambda: translate(stranger, service), lambda: by_machine(stranger, service)):
        with pytest.raises(Refused, match="not_yours"):
            deed()
    assert Revision.objects.filter(service=service).count() == 1


def test_a_machine_never_writes_over_a_person(service: Service, person: Person) -> None:
    _client, writer = person(Role.MEMBER)
    by_machine(writer, service)
    assert (state(service), inside(service).texts["ar"].origin) == (State.MACHINE, "machine")
    assert not Segment.objects.filter(service=service).exists()
    review(writer, service)  # who pressed the button did not write it
    assert state(service) == State.REVIEWED
    translate(writer, service, replace(ARABIC, name="يدوي"))
    change_source(service, Text("Neu"))
    with pytest.raises(Refused, match="a_person_wrote_it"):
        by_machine(writer, service)
    assert inside(service).texts["ar"].name == "يدوي"


def test_the_counts_agree_with_the_rule(places: Places, person: Person) -> None:
    """What the database counts is what `state_of` says, for every language."""
    _c, one = person(Role.LEAD, name="A")
    services = [make_service(places[1], Text(f"Treff {i}", "Text.")) for i in range(4)]
    translate(one, services[0])
    by_machine(one, services[1])
    translate(one, services[2])
    change_source(services[2], Text("Neu"))
    english = make_service(places[1], Text("x"), language="en", texts={"en": Text("Club")})
    set_status(service=services[3], status="defunct", now=NOW)
    expected: dict[State, list[object]] = {s: [] for s in State}
    for service in (*services[:3], english):
        expected[state(service)].append(service.pk)
    numbers = counts(one)
    assert numbers["ar"] == {s: len(found) for s, found in expected.items()}
    for s, found in expected.items():
        assert {x.pk for x in standing(one, "ar").filter(state=s)} == set(found)
    assert numbers["en"][State.MISSING] == 3
    assert numbers["de"][State.MISSING] == 1
    _d, stranger = person(Role.LEAD, away=True, name="B")
    assert sum(counts(stranger)["ar"].values()) == 0


def test_nothing_is_translated_twice(service: Service, places: Places, person: Person) -> None:
    _c, writer = person(Role.MEMBER)
    translate(writer, service)
    other = make_service(places[3], Text("Fahrradtreff", "Wir reparieren Räder. Kommen Sie um 11:30 Uhr."))
    known = memory_for(inside(other).texts["de"], "de", "ar")
    assert known.filled(inside(other).texts["de"]) == Text(ARABIC.name, "نصلح الدراجات. […]")
    near = known.sentences[1].matches[0]
    assert (near.exact, near.figures) == (False, ("10.30", "11.30"))
    assert memory_for(GERMAN, "de", "tr").name.matches == ()


def test_the_memory_counts_its_uses_and_follows_corrections(service: Service, places: Places, person: Person) -> None:
    _c, writer = person(Role.COORDINATOR)
    twin = make_service(places[1])
    for one in (service, twin):
        translate(writer, one)
    assert memory_for(GERMAN, "de", "ar").name.matches[0].known.uses == 2
    for one in (service, twin):
        translate(writer, one, replace(ARABIC, name="صحيح"))
    assert [m.known.target for m in memory_for(GERMAN, "de", "ar").name.matches] == ["صحيح"]


def test_only_what_readers_see_is_remembered(service: Service, places: Places, person: Person) -> None:
    _c, writer = person(Role.MEMBER)
    draft = make_service(places[1], Text("Geheimer Entwurf"), status="inactive")
    translate(writer, draft, Text("سر"))
    set_status(service=draft, status="active", now=NOW)
    assert memory_for(Text("Geheimer Entwurf"), "de", "ar").name.matches == ()
    translate(writer, service)
    set_status(service=service, status="inactive", now=NOW)
    assert memory_for(GERMAN, "de", "ar").name.matches == ()
