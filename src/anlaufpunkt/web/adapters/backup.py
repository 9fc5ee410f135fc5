"""All rows of all tables, out of and into either database.

A dump of our own, not pg_dump or a copy of the SQLite file: one format for both, independent of the server's version, and
compared row by row in tests. Sessions stay out: after a restore everybody signs in anew, and no session that was ended revives.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from anlaufpunkt.contact.actions import erase_rows
from anlaufpunkt.directory.models import ServiceChange
from anlaufpunkt.finder.adapters.index import Writer
from anlaufpunkt.journal.adapters import triggers
from anlaufpunkt.protection.actions import erase_again
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.web.adapters import archive

SESSIONS = {"django_session", "usersessions_usersession"}
MADE_BY_MIGRATIONS = {"django_content_type", "auth_permission"}
BATCH = 500
Model = type[models.Model]


def save(path: Path, *, now: datetime) -> str:
    """Write a backup of one moment, while the site goes on; returns its checksum."""
    with _one_moment():
        digest = archive.write(path, _lines(now))
    _mark().touch(mode=0o600)
    return digest


def newest() -> datetime | None:
    """When the newest backup was made."""
    return datetime.fromtimestamp(_mark().stat().st_mtime, tz=UTC) if _mark().exists() else None


def load(path: Path, *, replace: bool, now: datetime) -> bool:
    """Put a backup in place of what is there, wholly or not at all; returns whether the journal's seals can be verified.

    Of an older version only into an empty database: it is brought to that version's tables first, and up to date afterwards.
    """
    head = archive.verify(path)
    then = {(app, name) for app, name in head["migrations"]}
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    if not then <= set(graph.nodes):
        raise Refused("newer_version", version=head["version"])
    tables = set(connection.introspection.table_names())
    if then != set(graph.nodes):
        if tables:
            raise Refused("older_version_needs_an_empty_database", version=head["version"])
        newest = [step for step in sorted(then) if not {child.key for child in graph.node_map[step].children} & then]
        executor.migrate(newest)  # the others come with those that need them
        _put(path, executor.loader.project_state(newest).apps)
    else:
        call_command("migrate", verbosity=0)
        if tables and not replace and not _empty():
            raise Refused("not_empty")
        _put(path, installed)
    call_command("migrate", verbosity=0)
    ContentType.objects.clear_cache()
    erase_rows(erase_again(), now=now)  # what was erased since the backup stays erased, before anybody is served
    Writer(settings.INDEX_DIR).forget()  # until the indexer has built it, readers see hotlines and not what is no more
    return hmac.compare_digest(head["key"], _key())


def stored(of: Apps = installed) -> list[Model]:
    """The models whose rows are kept, by name of table."""
    found = of.get_models(include_auto_created=True)
    kept = {m._meta.db_table: m for m in found if m._meta.managed and not m._meta.proxy and m._meta.db_table not in SESSIONS}
    return [kept[table] for table in sorted(kept)]


def _lines(now: datetime) -> Iterator[Any]:
    loader = MigrationExecutor(connection).loader
    if not set(loader.graph.nodes) <= set(loader.applied_migrations):
        raise Refused("not_migrated")
    head = {"format": archive.FORMAT, "version": version("anlaufpunkt"), "made": now.isoformat()}
    yield {**head, "migrations": sorted(loader.graph.nodes), "key": _key()}
    for model in stored():
        fields = model._meta.local_concrete_fields
        yield {"table": model._meta.db_table, "columns": [field.column for field in fields]}
        for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
            yield [_out(field, row) for field in fields]


def _out(field: Any, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if value is None or isinstance(value, bool | int | float | str) or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def _in(field: Any, value: Any) -> Any:
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)


def _put(path: Path, of: Apps) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in triggers.remove(connection.vendor):
            cursor.execute(statement)
        quote = connection.ops.quote_name
        for table in sorted({m._meta.db_table for m in of.get_models(include_auto_created=True)}):
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608
        known = {model._meta.db_table: model for model in stored(of)}
        for model, columns, rows in _tables(path, known):
            _insert(model, columns, rows)
        connection.check_constraints()
        for statement in (
            *connection.ops.sequence_reset_sql(no_style(), list(known.values())),
            *triggers.install(connection.vendor),
        ):
            cursor.execute(statement)
        # Killed after this transaction, the index would be that of the data before: this row tells the indexer to build anew.
        known[ServiceChange._meta.db_table]._base_manager.create(service_id=ServiceChange.EVERYTHING)


def _tables(path: Path, known: dict[str, Model]) -> Iterator[tuple[Model, list[str], Iterator[Any]]]:
    lines = archive.read(path)
    for is_head, group in groupby(lines, key=lambda line: isinstance(line, dict)):
        if is_head:
            *_empty_tables, head = group
            model, columns = known[head["table"]], head["columns"]
        else:
            yield model, columns, group


def _insert(model: Model, columns: list[str], rows: Iterator[Any]) -> None:
    """As they are: no default, no "last changed" of the present moment."""
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    fields = [by_column[column] for column in columns]
    size = min(BATCH, connection.ops.bulk_batch_size(fields, range(BATCH)))
    batch: list[models.Model] = []
    for row in rows:
        batch.append(model(**{f.attname: _in(f, value) for f, value in zip(fields, row, strict=True)}))
        if len(batch) == size:
            model._base_manager._insert(batch, fields=fields, raw=True)  # type: ignore[attr-defined]
            batch.clear()
    if batch:
        model._base_manager._insert(batch, fields=fields, raw=True)  # type: ignore[attr-defined]


def _empty() -> bool:
    return not any(m._base_manager.exists() for m in stored() if m._meta.db_table not in MADE_BY_MIGRATIONS)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A view of the database that changes made meanwhile do not reach, and that holds up nobody."""
    wrapper: Any = connection
    wrapper.ensure_connection()
    if connection.vendor == "sqlite":
        mode, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            wrapper.transaction_mode = mode
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "last-backup"


def _key() -> str:
    """A sign of the signing key that tells nothing about it: with another key the journal's seals cannot be verified."""
    return hmac.new(settings.JOURNAL_KEY, b"backup", "sha256").hexdigest()[:16]
