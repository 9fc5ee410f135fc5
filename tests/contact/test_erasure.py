"""Erased is erased: a planted marker is first found everywhere it must be, and afterwards nowhere."""

import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.utils import timezone

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.inquiry import Outcome
from anlaufpunkt.contact.models import Inquiry, Message, Person, Remembered
from anlaufpunkt.contact.selectors import link_behind
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.outbox.models import Message as Mail
from anlaufpunkt.protection import selectors
from anlaufpunkt.protection.actions import erase as drop_keys
from anlaufpunkt.protection.adapters import cipher
from anlaufpunkt.protection.models import SealedField
from anlaufpunkt.terms.domain.refusal import Refused
from tests.contact.scene import MARKER, ask, by_mail
from tests.desk.people import NOW, Places
from tests.desk.people import Person as MakePerson
from tests.web.site import ROOT, Site, new_site

HALF_A_YEAR = timedelta(days=180)


def opened_rows() -> str:
    """Every sealed column of every row, with the keys that are there; what does not open any more stays out."""
    found = []
    for model in apps.get_models():
        for field in [f for f in model._meta.get_fields() if isinstance(f, SealedField)]:
            for row in model.objects.all():  # type: ignore[attr-defined]
                token = getattr(row, field.name)
                if selectors.readable(cipher.key_of(bytes(token))):
                    found.append(selectors.unseal(bytes(token), f"{model._meta.db_table}.{field.name}.{row.pk}"))
    return "\n".join(found)


def all_rows() -> str:
    found = []
    for model in apps.get_models():
        for row in model.objects.values_list():  # type: ignore[attr-defined]
            found.append(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]))
    return "\n".join(found)


@pytest.mark.django_db
def test_the_marker_is_found_by_opening_every_row_and_then_nowhere(places: Places, person: MakePerson) -> None:
    _client, anna = person(Role.COORDINATOR)
    address = f"{MARKER.lower()}@example.org"
    gone, secret = ask(places[0], contact=by_mail(address), pin="471147")
    stays, _secret = ask(places[0], text="Etwas anderes", contact=by_mail("other@example.org"))
    actions.claim(by=anna, inquiry=gone, now=NOW)
    actions.answer(by=anna, inquiry=Inquiry.objects.get(pk=gone.pk), text=f"Antwort {MARKER}", once="1", now=NOW)
    actions.note_down(by=anna, inquiry=gone, text=f"Notiz {MARKER}", once="2", now=NOW)
    actions.write(inquiry=gone, text=f"Danke {MARKER}", once="3", now=NOW)
    assert opened_rows().count(MARKER) == 4
    assert address in opened_rows()
    assert secret in opened_rows()
    assert address in all_rows()  # the waiting mail
    assert MARKER not in all_rows()
    key = gone.person.data_key
    actions.erase(person=gone.person, actor="public", now=NOW)
    for word in (MARKER, address, secret, gone.code):
        assert word.lower() not in (opened_rows() + all_rows()).lower(), word
    assert "Etwas anderes" in opened_rows()  # the search finds what is there
    assert Inquiry.objects.get() == stays
    with pytest.raises(Refused, match="erased"):
        selectors.data_key(key)
    for table in ("contact_person", "contact_message", "contact_privatelink"):
        assert str(key) not in all_rows(), table
    assert Mail.objects.filter(key__contains=gone.pk.hex).count() == 0
    assert Entry.objects.filter(subject=f"inquiry:{gone.pk}", action="inquiry.erased").count() == 1


@pytest.mark.django_db
def test_erasing_twice_counts_once(places: Places) -> None:
    inquiry, _secret = ask(places[0], needs=("a", "b"))
    person = inquiry.person
    for _ in range(2):
        actions.erase(person=person, actor="public", now=NOW)
    assert sorted(Remembered.objects.values_list("month", "need", "language", "count")) == [
        ("2026-11", "a", "ar", 1), ("2026-11", "b", "ar", 1),
    ]  # fmt: skip


def closed(places: Places, anna: Any, at: datetime) -> Inquiry:
    inquiry, _secret = ask(places[0], now=at, contact=by_mail("x@example.org"), needs=("a",))
    actions.claim(by=anna, inquiry=inquiry, now=at)
    actions.close(by=anna, inquiry=Inquiry.objects.get(pk=inquiry.pk), outcome=Outcome.ARRIVED, now=at)
    return Inquiry.objects.get(pk=inquiry.pk)


@pytest.mark.django_db
def test_half_a_year_after_it_was_closed_it_is_forgotten_and_counted(places: Places, person: MakePerson) -> None:
    _client, anna = person(Role.COORDINATOR)
    begin = timezone.now()
    old, opened = closed(places, anna, begin), ask(places[0], now=begin)[0]
    plain, keys = old.links.get().secret, (old.person.data_key, opened.person.data_key)
    assert link_behind(plain)
    assert actions.forget(now=begin + HALF_A_YEAR - timedelta(seconds=1)) == 0
    assert Inquiry.objects.count() == 2
    assert actions.forget(now=begin + HALF_A_YEAR) == 1
    assert Inquiry.objects.get() == opened  # an open one is never forgotten, however old
    assert Remembered.objects.values_list("need", "outcome", "count").get() == ("a", "arrived", 1)
    assert link_behind(plain) is None
    assert not selectors.readable(keys[0])
    assert selectors.readable(keys[1])
    assert not Mail.objects.filter(key__contains=old.pk.hex).exists()


@pytest.mark.django_db
def test_counts_of_many_add_up(places: Places, person: MakePerson) -> None:
    _client, anna = person(Role.COORDINATOR)
    for _ in range(3):
        closed(places, anna, NOW)
    assert actions.forget(now=NOW + HALF_A_YEAR) == 3
    assert Remembered.objects.get().count == 3


@pytest.mark.django_db
def test_who_writes_while_the_night_runs_is_not_forgotten(
    places: Places, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    _client, anna = person(Role.COORDINATOR)
    first, second = closed(places, anna, NOW), closed(places, anna, NOW)
    later, erase = NOW + HALF_A_YEAR, actions.erasing.erase  # type: ignore[attr-defined]

    def erased_while_another_writes(**facts: Any) -> None:
        """The list has been made: whoever is not yet gone writes now."""
        erase(**facts)
        for other in Inquiry.objects.filter(pk__in=(first.pk, second.pk)).exclude(person=facts["person"]):
            actions.write(inquiry=other, text="Ich bin wieder da", once=str(other.pk), now=later)

    monkeypatch.setattr("anlaufpunkt.contact.actions.erasing.erase", erased_while_another_writes)
    assert actions.forget(now=later) == 1
    assert [message.text for message in Message.objects.order_by("-at")][:1] == ["Ich bin wieder da"]


@pytest.mark.django_db
def test_the_night_takes_along_what_killed_processes_left(places: Places) -> None:
    halfway, _secret = ask(places[0])
    drop_keys([halfway.person.data_key], now=NOW)
    actions.forget(now=NOW + timedelta(hours=25))
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_long_list_of_erasures_stops_nobody(places: Places) -> None:
    inquiry, _secret = ask(places[0])
    many = [uuid.uuid4() for _ in range(70_000)]
    assert actions.erase_rows([*many, inquiry.person.data_key], now=NOW) == 1
    assert not Person.objects.exists()


# A whole installation of its own, for what lies outside the tables.

PLANT = """
import os, sys, uuid, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
django.setup()
from datetime import datetime, UTC
from django.contrib.sessions.backends.db import SessionStore
from tests.contact.scene import MARKER, ask, by_mail
from anlaufpunkt.contact import actions
from anlaufpunkt.contact.models import Person, Inquiry
from anlaufpunkt.contact.selectors import contact_of
from anlaufpunkt.network.actions import found, load_areas
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""
FILL = (
    PLANT
    + """
load_areas()
centre = Centre.objects.get(slug="dortmund")
by = found(email="anna@example.org", name="Anna", password="a long enough pass phrase", role=Role.COORDINATOR, centre=centre, now=NOW)
for text, mail in ((f"Ich heisse {MARKER}", f"{MARKER}@example.org".lower()), ("Etwas anderes", "other@example.org")):
    one, secret = ask(centre, text=text, contact=by_mail(mail), now=NOW)
    actions.claim(by=by, inquiry=one, now=NOW)
    actions.answer(by=by, inquiry=Inquiry.objects.get(pk=one.pk), text=text, once=text, now=NOW)
    actions.look(by=by, inquiry=one, today=NOW.date(), now=NOW)
"""
)
ERASE = (
    PLANT
    + """
person = next(p for p in Person.objects.all() if MARKER.lower() in contact_of(p).mail)
actions.erase(person=person, actor="public", now=NOW)
"""
)
OPEN = (
    PLANT
    + """
from tests.contact.test_erasure import opened_rows
print(opened_rows())
"""
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = new_site(tmp_path / "site")
    for number, script in enumerate((FILL, ERASE, OPEN)):
        (tmp_path / f"{number}.py").write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{script}")
    made.run("migrate", "-v0")
    made.run("python", str(tmp_path / "0.py"))
    yield made
    if not made.url.startswith("sqlite"):
        server, _, name = made.url.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
            there.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def on_disk(site: Site) -> bytes:
    """All files of the installation, raw, and all tables as text."""
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    return b"\0".join([path.read_bytes() for path in files] + [repr(site.rows()).encode()]).lower()


def test_nothing_is_left_on_the_disk_and_no_backup_brings_it_back(site: Site, tmp_path: Path) -> None:
    word, program = MARKER.lower(), [str(tmp_path / f"{n}.py") for n in range(3)]
    assert site.run("python", program[2]).lower().count(word) >= 3
    assert word.encode() in on_disk(site)  # the mail that waits, with her address
    backup, keys = tmp_path / "backup", tmp_path / "old-keys.sqlite3"
    site.run("backup", str(backup))
    shutil.copy(site.folder / "keys/data-keys.sqlite3", keys)
    said = site.run("python", program[1])
    assert word not in said.lower()
    assert word not in site.run("python", program[2]).lower()
    assert "etwas anderes" in site.run("python", program[2]).lower()
    if site.url.startswith("sqlite"):
        sqlite3.connect(site.folder / "own.sqlite3").execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert word.encode() not in on_disk(site)
    for old_keys in (False, True):
        if old_keys:  # the copy of the keys from before the erasure is put back, too
            shutil.copy(keys, site.folder / "keys/data-keys.sqlite3")
        site.run("restore", str(backup), "--replace")
        rows = site.rows()
        assert len(rows["contact_person"]) == 1
        assert len(rows["contact_inquiry"]) == 1
        assert word not in site.run("python", program[2]).lower()
        assert "etwas anderes" in site.run("python", program[2]).lower()
        assert word.encode() not in repr(rows).lower().encode()
        assert "the journal is whole" in site.run("journal")


def test_content_whose_keys_are_not_there_is_noticed(settings: Any, tmp_path: Path, places: Places) -> None:
    assert "contact.E001" not in [fault.id for fault in run_checks()]
    told, _secret = ask(places[0])
    assert "contact.E001" not in [fault.id for fault in run_checks()]
    settings.KEYS_DIR, settings.MASTER_KEYS = tmp_path / "another", tmp_path / "another.keys"  # the volume was not mounted
    assert "contact.E001" in [fault.id for fault in run_checks()]
    assert told
