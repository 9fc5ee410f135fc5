"""Round tables written down before they moved here are still there, with who sits at them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.reach.models import Meeting, RoundTable, Task
from tests.desk.people import NOW, Person

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("network", "0007_invited_by")]


@pytest.fixture
def back() -> Iterator[None]:
    """Whatever happens, the next test finds the tables as they are today."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_no_row_is_lost_on_the_way(person: Person, back: None) -> None:
    _client, member = person(Role.MEMBER)
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    assert "reach_roundtable" not in connection.introspection.table_names()
    old = executor.loader.project_state(BEFORE).apps
    table = old.get_model("network", "RoundTable").objects.create(centre_id="05913", name="Runder Tisch Wohnen")
    table.organizations.add(member.organization_id)
    meeting = old.get_model("network", "Meeting").objects.create(
        table=table, begins=NOW, ends=NOW + timedelta(hours=1), place="Haus", minutes="Protokoll"
    )
    meeting.present.add(member.id)
    task = old.get_model("network", "Task").objects.create(meeting=meeting, what="Anrufen", owner_id=member.id, due=NOW.date())

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert not [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("network_round", "network_meet", "network_task"))
    ]
    assert list(RoundTable.objects.values_list("id", "organizations")) == [(table.id, member.organization_id)]
    assert list(Meeting.objects.values_list("id", "table", "minutes", "present")) == [
        (meeting.id, table.id, "Protokoll", member.id)
    ]
    assert list(Task.objects.values_list("id", "meeting", "owner")) == [(task.id, meeting.id, member.id)]
    RoundTable.objects.all().delete()
    assert not Task.objects.exists()
