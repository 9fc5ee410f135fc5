import uuid

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership, Organization
from tests.desk.matrix import Route
from tests.network.asking import request_for

ALL = frozenset(Role)
COORDINATOR = frozenset({Role.COORDINATOR})


def _of(mine: Membership) -> Centre:
    return Centre.objects.get(ags=mine.tenant) if mine.tenant else Centre.objects.get(slug="dortmund")


def request_of(mine: Membership) -> str:
    return f"/en/desk/partners/requests/{request_for(_of(mine)).id}"


def organization_of(mine: Membership) -> str:
    name = f"EXAMPLE {uuid.uuid4()}"
    return str(Organization.objects.create(name=name, kind="mso", centre=_of(mine), is_example=True).id)


ROUTES = {
    "desk": Route("/en/desk/", ALL),
    "desk-switch": Route("/en/desk/switch/", ALL, "POST", {"membership": "{membership}"}),
    "people": Route("/en/desk/people/", frozenset({Role.LEAD, Role.COORDINATOR})),
    "people-invitation": Route("/en/desk/people/invitation/", frozenset({Role.LEAD, Role.COORDINATOR}), "POST"),
    "people-end": Route(lambda mine: f"/en/desk/people/{mine.id}/end/", ALL, "POST", {"sure": "1"}, owned=True),
    "partners-trust": Route(
        lambda mine: f"/en/desk/partners/{organization_of(mine)}/trust/", COORDINATOR, "POST", {"trusted": "yes"}, owned=True
    ),
    "partners-requests": Route("/en/desk/partners/requests/", COORDINATOR),
    "partners-grant": Route(lambda mine: f"{request_of(mine)}/grant/", COORDINATOR, "POST", owned=True),
    "partners-decline": Route(lambda mine: f"{request_of(mine)}/decline/", COORDINATOR, "POST", owned=True),
    "branding": Route("/en/desk/branding/", COORDINATOR),
}
