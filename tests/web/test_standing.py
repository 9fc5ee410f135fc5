"""How the installation stands: on the command line, for a balancer, for Prometheus; and that nothing personal is told."""

import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.test import Client
from django.utils import timezone

from anlaufpunkt.config.serve import may_listen
from anlaufpunkt.directory.models import Service, ServiceChange
from anlaufpunkt.finder.adapters.index import IndexMissing, Reader, Writer
from anlaufpunkt.outbox.actions import beat, post
from anlaufpunkt.outbox.domain.rules import State as OutboxState
from anlaufpunkt.outbox.models import Message, PeriodicJob
from anlaufpunkt.web import selectors
from anlaufpunkt.web.adapters import backup
from anlaufpunkt.web.domain.standing import Line, State, by_age, key_is_strong, prometheus, spoken, worst
from tests.desk.people import Person
from tests.web.site import ROOT

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOKEN = "a token for the metrics"  # noqa: S105


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A data folder in which all is well, save what a test changes."""
    settings.DATA_DIR, settings.SECRET_KEY, settings.HTTPS = tmp_path, "abcdefghijklmnopqrstuvwxyz" * 3, True
    tmp_path.chmod(0o700)
    Writer(settings.INDEX_DIR).seen()
    os.utime(settings.INDEX_DIR / "ALIVE", (NOW.timestamp(), NOW.timestamp()))
    beat(now=NOW)
    return tmp_path


def line(what: str) -> Line:
    return next(found for found in selectors.standing(NOW) if found.what == what)


def test_every_line_that_is_not_well_says_what_to_do(folder: Path) -> None:
    lines = selectors.standing(NOW)
    assert len({found.what for found in lines}) == len(lines)
    assert all(found.todo for found in lines if found.state != State.OK)
    assert not any(found.todo for found in lines if found.state == State.OK)
    assert {found.what for found in lines if found.state == State.FAIL} == set()


@pytest.mark.parametrize(("after", "state"), [(1, State.OK), (3, State.WARN), (6, State.FAIL)])
def test_an_indexer_that_died_shows(folder: Path, after: int, state: State) -> None:
    lines = selectors.standing(NOW + timedelta(minutes=after))
    assert next(found for found in lines if found.what == "indexer").state == state


@pytest.mark.parametrize(("after", "state"), [(4, State.OK), (6, State.WARN), (16, State.FAIL), (-600, State.FAIL)])
def test_a_worker_that_died_shows(folder: Path, page: Client, settings: Any, after: int, state: State) -> None:
    """To whoever runs the system; readers are served all the same."""
    found = next(found for found in selectors.standing(NOW + timedelta(minutes=after)) if found.what == "worker")
    assert found.state == state
    assert selectors.figures(NOW + timedelta(minutes=after))["worker_seen_seconds"] == after * 60
    PeriodicJob.objects.all().delete()
    assert (line("worker").state, line("worker").found) == (State.FAIL, "never seen")
    assert "worker_seen_seconds" not in selectors.figures(NOW)
    assert page.get("/health/").json() == {"state": "ok"}


@pytest.mark.parametrize(("age", "state"), [(10, State.OK), (90, State.WARN), (1000, State.FAIL)])
def test_changes_that_nobody_finds_show(folder: Path, age: int, state: State) -> None:
    service = Service.objects.all()[0]
    Service.objects.filter(pk=service.pk).update(last_modified=NOW - timedelta(seconds=age))
    ServiceChange.objects.create(service_id=service.pk)
    assert line("changes").state == state
    assert selectors.figures(NOW)["changes_oldest_seconds"] == age
    assert selectors.figures(NOW)["changes_waiting"] == 1


@pytest.mark.parametrize(("days", "state"), [(None, State.WARN), (1, State.OK), (3, State.WARN), (8, State.FAIL)])
def test_an_old_backup_shows(folder: Path, days: int | None, state: State) -> None:
    if days is not None:
        made = (NOW - timedelta(days)).timestamp()
        (folder / "last-backup").touch()
        os.utime(folder / "last-backup", (made, made))
    assert line("backup").state == state
    assert (backup.newest() is None) == (days is None)


def test_mail_that_nobody_sends_shows(folder: Path) -> None:
    with transaction.atomic():
        post(key="test:1", to="a@example.org", subject="S", body="B", now=NOW - timedelta(minutes=59))
    assert line("outbox").state == State.OK
    assert selectors.figures(NOW)["mails_waiting"] == 1
    found = next(found for found in selectors.standing(NOW + timedelta(minutes=2)) if found.what == "outbox")
    assert (found.state, "worker" in found.todo) == (State.FAIL, True)
    Message.objects.update(state=OutboxState.FAILED)
    assert line("outbox").state == State.WARN
    assert "example.org" not in str(selectors.standing(NOW))


def test_a_weak_or_open_key_shows(folder: Path, settings: Any) -> None:
    assert line("key").state == State.OK
    (folder / "secret.key").touch(mode=0o644)
    assert line("key").state == State.FAIL
    (folder / "secret.key").chmod(0o600)
    settings.SECRET_KEY = "short"  # noqa: S105
    assert line("key").state == State.FAIL


def test_a_folder_open_to_all_shows(folder: Path) -> None:
    folder.chmod(0o755)
    assert line("files").state == State.WARN


@pytest.mark.parametrize(
    ("https", "hosts", "state"),
    [
        (False, ["localhost", "127.0.0.1", "[::1]"], State.WARN), (False, ["hilfe.example"], State.FAIL), (False, ["*"], State.FAIL),
        (True, ["hilfe.example"], State.OK),
    ],
)  # fmt: skip
def test_plain_http_is_only_for_this_machine(folder: Path, settings: Any, https: bool, hosts: list[str], state: State) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts
    assert line("https").state == state


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError

    for place in ("waiting", "late", "worker_seen", "_database_bytes"):
        monkeypatch.setattr(selectors, place, gone)
    monkeypatch.setattr(selectors.MigrationRecorder, "applied_migrations", gone)


@pytest.mark.usefixtures("no_database")
def test_without_a_database_it_still_says_so(folder: Path, page: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert (line("database").state, line("changes").state) == (State.FAIL, State.FAIL)
    assert page.get("/health/").status_code == 503
    told = page.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'anlaufpunkt_check{what="database"} 2' in told
    assert "anlaufpunkt_up 0" in told
    with pytest.raises(SystemExit):
        call_command("check_installation", stdout=io.StringIO())


def test_missing_migrations_show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors.MigrationRecorder, "applied_migrations", lambda self: {("network", "0001_initial"): None})
    assert "migrations are missing" in line("database").found


def test_the_command_shows_every_line(folder: Path, settings: Any) -> None:
    out = io.StringIO()
    os.utime(settings.INDEX_DIR / "ALIVE")
    beat(now=timezone.now())
    call_command("check_installation", stdout=out)
    for found in selectors.standing(NOW):
        assert f"  {found.what}" in out.getvalue()


def test_the_public_hears_only_whether_it_works(
    page: Client, folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert page.get("/health/").json() == {"state": "ok"}
    assert page.get("/health/", headers={"authorization": "Bearer wrong"}).json() == {"state": "ok"}
    full = page.get("/health/", headers={"authorization": f"Bearer {TOKEN}"}).json()
    assert {found["what"] for found in full["lines"]} >= {
        "database",
        "index",
        "indexer",
        "worker",
        "mail",
        "key",
        "https",
        "backup",
    }
    monkeypatch.setattr(Reader, "_fresh", lambda self: (_ for _ in ()).throw(IndexMissing()))
    assert page.get("/health/").status_code == 503


def test_a_late_backup_takes_no_site_down(page: Client, folder: Path) -> None:
    (folder / "last-backup").touch()
    os.utime(folder / "last-backup", (0, 0))
    assert line("backup").state == State.FAIL
    assert page.get("/health/").status_code == 200


def test_metrics_are_for_who_knows_the_token(page: Client, folder: Path, settings: Any, person: Person) -> None:
    assert page.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for given in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}):
        assert page.get("/metrics/", headers=given).status_code == 401
    told = page.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"})
    text = told.content.decode()
    assert told["Content-Type"].startswith("text/plain; version=0.0.4")
    assert re.search(r"^anlaufpunkt_offers 148$", text, re.MULTILINE)
    for row in text.splitlines():
        assert re.fullmatch(r'# (TYPE|HELP) .+|anlaufpunkt_[a-z_]+(\{what="[a-z]+"\})? -?[0-9.e+-]+', row), row
    assert "@" not in text


def test_words_and_numbers() -> None:
    assert worst([]) == State.OK
    assert worst([Line("a", State.WARN, ""), Line("b", State.OK, "")]) == State.WARN
    assert by_age(timedelta(1), warn=timedelta(1), fail=timedelta(2)) == State.WARN
    assert [spoken(timedelta(seconds=s)) for s in (5, 119, 120, 7200, 200_000)] == [
        "5 seconds", "119 seconds", "2 minutes", "2 hours", "2 days",
    ]  # fmt: skip
    assert not key_is_strong("a" * 80)
    assert not key_is_strong("django-insecure-" + "abcdefghijklmnop" * 5)
    assert prometheus({"x": 1.0}, []).startswith("# TYPE anlaufpunkt_x gauge\nanlaufpunkt_x 1\n")


@pytest.mark.parametrize(
    ("host", "public", "may"),
    [
        ("127.0.0.1", "", True), ("[::1]", "", True), ("0.0.0.0", "", False), ("10.0.0.7", "0", False), ("demo.example", "", False),
        ("localhost", "", True), ("0.0.0.0", "1", True), ("", "", False),
    ],
)  # fmt: skip
def test_the_demo_is_seen_from_this_machine_only(host: str, public: str, may: bool) -> None:
    assert may_listen(host, {"DEMO_PUBLIC": public}) == may


def test_the_demo_refuses_before_it_starts_anything() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "anlaufpunkt.config.serve", "8999"],
        env={"HOST": "0.0.0.0"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"DEMO_PUBLIC=1" in done.stderr


def test_a_demonstration_says_so_and_is_not_listed(page: Client, settings: Any) -> None:
    assert 'class="demo"' not in page.get("/en/").content.decode()
    settings.DEMO = True
    for path in ("/en/", "/en/dortmund/need/sport/", "/ar/account/login/", "/de/nowhere/"):
        response = page.get(path)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert 'class="demo"' in response.content.decode()
        assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert page.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_production_settings_leave_the_deploy_check_silent(tmp_path: Path) -> None:
    """Of Django's own findings; hotlines and the centres' pages are the directory's matter."""
    production = {
        "DATA_DIR": str(tmp_path), "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 3, "HTTPS": "1", "ALLOWED_HOSTS": "hilfe.example",
        "SHOW_EXAMPLES": "0", "PUBLIC_URL": "https://hilfe.example", "DJANGO_SETTINGS_MODULE": "anlaufpunkt.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [Path(sys.executable).parent / "anlaufpunkt", "check", "--deploy"], env=production, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert "(network.E001) The database cannot be read" in done.stderr  # it did look
    assert set(re.findall(r"\((\w+)\.[EWC]\d+\)", done.stderr)) <= {"network", "directory", "outbox"}
