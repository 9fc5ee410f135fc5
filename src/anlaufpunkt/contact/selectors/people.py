"""Who is responsible for an inquiry, and who may hold it."""

from django.db.models import QuerySet

from anlaufpunkt.accounts.models import User
from anlaufpunkt.contact.domain.inquiry import Side
from anlaufpunkt.contact.models import Inquiry, Person
from anlaufpunkt.network.domain.roles import MAY, Duty, Role
from anlaufpunkt.network.models import Membership, MembershipQuerySet
from anlaufpunkt.outbox.domain.letter import deliverable
from anlaufpunkt.protection.selectors import erased, readable
from anlaufpunkt.terms.domain.refusal import Refused


def responsible(inquiry: Inquiry) -> MembershipQuerySet:
    """Those who may read and answer it."""
    current = Membership.objects.current()
    if inquiry.organization_id:
        return current.filter(organization=inquiry.organization_id, role__in=MAY[Duty.INQUIRIES])
    return current.filter(centre=inquiry.centre_id, role=Role.COORDINATOR)


def colleagues(inquiry: Inquiry) -> QuerySet[User]:
    return User.objects.filter(pk__in=responsible(inquiry).values("user")).order_by("name")


def addresses_of(inquiry: Inquiry) -> list[tuple[str, str]]:
    """Mail address and language of each, to be told that something waits. An address no mail reaches stops no inquiry."""
    return [(mail, lang) for mail, lang in colleagues(inquiry).values_list("email", "language") if deliverable(mail)]


def side_of(membership: Membership, inquiry: Inquiry) -> Side:
    """Raises Refused for a place that is not responsible."""
    if not Inquiry.objects.visible_to(membership).filter(pk=inquiry.pk).exists():
        raise Refused("not_yours")
    return Side.HOLDER if inquiry.holder_id == membership.user_id else Side.DESK


def keys_are_lost() -> bool:
    """Of the newest people none can be read, though none of them was erased."""
    newest = list(Person.objects.order_by("-inquiries__created").values_list("data_key", flat=True)[:20])
    gone = set(erased()) if newest else set()
    return bool(newest) and not any(key in gone or readable(key) for key in newest)
