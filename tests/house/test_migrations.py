"""An upgrade must not break the version that still runs beside it: tables grow first, and shrink one release later."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tests.house.test_house import FLOORS

# No site ran before these: they may do what they like.
BEFORE_THE_FIRST_RELEASE = {
    ("directory", "0002_report_times"),
    ("directory", "0003_desk"),
    ("directory", "0004_stale_texts"),
    ("directory", "0005_reports"),
    ("network", "0003_trust"),
    ("network", "0008_tables_move"),
}
SHRINKING = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.DeleteModel,
    migrations.AlterModelTable,
)


def dangers(operations: list[Operation], app: str, state: ProjectState) -> Iterator[str]:
    """What the version before would stumble over; `state` is that of the tables it knows."""
    fresh = {op.name_lower for op in operations if isinstance(op, migrations.CreateModel)}
    for op in operations:
        name = getattr(op, "model_name_lower", "")
        if isinstance(op, migrations.SeparateDatabaseAndState):  # what happens to the tables counts
            yield from dangers(op.database_operations, app, state)
        elif isinstance(op, SHRINKING):
            yield f"{op.describe()}: it reads this"
        elif isinstance(op, migrations.AddField) and name not in fresh and not _can_be_left_out(op.field):
            yield f"{op.describe()}: it writes rows without it; let it be null or give it a db_default"
        elif isinstance(op, migrations.AlterField) and name not in fresh and _was_null(op, app, state) and not op.field.null:
            yield f"{op.describe()}: it still writes nulls"


def _was_null(op: migrations.AlterField, app: str, state: ProjectState) -> bool:
    return bool(state.models[app, op.model_name_lower].fields[op.name].null)


def _can_be_left_out(field: Any) -> bool:
    return field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED


def test_every_migration_lets_the_version_before_go_on() -> None:
    """A migration that takes away what no running version uses any more says so: `phase = "contract"`."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (app, name), migration in loader.disk_migrations.items():
        if app not in FLOORS or (app, name) in BEFORE_THE_FIRST_RELEASE or getattr(migration, "phase", "") == "contract":
            continue
        state = loader.project_state((app, name), at_end=False)
        assert list(dangers(migration.operations, app, state)) == [], f"{app}.{name} (docs/operate/upgrade.md)"


def known() -> ProjectState:
    state = ProjectState()
    thing = migrations.CreateModel(
        "Thing", [("id", models.BigAutoField(primary_key=True)), ("old", models.IntegerField(null=True))]
    )
    thing.state_forwards("ui", state)
    return state


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("thing", "old"), migrations.RenameField("thing", "old", "new"), migrations.DeleteModel("Thing"),
        migrations.RenameModel("Thing", "Other"), migrations.AddField("thing", "new", models.IntegerField(default=1)),
        migrations.AlterField("thing", "old", models.IntegerField(default=1)), migrations.AlterModelTable("thing", "other"),
        migrations.SeparateDatabaseAndState(database_operations=[migrations.AlterModelTable("thing", "other")]),
    ],
)  # fmt: skip
def test_what_breaks_a_running_site_is_found(operation: Operation) -> None:
    assert len(list(dangers([operation], "ui", known()))) == 1


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("thing", "new", models.IntegerField(null=True)),
        migrations.AddField("thing", "new", models.IntegerField(db_default=1)),
        migrations.AlterField("thing", "old", models.BigIntegerField(null=True)),
        migrations.CreateModel("New", [("id", models.BigAutoField(primary_key=True)), ("must", models.IntegerField())]),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("thing")]),
    ],
)  # fmt: skip
def test_what_only_grows_passes(operation: Operation) -> None:
    assert list(dangers([operation], "ui", known())) == []
