"""What is to be asked, and whom."""

import uuid
from datetime import date

from django.db.models import Q

from anlaufpunkt.directory.domain.offer import PUBLIC, closed
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.upkeep.domain.gate import may_write_to
from anlaufpunkt.upkeep.domain.links import Purpose
from anlaufpunkt.upkeep.domain.review import Facts, Route, Stage, stage_of
from anlaufpunkt.upkeep.models import Link, Review

MOST_SHOWN = 100  # on one page


def centres_with_coordinator() -> frozenset[str]:
    found = Membership.objects.current().filter(role=Role.COORDINATOR)
    return frozenset(filter(None, found.values_list("centre_id", flat=True)))


def route_of(organization: Organization, manned: frozenset[str]) -> Route:
    """`manned`: the centres that have a coordinator."""
    if may_write_to(organization):
        return Route.MAIL
    return Route.CALL if organization.centre_id in manned else Route.NOBODY


def in_work(services: set[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Where the organisation has said what changed, and nobody has put it right yet."""
    waiting = Report.objects.filter(service__in=services, fact=Report.CHANGED, done=False)
    return frozenset(waiting.values_list("service_id", flat=True))


def facts_of(service: Service, review: Review | None, *, in_work: bool, today: date) -> Facts:
    return Facts(
        assured=service.assured_date,
        review_days=service.review_days,
        shown=service.is_public,
        closed=service.closed_until is not None and closed(service.status, service.closed_until, today),
        in_work=in_work,
        review=review.value() if review else None,
    )


def in_question(organization: Organization, today: date) -> list[tuple[Service, Review | None, Facts]]:
    """Services that are not fresh or have been asked about: first those under way, then the longest unconfirmed."""
    reviews = {r.service_id: r for r in Review.objects.filter(service__organization=organization)}
    services = Service.objects.filter(Q(pk__in=reviews) | Q(status__in=PUBLIC))
    rows = list(services.filter(organization=organization).prefetch_related("texts").order_by("pk"))
    waiting = in_work({s.pk for s in rows})
    found = [(s, reviews.get(s.pk), facts_of(s, reviews.get(s.pk), in_work=s.pk in waiting, today=today)) for s in rows]
    found = [(s, r, f) for s, r, f in found if r or stage_of(f, today) is not Stage.FRESH]
    return sorted(found, key=lambda one: (one[1] is None, one[0].assured_date or date.min))


def organizations_to_review(today: date) -> list[uuid.UUID]:
    """Those with something to do today, so that the job leaves all others alone."""
    public = Service.objects.public().values_list("organization_id", "assured_date", "review_days").order_by()
    due = {pk for pk, assured, days in public if stage_of(Facts(assured, days), today) is Stage.DUE}
    manned = centres_with_coordinator()
    answering = (o.pk for o in Organization.objects.filter(pk__in=due) if route_of(o, manned) is not Route.NOBODY)
    begun = Review.objects.exclude(stage=Stage.HIDDEN).values_list("service__organization_id", flat=True)
    hidden = Review.objects.filter(stage=Stage.HIDDEN, service__status__in=(*PUBLIC, "defunct"))
    return sorted({*answering, *begun, *hidden.values_list("service__organization_id", flat=True)})


def last_mail(organization: Organization, purpose: Purpose) -> date | None:
    sent = Link.objects.filter(organization=organization, purpose=purpose)
    return sent.order_by("-day").values_list("day", flat=True).first()


def hidden_services(membership: Membership) -> list[Service]:
    """Not shown because nobody had answered."""
    hidden = Service.objects.visible_to(membership).filter(review__stage=Stage.HIDDEN, status="inactive")
    return list(hidden.select_related("organization").prefetch_related("texts").order_by("organization__name", "pk")[:MOST_SHOWN])


def services_to_confirm(membership: Membership, today: date) -> list[Service]:
    """Of the own organisation: shown to readers, and not confirmed for too long."""
    if membership.organization is None:
        return []
    rows = in_question(membership.organization, today)
    return [s for s, _review, facts in rows if stage_of(facts, today) not in (Stage.FRESH, Stage.HIDDEN)][:MOST_SHOWN]
