from anlaufpunkt.network.domain.roles import Role
from tests.desk.matrix import Route

ALL = frozenset(Role)
ROUTES = {
    "desk": Route("/en/desk/", ALL),
    "desk-switch": Route("/en/desk/switch/", ALL, "POST", {"membership": "{membership}"}),
    "people": Route("/en/desk/people/", frozenset({Role.LEAD, Role.COORDINATOR})),
    "people-end": Route(lambda mine: f"/en/desk/people/{mine.id}/end/", ALL, "POST", owned=True),
    "branding": Route("/en/desk/branding/", frozenset({Role.COORDINATOR})),
    "journal": Route("/en/desk/journal/", frozenset({Role.COORDINATOR, Role.AUDITOR})),
}
