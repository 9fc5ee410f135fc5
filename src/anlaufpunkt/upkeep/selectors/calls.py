"""Whom the centre has to call, and what about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import Coalesce

from anlaufpunkt.accounts.models import User
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.upkeep.domain.review import CALLED
from anlaufpunkt.upkeep.models import Review


@dataclass(frozen=True, slots=True)
class Group:
    """All calls to one organisation. `holder`: who has taken them at present."""

    organization: Organization
    calls: list[Review]
    holder: User | None


def calls(membership: Membership) -> QuerySet[Review]:
    return Review.objects.visible_to(membership).filter(stage__in=CALLED)


def waiting_organizations(membership: Membership) -> list[UUID]:
    """Ids of the organisations on the list, the most urgent first."""
    by_organization = calls(membership).values(carrier=F("service__organization"))
    urgent = by_organization.annotate(next=Min(Coalesce("call_after", "call_due"))).order_by("next", "carrier")
    return [row["carrier"] for row in urgent]


def groups(membership: Membership, carriers: list[UUID], now: datetime) -> list[Group]:
    """In the order of the ids."""
    found = calls(membership).filter(service__organization__in=carriers).order_by("call_due", "pk")
    by_carrier: dict[UUID, list[Review]] = defaultdict(list)
    for row in found.select_related("service__organization", "claimed_by").prefetch_related("service__texts", "service__phones"):
        by_carrier[row.service.organization_id].append(row)
    return [_group(by_carrier[pk], now) for pk in carriers if pk in by_carrier]


def _group(rows: list[Review], now: datetime) -> Group:
    held = next((r for r in rows if r.claimed_by_id and r.claimed_until and r.claimed_until > now), None)
    return Group(rows[0].service.organization, rows, held.claimed_by if held else None)


def overdue_organizations(membership: Membership, today: date) -> int:
    """How many of them should have been called by now."""
    return calls(membership).filter(call_due__lt=today).aggregate(n=Count("service__organization", distinct=True))["n"] or 0
