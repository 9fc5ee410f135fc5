"""While a portion of a list is taken over or undone, somebody else works on the same offers: both get through.

The portion stops after its first row, with all it holds until its end, until the other waits for it or is done. If the two took
what they need in different orders, the database would refuse one of them here.
"""

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection

from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.editing import actions as editing
from anlaufpunkt.editing.actions import imports, services
from anlaufpunkt.editing.domain.lifecycle import Move
from anlaufpunkt.editing.models import Draft, Import
from anlaufpunkt.finder.jobs import catch_up
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.actions import review_organization, say
from anlaufpunkt.upkeep.domain.answers import Answer
from tests.desk.people import NOW, Person
from tests.editing.files import ROWS
from tests.editing.test_imports import look, taken

pytestmark = pytest.mark.django_db(transaction=True)
Other = Callable[[Membership, Service], object]


@pytest.fixture
def lead(person: Person) -> Membership:
    mine = person(Role.LEAD)[1]
    Organization.objects.filter(pk=mine.organization_id).update(trusted=True)
    mine.refresh_from_db()
    return mine


def draft_of(service: Service) -> Draft:
    return Draft.objects.get(service=service)


def publish(by: Membership, service: Service) -> None:
    draft = draft_of(service)
    editing.publish(by=by, draft=draft, choices={}, series=True, edition=draft.edition, now=NOW)


def write(by: Membership, service: Service) -> None:
    editing.fill_in(by=by, draft=draft_of(service), before={}, mine={"email": "a@example.org"}, now=NOW)


ON_SERVICES: dict[str, Other] = {
    "change": lambda by, s: editing.change(by=by, service=s, now=NOW),
    "close": lambda by, s: editing.close(by=by, service=s, until=None, now=NOW),
    "cancel": lambda by, s: editing.cancel_date(by=by, service=s, day=date(2026, 12, 1), now=NOW),
    "another place": lambda by, s: editing.another_place(by=by, service=s, now=NOW),
    "confirm": lambda by, s: say(service=s, answer=Answer.RIGHT, actor=by.user.actor, now=NOW),
    "review": lambda by, s: review_organization(organization=s.organization_id, address="http://testserver", now=NOW),
    "index": lambda by, s: catch_up(),
}  # fmt: skip
ON_DRAFTS: dict[str, Other] = {
    "write": write,
    "publish": publish,
    "discard": lambda by, s: editing.move(by=by, draft=draft_of(s), to=Move.DISCARD, now=NOW),
    "hand in": lambda by, s: editing.move(by=by, draft=draft_of(s), to=Move.HAND_IN, now=NOW),
    "close": ON_SERVICES["close"],
}


def other_price(price: str) -> list[list[str]]:
    at = ROWS[0].index("Kosten")
    return [ROWS[0], *([*row[:at], price, *row[at + 1 :]] for row in ROWS[1:])]


def race(
    monkeypatch: pytest.MonkeyPatch, step: str, portion: Callable[[], Any], other: Callable[[], Any], module: Any = imports
) -> list[str]:
    """What became of the two, when the first stops after its first `step`; all but done or refused is the database's error."""
    held, over, outcomes = threading.Event(), threading.Event(), ["", ""]
    real = getattr(module, step)

    def paused(*about: Any, **more: Any) -> Any:
        result = real(*about, **more)
        if not held.is_set():
            held.set()
            wait_for(over)
        return result

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            work()
            outcomes[place] = "done"
        except Refused as refused:
            outcomes[place] = refused.code
        except DatabaseError as error:
            outcomes[place] = f"{type(error).__name__}: {error}"
        finally:
            over.set()
            connection.close()

    def later() -> None:
        assert held.wait(30)
        other()

    monkeypatch.setattr(module, step, paused)
    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate((portion, later))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def wait_for(over: threading.Event) -> None:
    """Until the other is done or waits for a lock; SQLite, which has one lock for all, does not tell: a moment is enough there."""
    if connection.vendor == "sqlite":
        over.wait(0.3)
        return
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if over.is_set() or cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def check(outcomes: list[str]) -> None:
    assert outcomes[0] == "done"
    assert outcomes[1] in ("done", "changed_meanwhile", "not_on_this_day", "not_allowed_now", "not_yours")
    for service in Service.objects.filter(revisions__cause="published").distinct():
        numbers = list(Revision.objects.filter(service=service).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, service.revision + 1))
        assert Entry.objects.filter(subject=f"service:{service.pk}").count() >= service.revision


def second(mine: Membership, one: Import, *, backwards: bool) -> Service:
    """The offer that the portion comes to after the one it has stopped at."""
    names = [row.name for row in one.rows.order_by("-number" if backwards else "number")]
    return Service.objects.select_related("organization").get(texts__name=names[1], organization=mine.organization_id)


@pytest.mark.parametrize("kind", ON_SERVICES)
def test_taking_over_beside_others(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(lead)
    one = look(lead, other_price("2 €"))
    service = second(lead, one, backwards=False)
    check(
        race(monkeypatch, "_take", lambda: imports.take_over(by=lead, one=one, now=NOW), lambda: ON_SERVICES[kind](lead, service))
    )


@pytest.mark.parametrize("kind", ON_DRAFTS)
def test_taking_over_beside_others_in_a_draft(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    before = taken(lead)
    service = second(lead, before, backwards=False)
    editing.change(by=lead, service=service, now=NOW)
    one = look(lead, other_price("2 €"))
    check(
        race(monkeypatch, "_take", lambda: imports.take_over(by=lead, one=one, now=NOW), lambda: ON_DRAFTS[kind](lead, service))
    )


@pytest.mark.parametrize("kind", ON_SERVICES)
def test_undoing_beside_others(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(lead)
    one = taken(lead, other_price("2 €"))
    service = second(lead, one, backwards=True)
    check(
        race(monkeypatch, "_take_back", lambda: imports.undo(by=lead, one=one, now=NOW), lambda: ON_SERVICES[kind](lead, service))
    )


@pytest.mark.parametrize("kind", ON_DRAFTS)
def test_undoing_beside_others_in_a_draft(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    before = taken(lead)
    service = second(lead, before, backwards=True)
    editing.change(by=lead, service=service, now=NOW)
    one = taken(lead, other_price("2 €"))
    check(
        race(monkeypatch, "_take_back", lambda: imports.undo(by=lead, one=one, now=NOW), lambda: ON_DRAFTS[kind](lead, service))
    )


@pytest.mark.parametrize("kind", ["publish", "write", "discard"])
def test_new_offers_that_wait_as_drafts(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not published yet: the colleague's publication makes the offer, while the next list changes the draft."""
    Organization.objects.filter(pk=lead.organization_id).update(trusted=False)
    lead.refresh_from_db()
    taken(lead)
    Organization.objects.filter(pk=lead.organization_id).update(trusted=True)
    lead = Membership.objects.select_related("organization", "user").get(pk=lead.pk)
    one = look(lead, other_price("2 €"))
    draft = Draft.objects.get(pk=one.rows.order_by("number")[1].draft)

    def other() -> None:
        if kind == "publish":
            editing.publish(by=lead, draft=draft, choices={}, edition=draft.edition, now=NOW)
        elif kind == "write":
            editing.fill_in(by=lead, draft=draft, before={}, mine={"email": "a@example.org"}, now=NOW)
        else:
            editing.move(by=lead, draft=draft, to=Move.DISCARD, now=NOW)

    check(race(monkeypatch, "_take", lambda: imports.take_over(by=lead, one=one, now=NOW), other))


@pytest.mark.parametrize("kind", ["review", "list"])
def test_another_place_beside_who_works_on_all_offers(kind: str, lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds its offer and adds to the organisation, while the other has the organisation and wants the offer."""
    taken(lead)
    one = look(lead, other_price("2 €"))
    service = second(lead, one, backwards=False)

    def other() -> None:
        if kind == "review":
            ON_SERVICES["review"](lead, service)
        else:
            imports.take_over(by=lead, one=one, now=NOW)

    check(race(monkeypatch, "put_service", lambda: editing.another_place(by=lead, service=service, now=NOW), other, services))
