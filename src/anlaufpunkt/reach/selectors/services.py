"""Services of a centre by what somebody has to do about them. A handful of queries, whatever the number of services."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q
from django.utils.functional import Promise

from anlaufpunkt.directory.domain.offer import PUBLIC, Offer
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.directory.models.service import ServiceQuerySet
from anlaufpunkt.directory.selectors import offer_of
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.reach.selectors.words import STATES

CHUNK = 1000
PUBLISHED = Q(status__in=PUBLIC)
UNPUBLISHED = Q(status="inactive")
ENDED = Q(status="defunct")
LINE = (  # what one line of a list of offers needs
    "organization__name", "language", "status", "assured_date", "review_days", "unconfirmed", "is_example",
)  # fmt: skip
ORDER = {
    "name": ("shown_name", "id"), "organisation": ("organization__name", "shown_name", "id"),
    "oldest": (F("assured_date").asc(nulls_first=True), "shown_name", "id"),
}  # fmt: skip


class Standing:
    """How the services of a membership stand on a day. What holds for all of them is asked once."""

    def __init__(self, membership: Membership, today: date) -> None:
        self.today = today
        self.seen = Service.objects.visible_to(membership).kept()
        self.wrong = Report.objects.visible_to(membership).filter(done=False)
        self._old: Q | None = None

    @property
    def unconfirmed(self) -> Q:
        """Public, and nobody has confirmed it within its interval."""
        if self._old is None:
            old = Q(unconfirmed=True) | Q(assured_date=None)
            for days in self.seen.order_by().values_list("review_days", flat=True).distinct():
                old |= Q(review_days=days, assured_date__lt=self.today - timedelta(days))
            self._old = PUBLISHED & old
        return self._old

    def states(self) -> dict[str, Q]:
        return {"published": PUBLISHED, "unconfirmed": self.unconfirmed, "unpublished": UNPUBLISHED, "ended": ENDED}

    def counts(self) -> dict[str, int]:
        """How many are in each state; "" stands for all of them. In one reading of the services."""
        states = {state: Count("pk", filter=holds) for state, holds in self.states().items()}
        found = self.seen.aggregate(all=Count("pk"), **states)
        reported = self.wrong.aggregate(n=Count("service", distinct=True))["n"]
        return {"": found.pop("all"), **found, "reported": reported}

    def in_state(self, state: str) -> ServiceQuerySet:
        if state == "reported":
            return self.seen.filter(Exists(self.wrong.filter(service=OuterRef("pk"))))
        states = self.states()
        return self.seen.filter(states[state]) if state in states else self.seen

    def listed(self, *, state: str, text: str, need: str, sort: str) -> ServiceQuerySet:
        """In order, with `shown_name` in the source language."""
        seen = self.in_state(state)
        if need:
            seen = seen.filter(needs__need=need)
        own = FilteredRelation("texts", condition=Q(texts__language=F("language")))
        seen = seen.alias(own_text=own).annotate(shown_name=F("own_text__name")).select_related("organization")
        if text:
            seen = seen.filter(Q(shown_name__icontains=text) | Q(organization__name__icontains=text))
        return seen.order_by(*ORDER.get(sort, ORDER["name"]))

    def described(self, services: Iterable[Service]) -> list[tuple[Service, list[Promise]]]:
        """Each service with the words for what has to be done about it."""
        shown = list(services)
        wrong = set(self.wrong.filter(service__in=[s.pk for s in shown]).values_list("service_id", flat=True))
        return [(service, [STATES[state] for state in self._states(service, wrong)]) for service in shown]

    def away(self, listed: ServiceQuerySet) -> Iterator[tuple[Offer, list[Promise]]]:
        """All of a list with what everybody may know of them, in steady memory; a protected address is not in it."""
        services = listed.whole().iterator(chunk_size=CHUNK)
        while chunk := list(islice(services, CHUNK)):
            yield from ((offer_of(service), states) for service, states in self.described(chunk))

    def _states(self, service: Service, wrong: set[uuid.UUID]) -> list[str]:
        holds = {
            "unconfirmed": service.is_public and not confirmed(service, self.today), "unpublished": service.status == "inactive",
            "reported": service.pk in wrong, "ended": service.status == "defunct",
        }  # fmt: skip
        return [state for state, there in holds.items() if there]


def confirmed(service: Service, today: date) -> bool:
    """Somebody has confirmed it within its interval: the same as `Standing.unconfirmed` denies."""
    return not service.unconfirmed and service.assured_date is not None and (
        service.assured_date >= today - timedelta(service.review_days)
    )  # fmt: skip


def partner_contacts(membership: Membership, organization: Organization) -> list[tuple[str, str, str]]:
    """Whom colleagues reach at an organisation of the own centre: name, phone, e-mail."""
    own = Service.objects.visible_to(membership).filter(organization=organization)
    rows = own.values_list("partner_name", "partner_phone", "partner_email").distinct().order_by()
    return sorted(row for row in rows if any(row))
