"""Several at once, as processes of their own on a real database: a file of SQLite, or a copy in the PostgreSQL server."""

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from anlaufpunkt.upkeep.models import Link
from tests.desk.people import NOW, Places

SETUP = """
import sys, django
from django.conf import settings
django.setup()
from pathlib import Path
from anlaufpunkt.outbox import jobs as outbox
settings.MAIL_SERVER, settings.MAIL_DIR = None, Path(sys.argv[1])
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep import actions, jobs
from anlaufpunkt.upkeep.models import Link, Review
from tests.desk.people import NOW, make_person, make_places
from tests.upkeep.scene import agree, make_review, make_service
from anlaufpunkt.network.actions import load_areas
load_areas()  # a test with real transactions may have emptied the tables
"""
START = SETUP + "print('ready', flush=True); sys.stdin.readline()\n"


@pytest.fixture
def copy(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The address of a copy of the tests' database, made for this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), sqlite3.connect(tmp_path / "copy.sqlite3") as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        yield f"sqlite:///{tmp_path}/copy.sqlite3"
        return
    with django_db_blocker.unblock():
        connection.close()
    server = urlsplit(os.environ["DATABASE_URL"])
    address = {key: urlunsplit(server._replace(path=f"/{key}")) for key in ("postgres", f"{name}_copy")}
    with psycopg.connect(address["postgres"], autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"')
        yield address[f"{name}_copy"]
        admin.execute(f'DROP DATABASE "{name}_copy"')


class Site:
    def __init__(self, url: str, mails: Path) -> None:
        self.environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings"}
        self.mails = mails

    def _start(self, program: str, *more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", program, str(self.mails), *more], env=self.environment, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def do(self, program: str) -> str:
        process = self._start(SETUP + program)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        return out.strip()

    def at_once(self, program: str, arguments: list[str]) -> list[str]:
        """All of them wait until everybody is ready; what they print."""
        started = [self._start(START + program, one) for one in arguments]
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in started:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        return [process.communicate(timeout=60)[0].strip() for process in started]

    def sent(self) -> str:
        return "".join(p.read_text(encoding="utf-8") for p in self.mails.iterdir())


@pytest.fixture
def site(copy: str, tmp_path: Path) -> Site:
    mails = tmp_path / "mails"
    mails.mkdir()
    return Site(copy, mails)


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_mail_in_a_month(places: Places) -> None:
    def mailed(purpose: str, at: datetime) -> None:
        day = at.date()
        Link.objects.create(
            digest=uuid.uuid4().hex, purpose=purpose, organization=places[1], address="x", language="de", day=day,
            month=f"{day:%Y-%m}", made=at, expires=at,
        )  # fmt: skip

    for purpose in ("ask", "remind", "renew", "renew", "stop", "stop"):
        mailed(purpose, NOW)
    mailed("ask", NOW + timedelta(30))
    for purpose in ("ask", "remind"):
        with pytest.raises(IntegrityError), transaction.atomic():
            mailed(purpose, NOW + timedelta(1))


def test_one_event_is_one_mail_whoever_posts_it_at_once(site: Site) -> None:
    site.do("places = make_places(); agree(places[1]); make_service(places[1])")
    posting = """
from anlaufpunkt.directory.models import Service
from anlaufpunkt.upkeep.actions.mails import write
from anlaufpunkt.upkeep.domain.links import Purpose
from django.db import transaction
club = Organization.objects.exclude(mail_agreed=None).get()
for _ in range(5):
    with transaction.atomic():
        write(organization=club, services=Service.objects.filter(organization=club), purpose=Purpose.RENEW, address="x", now=NOW)
"""
    site.at_once(posting, ["", "", ""])
    counts = "Link.objects.filter(purpose='renew').count(), outbox.Message.objects.count()"
    assert site.do(f"print({counts}); outbox.work_off()") == "15 1"
    assert site.sent().count("Subject:") == 1


def test_of_two_at_once_one_sends_the_mail_and_one_gets_the_calls(site: Site) -> None:
    site.do("""
places = make_places()
agree(places[1]); [make_service(places[1]) for _ in range(20)]
make_review(make_service(places[3]), "call")
for name in ("Anna", "Bela"):
    make_person(places, "coordinator", away=True, second=True, name=name)
""")
    said = site.at_once(
        """
jobs.run(now=NOW)
mine, club = Membership.objects.get(user__name=sys.argv[2]), Organization.objects.get(name="EXAMPLE essen")
try:
    actions.claim(by=mine, organization=club, now=NOW)
    print("mine")
except Refused as refused:
    print(refused.code, refused.facts["by"])
""",
        ["Anna", "Bela"],
    )
    assert sorted(said) in (["claimed Anna", "mine"], ["claimed Bela", "mine"])
    site.do("outbox.work_off()")
    assert site.sent().count("Subject:") == 1
    asked = "Link.objects.filter(purpose='ask').count(), Review.objects.filter(stage='asked').count()"
    assert site.do(f"jobs.run(now=NOW); outbox.work_off(); print({asked})") == "1 20"
    assert site.sent().count("Subject:") == 1
