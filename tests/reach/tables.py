"""Round tables for the tests: made by a coordinator of the tenant of whoever asks."""

from datetime import timedelta
from uuid import uuid4

from anlaufpunkt.accounts.actions import create_user
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership, Organization
from anlaufpunkt.reach import actions
from anlaufpunkt.reach.models import Meeting, Task
from tests.desk.people import NOW, PASSWORD


def coordinator_of(mine: Membership) -> Membership:
    if mine.role == Role.COORDINATOR:
        return mine
    user = create_user(email=f"{uuid4()}@example.org", name="Kim", password=PASSWORD, language="de", now=NOW)
    centre = Centre.objects.get(ags=mine.tenant) if mine.tenant else Centre.objects.get(slug="dortmund")
    return Membership.objects.create(user=user, role=Role.COORDINATOR, centre=centre, since=NOW)


def a_partner(mine: Membership) -> Organization:
    centre = coordinator_of(mine).centre
    return mine.organization or Organization.objects.create(name=f"EXAMPLE {uuid4()}", kind="mso", centre=centre)


def a_meeting(mine: Membership, *, days: int = 7) -> Meeting:
    by = coordinator_of(mine)
    table = actions.put_table(by=by, table=None, name=f"Table {uuid4()}", organizations=[a_partner(mine)], now=NOW)
    begins = NOW + timedelta(days)
    return actions.put_meeting(
        by=by, table=table, meeting=None, begins=begins, ends=begins + timedelta(hours=2), place="Haus", minutes="Secret words",
        present=[], now=NOW,
    )  # fmt: skip


def a_task(mine: Membership, *, due: int = 1, what: str = "Call the school") -> Task:
    """Owned by whoever asks, where they may sit at the table."""
    meeting, by = a_meeting(mine), coordinator_of(mine)
    owner = mine if mine.role in (Role.MEMBER, Role.LEAD, Role.COORDINATOR) else by
    return actions.give_task(by=by, meeting=meeting, what=what, owner=owner, due=(NOW + timedelta(due)).date(), now=NOW)
