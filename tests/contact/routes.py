from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership
from tests.contact.scene import ask
from tests.desk.matrix import Route

READERS = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})


def asked(mine: Membership) -> Inquiry:
    """For the own organisation or centre; for an operator, of any centre."""
    if mine.organization:
        return ask(mine.organization.centre, organization=mine.organization)[0]
    return ask(mine.centre or Centre.objects.order_by("pk")[0])[0]


def page(mine: Membership) -> str:
    return f"/en/desk/inquiries/{asked(mine).pk}/"


ONCE = "0b9f4d1e-5f0c-4a52-8b1f-6a4f5f1d2c33"
ROUTES = {
    "inquiries": Route("/en/desk/inquiries/", READERS),
    "inquiry": Route(page, READERS, owned=True),
    "inquiry-answer": Route(
        lambda mine: f"{held(mine)}answer/", READERS, "POST", {"text": "Guten Tag", "once": ONCE, "seen": "1"}, owned=True,
    ),
    "inquiry-note": Route(lambda mine: f"{page(mine)}note/", READERS, "POST", {"text": "x", "once": ONCE}, owned=True),
    "inquiry-needs": Route(lambda mine: f"{page(mine)}needs/", READERS, "POST", owned=True),
    "inquiry-act": Route(lambda mine: f"{page(mine)}claim/", READERS, "POST", owned=True),
}  # fmt: skip


def held(mine: Membership) -> str:
    inquiry = asked(mine)
    Inquiry.objects.filter(pk=inquiry.pk).update(state="open", holder=mine.user, version=1)
    return f"/en/desk/inquiries/{inquiry.pk}/"
