"""The network, the real offers and the examples are loaded once; every test then works in a transaction of its own."""

import email
import os
import socket
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from anlaufpunkt.journal.adapters import triggers
from anlaufpunkt.network.actions import load_areas
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership
from anlaufpunkt.outbox import jobs
from anlaufpunkt.protection.actions import begin
from tests.desk.people import Person, Places, make_person, make_places

LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def _no_foreign_sockets() -> Iterator[None]:
    """Nothing under test speaks to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it runs: one in memory knows no second connection, hence no race."""
    if connection.vendor == "sqlite":
        settings.DATABASES["default"]["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.INDEX_DIR = tmp_path_factory.mktemp("index")
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # tests empty tables; tests/journal puts the triggers back for itself
            for statement in triggers.remove(connection.vendor):
                cursor.execute(statement)
        call_command("load_offers", "--examples", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
        call_command("indexer", "--once", "--rebuild", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123


@pytest.fixture(scope="session")
def _session_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, _session_keys: Path) -> None:
    """The keys of personal data lie outside the database, hence outside each test's transaction."""
    settings.KEYS_DIR, settings.MASTER_KEYS = _session_keys / "keys", _session_keys / "master.keys"
    begin()


@pytest.fixture(autouse=True)
def _no_attempts_yet(settings: Any) -> None:
    """Rate limits count in memory, anew for each test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def page(db: None) -> Client:
    """A browser without cookies."""
    return Client(raise_request_exception=False)


@pytest.fixture
def mails(settings: Any, tmp_path: Path, db: None) -> Callable[[], list[EmailMessage]]:
    """Works off the outbox into files; gives all mails so far, in the order of posting."""
    settings.MAIL_SERVER, settings.MAIL_DIR = None, tmp_path / "mail"

    def read() -> list[EmailMessage]:
        jobs.work_off()
        files = sorted(settings.MAIL_DIR.glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]

    return read


@pytest.fixture
def shared() -> Path | None:
    """The folder of shared checks beside the project, where there is one."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    return folder if folder.exists() else None


@pytest.fixture
def places(db: None) -> Places:
    if not Centre.objects.exists():  # a test with real transactions has emptied the tables
        load_areas()
    return make_places()


@pytest.fixture
def person(places: Places) -> Person:
    """Makes somebody signed in with a role; `away` in the other centre; `second=False` without a second factor."""

    def make(role: Role, *, away: bool = False, second: bool = True, name: str = "") -> tuple[Client, Membership]:
        return make_person(places, role, away=away, second=second, name=name)

    return make
