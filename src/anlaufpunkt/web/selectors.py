"""How the installation stands: asked of every room, once for the command, the health page and the metrics."""

import ipaddress
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from anlaufpunkt.directory.selectors import waiting
from anlaufpunkt.finder.adapters.index import IndexMissing, Writer
from anlaufpunkt.finder.selectors import index_reader
from anlaufpunkt.outbox.selectors import counts, in_trouble, late, worker_seen
from anlaufpunkt.web.adapters.backup import newest
from anlaufpunkt.web.domain.standing import Line, State, by_age, key_is_strong, spoken

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def serving() -> bool:
    """Whether readers get answers: database and index can be read. All else must not take a site down."""
    return all(line.state != State.FAIL for line in (_database(), _index()))


def standing(now: datetime) -> list[Line]:
    """All lines, in the order in which to mend them."""
    return [
        _database(), _index(), _asked("changes", lambda: _changes(now)), _indexer(now), _asked("worker", lambda: _worker(now)),
        _mail(), _asked("outbox", lambda: _outbox(now)), _key(), _files(), _https(), _settings(), _backup(now), _disk(),
    ]  # fmt: skip


def figures(now: datetime) -> dict[str, float]:
    """Numbers without persons; what cannot be read is left out."""
    found: dict[str, float] = {"up": serving()}
    with suppress(IndexMissing):
        found["offers"] = index_reader().count()
    with suppress(DatabaseError):
        count, oldest = waiting()
        found |= {"changes_waiting": count, "database_bytes": _database_bytes()}
        found |= {"mails_waiting": counts()["waiting"], "mails_in_trouble": in_trouble().count()}
        found["changes_oldest_seconds"] = (now - oldest).total_seconds() if oldest else 0
        if seen := worker_seen():
            found["worker_seen_seconds"] = (now - seen).total_seconds()
    if seen := _indexer_seen():
        found["indexer_seen_seconds"] = (now - seen).total_seconds()
    made = newest()
    if made:
        found["backup_age_seconds"] = (now - made).total_seconds()
    return found


def _asked(what: str, ask: Callable[[], Line]) -> Line:
    try:
        return ask()
    except DatabaseError:
        return Line(what, State.FAIL, "the database does not answer", "Mend the database first.")


def _database() -> Line:
    try:
        missing = _migrations() - set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return Line("database", State.FAIL, "it does not answer", "Start it; look at DATABASE_URL.")
    if missing:
        return Line("database", State.FAIL, f"{len(missing)} migrations are missing", "Run `anlaufpunkt migrate`.")
    return Line("database", State.OK, f"{connection.display_name}, up to date")


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def _index() -> Line:
    try:
        return Line("index", State.OK, f"{index_reader().count()} offers can be found")
    except IndexMissing:
        return Line("index", State.FAIL, "there is none", "Start `anlaufpunkt indexer`: it builds the index by itself.")


def _changes(now: datetime) -> Line:
    count, oldest = waiting()
    if oldest is None:
        return Line("changes", State.OK, "all can be found")
    state = by_age(now - oldest, warn=MINUTE, fail=15 * MINUTE)
    found = f"{count} cannot be found yet, the oldest for {spoken(now - oldest)}"
    return Line("changes", state, found, "" if state == State.OK else "Look at the indexer's log; restart it.")


def _indexer(now: datetime) -> Line:
    return _process("indexer", _indexer_seen(), now, warn=2 * MINUTE, fail=5 * MINUTE)


def _indexer_seen() -> datetime | None:
    seen = Writer(settings.INDEX_DIR).last_seen()
    return datetime.fromtimestamp(seen, tz=UTC) if seen is not None else None


def _worker(now: datetime) -> Line:
    """A job may keep it busy for minutes."""
    return _process("worker", worker_seen(), now, warn=5 * MINUTE, fail=15 * MINUTE)


def _process(what: str, seen: datetime | None, now: datetime, *, warn: timedelta, fail: timedelta) -> Line:
    if seen is None:
        return Line(what, State.FAIL, "never seen", f"Start `anlaufpunkt {what}` and keep it running.")
    state = by_age(abs(now - seen), warn=warn, fail=fail)  # in the future: a clock ran ahead
    todo = "" if state == State.OK else f"Look at its log; restart `anlaufpunkt {what}`."
    return Line(what, state, f"last seen {spoken(now - seen)} ago", todo)


def _mail() -> Line:
    if settings.MAIL_SERVER:
        return Line("mail", State.OK, "leaves this machine")
    return Line(
        "mail", State.WARN, "is only written to files", "Set EMAIL_URL, MAIL_FROM and PRODUCTION=1 (docs/operate/mail.md)."
    )


def _outbox(now: datetime) -> Line:
    if overdue := late(now=now):
        return Line(
            "outbox", State.FAIL, f"{overdue} mails have been due for an hour", "Look at the worker's log, and at EMAIL_URL."
        )
    if troubled := in_trouble().count():
        found = f"{troubled} mails failed or may not have arrived"
        return Line("outbox", State.WARN, found, "`anlaufpunkt outbox` lists them and sends them again.")
    return Line("outbox", State.OK, "no mail is late")


def _key() -> Line:
    if not key_is_strong(settings.SECRET_KEY):
        return Line("key", State.FAIL, "SECRET_KEY is weak", "Set 50 or more random characters; everybody must sign in again.")
    kept = settings.DATA_DIR / "secret.key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        return Line("key", State.FAIL, "others may read the key's file", f"Run `chmod 600 {kept}`.")
    return Line("key", State.OK, "strong, and not readable by others")


def _files() -> Line:
    """A folder or a database file that every account of the machine may read shows names and addresses."""
    if Path(settings.DATA_DIR).stat().st_mode & 0o007:
        return Line("files", State.WARN, "other accounts may enter the data folder", f"Run `chmod o-rwx {settings.DATA_DIR}`.")
    return Line("files", State.OK, "the data folder is closed to others")


def _https() -> Line:
    if settings.HTTPS:
        return Line("https", State.OK, f"forced; browsers remember it for {settings.SECURE_HSTS_SECONDS // 86_400} days")
    if all(_is_local(host) for host in settings.ALLOWED_HOSTS):
        return Line("https", State.WARN, "off; only this machine is served", "Before others use it: a TLS proxy, and HTTPS=1.")
    return Line("https", State.FAIL, "off, though other machines are served", "Put a TLS proxy in front and set HTTPS=1.")


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _settings() -> Line:
    try:
        found = [m.id or "?" for m in run_checks(include_deployment_checks=True) if m.level >= WARNING and not m.is_silenced()]
    except DatabaseError:
        found = ["the database does not answer"]
    if found:
        said = f"{len(found)} findings: {', '.join(sorted(set(found)))}"
        return Line("settings", State.WARN, said, "Run `anlaufpunkt check --deploy`.")
    return Line("settings", State.OK, "`check --deploy` finds nothing")


def _backup(now: datetime) -> Line:
    made = newest()
    if made is None:
        return Line("backup", State.WARN, "none was ever made", "Run `anlaufpunkt backup FILE` every night.")
    state = by_age(now - made, warn=2 * DAY, fail=7 * DAY)
    todo = "" if state == State.OK else "Look at the nightly job; run `anlaufpunkt backup FILE`."
    return Line("backup", state, f"the newest is {spoken(now - made)} old", todo)


def _disk() -> Line:
    free = shutil.disk_usage(settings.DATA_DIR).free
    state = State.FAIL if free < 200_000_000 else State.WARN if free < 2_000_000_000 else State.OK
    return Line("disk", state, f"{free / 1e9:.1f} GB free", "" if state == State.OK else "Make room: the index needs it.")


def _database_bytes() -> int:
    asked = {"sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"}
    with connection.cursor() as cursor:
        cursor.execute(asked.get(connection.vendor, "SELECT pg_database_size(current_database())"))
        return int(cursor.fetchone()[0])
