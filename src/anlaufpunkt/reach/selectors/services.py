"""Services of a centre by what somebody has to do about them. A handful of queries, whatever the number of services."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.functional import Promise

from anlaufpunkt.directory.domain.offer import PUBLIC
from anlaufpunkt.directory.models import Report, Service, ServiceText
from anlaufpunkt.directory.models.service import ServiceQuerySet
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.reach.selectors.words import STATES

UNPUBLISHED = Q(status="inactive")
ENDED = Q(status="defunct")
ORDER = {
    "name": ("shown_name", "id"), "organisation": ("organization__name", "shown_name", "id"),
    "oldest": (F("assured_date").asc(nulls_first=True), "shown_name", "id"),
}  # fmt: skip


def reported() -> Exists:
    return Exists(Report.objects.filter(service=OuterRef("pk"), done=False))


def unconfirmed(seen: ServiceQuerySet, today: date) -> Q:
    """Public, and nobody has confirmed it within its interval."""
    old = Q(unconfirmed=True) | Q(assured_date=None)
    for days in seen.order_by().values_list("review_days", flat=True).distinct():
        old |= Q(review_days=days, assured_date__lt=today - timedelta(days))
    return Q(status__in=PUBLIC) & old


def in_state(seen: ServiceQuerySet, state: str, today: date) -> ServiceQuerySet:
    match state:
        case "unconfirmed":
            return seen.filter(unconfirmed(seen, today))
        case "unpublished":
            return seen.filter(UNPUBLISHED)
        case "reported":
            return seen.filter(reported())
        case "ended":
            return seen.filter(ENDED)
    return seen


def counts(membership: Membership, today: date) -> dict[str, int]:
    """All in one reading of the services."""
    seen = Service.objects.visible_to(membership)
    states = {"unconfirmed": unconfirmed(seen, today), "unpublished": UNPUBLISHED, "ended": ENDED}
    found: dict[str, int] = seen.aggregate(**{state: Count("pk", filter=holds) for state, holds in states.items()})
    return {**found, "reported": seen.filter(reported()).count()}


def listed(membership: Membership, *, state: str, text: str, need: str, sort: str, today: date) -> ServiceQuerySet:
    """With `shown_name` in the source language and `is_reported`."""
    name = ServiceText.objects.filter(service=OuterRef("pk"), language=OuterRef("language")).values("name")[:1]
    seen = in_state(Service.objects.visible_to(membership), state, today)
    if need:
        seen = seen.filter(needs__need=need)
    seen = seen.annotate(shown_name=Subquery(name), is_reported=reported()).select_related("organization")
    if text:
        seen = seen.filter(Q(shown_name__icontains=text) | Q(organization__name__icontains=text))
    return seen.order_by(*ORDER.get(sort, ORDER["name"]))


def described(page: Iterable[Service], membership: Membership, today: date) -> list[tuple[Service, list[Promise]]]:
    """Each service with the words for what has to be done about it."""
    shown = list(page)
    seen = Service.objects.visible_to(membership)
    old = set(seen.filter(unconfirmed(seen, today), id__in=[s.id for s in shown]).values_list("id", flat=True))
    return [(service, [STATES[state] for state in _states(service, service.id in old)]) for service in shown]


def _states(service: Service, old: bool) -> list[str]:
    reported = getattr(service, "is_reported", False)
    holds = {
        "unconfirmed": old, "unpublished": service.status == "inactive", "reported": reported,
        "ended": service.status == "defunct",
    }  # fmt: skip
    return [state for state, there in holds.items() if there]


def partner_contacts(membership: Membership, organization: Organization) -> list[tuple[str, str, str]]:
    """Whom colleagues reach at an organisation of the own centre: name, phone, e-mail."""
    own = Service.objects.visible_to(membership).filter(organization=organization)
    rows = own.values_list("partner_name", "partner_phone", "partner_email").distinct().order_by()
    return sorted(row for row in rows if any(row))
