from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from tests.desk.matrix import Route
from tests.reach.tables import a_meeting, a_partner, a_task

SEATED = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})
COORDINATOR = frozenset({Role.COORDINATOR})
NEW = {"name": "Familien", "organizations": ""}


def table(mine: Membership) -> str:
    return f"/en/desk/tables/{a_meeting(mine).table_id}/"


def meeting(mine: Membership) -> str:
    return f"/en/desk/meetings/{a_meeting(mine).id}/"


ROUTES = {
    "partners": Route("/en/desk/partners/", COORDINATOR),
    "partner": Route(lambda mine: f"/en/desk/partners/{a_partner(mine).id}/", COORDINATOR, owned=True),
    "journal": Route("/en/desk/journal/", frozenset({Role.COORDINATOR, Role.AUDITOR})),
    "overview": Route("/en/desk/overview/", COORDINATOR),
    "week": Route("/en/desk/calendar/", COORDINATOR),
    "gaps": Route("/en/desk/gaps/", COORDINATOR),
    "gaps-need": Route("/en/desk/gaps/midwife/", COORDINATOR),
    "lists": Route("/en/desk/lists/services.csv", COORDINATOR),
    "tables": Route("/en/desk/tables/", SEATED),
    "table-new": Route("/en/desk/tables/new/", COORDINATOR, "POST", {"name": "Familien"}),
    "table": Route(table, SEATED, owned=True),
    "table-edit": Route(lambda mine: f"{table(mine)}edit/", COORDINATOR, owned=True),
    "meeting-new": Route(lambda mine: f"{table(mine)}meeting/", COORDINATOR, owned=True),
    "meeting": Route(meeting, SEATED, owned=True),
    "meeting-edit": Route(lambda mine: f"{meeting(mine)}edit/", COORDINATOR, owned=True),
    "meeting-ics": Route(lambda mine: f"{meeting(mine)}meeting.ics", SEATED, owned=True),
    "task-new": Route(
        lambda mine: f"{meeting(mine)}task/",
        COORDINATOR,
        "POST",
        {"what": "Raum suchen", "owner": "{membership}", "due": "2027-01-12"},
        owned=True,
    ),
    "tasks": Route("/en/desk/tasks/", SEATED),
    "task-tick": Route(lambda mine: f"/en/desk/tasks/{a_task(mine).id}/", SEATED, "POST", {"done": "1"}, owned=True),
}
