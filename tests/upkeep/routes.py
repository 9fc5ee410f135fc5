from datetime import timedelta

from anlaufpunkt.directory.models import Report
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from tests.desk.matrix import Route
from tests.desk.people import NOW
from tests.upkeep.scene import make_review, make_service

CENTRE = frozenset({Role.COORDINATOR})
ORGANIZATIONS = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})


def carrier_of(mine: Membership) -> Organization:
    """The own organisation, one of the own centre, or (for an operator) any."""
    if mine.organization:
        return mine.organization
    found = Organization.objects.filter(name__startswith="EXAMPLE ", is_example=True)
    return (found.filter(centre=mine.centre_id) if mine.centre_id else found).order_by("name")[0]


def called(mine: Membership) -> str:
    service = make_service(carrier_of(mine))
    make_review(service, "call")
    return f"/en/desk/calls/{service.pk}/"


def reported(mine: Membership) -> str:
    made = Report.objects.create(
        service=make_service(carrier_of(mine)), fact="when", language="de", created=NOW, due=NOW.date() + timedelta(7),
        owner="organization",
    )  # fmt: skip
    return f"/en/desk/reports/{made.pk}/"


ROUTES = {
    "freshness": Route("/en/desk/freshness/", CENTRE),
    "calls": Route("/en/desk/calls/", CENTRE),
    "calls-claim": Route(lambda mine: f"/en/desk/calls/claim/{carrier_of(mine).pk}/", CENTRE, "POST", owned=True),
    "calls-release": Route(lambda mine: f"/en/desk/calls/release/{carrier_of(mine).pk}/", CENTRE, "POST", owned=True),
    "calls-result": Route(called, CENTRE, "POST", {"result": "right"}, owned=True),
    "reports": Route("/en/desk/reports/", ORGANIZATIONS),
    "reports-settle": Route(reported, ORGANIZATIONS, "POST", {"outcome": "corrected"}, owned=True),
    "confirm": Route(
        lambda mine: f"/en/desk/confirm/{make_service(carrier_of(mine)).pk}/", ORGANIZATIONS, "POST", owned=True
    ),
    "mail": Route("/en/desk/mail/", CENTRE),
    "mail-agreement": Route(
        lambda mine: f"/en/desk/mail/{carrier_of(mine).pk}/", frozenset({Role.LEAD, Role.COORDINATOR}), owned=True
    ),
    "mail-withdraw": Route(
        lambda mine: f"/en/desk/mail/{carrier_of(mine).pk}/stop/", frozenset({Role.LEAD, Role.COORDINATOR}), "POST", owned=True
    ),
}  # fmt: skip
