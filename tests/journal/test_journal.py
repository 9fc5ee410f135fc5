"""The journal: append-only by the database itself, and a chain that shows every change."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.journal.actions import drop, note, seal
from anlaufpunkt.journal.adapters import triggers
from anlaufpunkt.journal.domain.chain import START, Fact, broken_at, link
from anlaufpunkt.journal.models import Entry, Head, Segment
from anlaufpunkt.journal.selectors import faults
from anlaufpunkt.terms.domain.refusal import Refused

OCTOBER, NOVEMBER, DECEMBER = (datetime(2026, month, 5, 12, tzinfo=UTC) for month in (10, 11, 12))
facts = st.lists(
    st.builds(
        Fact, at=st.datetimes().map(datetime.isoformat), actor=st.uuids().map("user:{}".format), action=st.just("people.joined"),
        subject=st.uuids().map("user:{}".format), fields=st.just(("role:lead",)),
    ), min_size=2, max_size=8, unique_by=lambda f: f.subject,
)  # fmt: skip


def chained(entries: list[Fact]) -> list[tuple[Fact, str]]:
    last, found = START, []
    for fact in entries:
        last = link(last, fact)
        found.append((fact, last))
    return found


@given(facts, st.data())
def test_whatever_is_changed_swapped_or_taken_out_shows(entries: list[Fact], data: st.DataObject) -> None:
    whole = chained(entries)
    assert broken_at(START, whole) == (None, whole[-1][1], len(whole))
    at = data.draw(st.integers(0, len(whole) - 2))
    taken = whole[:at] + whole[at + 1 :]
    swapped = [*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]]
    changed = [*whole[:at], (whole[at + 1][0], whole[at][1]), *whole[at + 1 :]]
    for forged in (taken, swapped, changed):
        assert broken_at(START, forged)[0] == at


@pytest.fixture
def empty(db: None) -> None:
    """Without what loading the offers has written; it vanishes with the test's transaction."""
    Entry.objects.all().delete()
    Head.objects.all().delete()


@pytest.fixture
def guarded(empty: None) -> None:
    """With the triggers that every real database has; they vanish with the test's transaction."""
    with connection.cursor() as cursor:
        for statement in triggers.install(connection.vendor):
            cursor.execute(statement)


def write(now: datetime, count: int = 3) -> None:
    with transaction.atomic():
        for number in range(count):
            note(now=now, actor="user:1", action="people.joined", subject=f"user:{number}", centre="05913", fields=["role:lead"])


def refused(work: str, *values: object) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(work, values)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_the_database_refuses_to_change_or_remove_an_entry(guarded: None) -> None:
    write(OCTOBER)
    assert refused("UPDATE journal_entry SET actor = %s", "user:2")
    assert refused("DELETE FROM journal_entry")
    assert refused("DELETE FROM journal_entry WHERE month = %s", "2026-10")
    assert Entry.objects.count() == 3


def test_a_sealed_month_can_be_dropped_and_the_chain_still_holds(guarded: None) -> None:
    write(OCTOBER)
    write(NOVEMBER)
    seal(month="2026-10", now=NOVEMBER)
    assert refused("DELETE FROM journal_entry")
    assert refused("UPDATE journal_segment SET count = 0")
    assert refused("DELETE FROM journal_segment")
    assert drop(month="2026-10") == 3
    assert refused("UPDATE journal_segment SET dropped = %s", False)
    assert list(faults()) == []
    write(DECEMBER)
    assert list(faults()) == []


def test_sealing_goes_in_order_and_only_when_a_month_is_over(empty: None) -> None:
    write(OCTOBER)
    write(NOVEMBER)
    with pytest.raises(Refused):
        seal(month="2026-11", now=NOVEMBER)
    with pytest.raises(Refused):
        seal(month="2026-11", now=DECEMBER)
    with pytest.raises(Refused):
        drop(month="2026-10")
    seal(month="2026-10", now=DECEMBER)
    seal(month="2026-11", now=DECEMBER)
    with pytest.raises(Refused):
        seal(month="2026-10", now=DECEMBER)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        (lambda: Entry.objects.order_by("id")[1].delete(), "not what was written"),
        (lambda: Entry.objects.order_by("id").filter(month="2026-10").update(actor="user:9"), "not what was written"),
        (lambda: Entry.objects.filter(month="2026-10").delete(), "missing"),
        (lambda: Entry.objects.filter(month="2026-11").delete(), "newest entries are missing"),
        (lambda: Segment.objects.update(last="f" * 64), "signature"),
        (lambda: Segment.objects.update(count=2), "signature"),
    ],
)  # fmt: skip
def test_without_the_triggers_every_forgery_still_shows(empty: None, forgery, said: str) -> None:  # type: ignore[no-untyped-def]
    write(OCTOBER)
    write(NOVEMBER)
    seal(month="2026-10", now=NOVEMBER)
    forgery()
    assert any(said in fault for fault in faults())
    with pytest.raises(CommandError, match="not whole"):
        call_command("journal")


def test_a_slow_clock_never_writes_into_a_past_month(empty: None) -> None:
    write(NOVEMBER)
    write(OCTOBER)
    assert set(Entry.objects.values_list("month", flat=True)) == {"2026-11"}
    assert list(faults()) == []


@pytest.mark.parametrize("text", ["Frau Öztürk rief an", "a@b.example", "0231 50", "x" * 81])
def test_no_free_text_gets_in(db: None, text: str) -> None:
    with transaction.atomic(), pytest.raises(Refused):
        note(now=OCTOBER, actor="user:1", action="people.joined", subject=text)


def test_an_entry_belongs_into_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufpunkt.journal.actions.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        note(now=OCTOBER, actor="user:1", action="people.joined", subject="user:2")
