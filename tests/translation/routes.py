from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from tests.desk.matrix import Route
from tests.translation.conftest import make_service

THEY = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})


def page(mine: Membership) -> str:
    """The Arabic text of a service in the member's tenant."""
    carrier = mine.organization or Organization.objects.filter(centre=mine.centre).order_by("name").first()
    return f"/en/desk/translation/ar/{make_service(carrier or Organization.objects.earliest('name')).pk}/"


ROUTES = {
    "translation": Route("/en/desk/translation/?language=ar", THEY),
    "translation-text": Route(page, THEY, owned=True),
    "translation-review": Route(lambda mine: page(mine) + "review/", THEY, "POST", owned=True),
    "translation-machine": Route(lambda mine: page(mine) + "machine/", THEY, "POST", owned=True),
}
