"""Who sits at a round table, and whose tasks are due."""

from datetime import date

from django.db.models import Q

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, MembershipQuerySet
from anlaufpunkt.reach.models import RoundTable, Task


def at_table(table: RoundTable) -> MembershipQuerySet:
    """Who may sit at a round table and take on tasks: people of its organisations, and the coordinators of its centre."""
    of_table = Q(organization__in=table.organizations.all()) | Q(centre=table.centre_id, role=Role.COORDINATOR)
    found = Membership.objects.current().filter(of_table)
    return found.select_related("user", "organization", "centre").order_by("user__name", "since")


def tasks_to_remind(*, until: date) -> list[Task]:
    """Open tasks due by then that nobody has been reminded of, of people who still have access; person by person."""
    present = Membership.objects.current().values("user")
    waiting = Task.objects.filter(done=None, reminded=None, due__lte=until, owner__user__in=present)
    return list(waiting.select_related("owner__user").order_by("owner__user", "due"))
