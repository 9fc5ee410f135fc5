"""The share that is confirmed: per organisation, and over time."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from anlaufpunkt.directory.models import Service
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.upkeep.domain.share import Share, confirmed_since, together
from anlaufpunkt.upkeep.models import MonthlyShare

MONTHS = 12


def shares_today(today: date) -> dict[uuid.UUID, Share]:
    """Of every organisation with public services. Invented services count for invented organisations only."""
    counted = Service.objects.public().filter(Q(is_example=False) | Q(organization__is_example=True))
    rows = counted.order_by().values("organization_id").annotate(
        total=Count("pk"), confirmed=Count("pk", filter=Q(assured_date__gte=confirmed_since(today)))
    )  # fmt: skip
    return {row["organization_id"]: Share(row["confirmed"], row["total"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Row:
    organization: Organization
    share: Share


def counted_partners(membership: Membership) -> list[Organization]:
    """The real organisations; where all are examples (a demonstration), those."""
    found = list(partners(membership=membership))
    return [o for o in found if not o.is_example] or found


def shares_of(membership: Membership, today: date) -> list[Row]:
    """Those with most to do first."""
    shares = shares_today(today)
    rows = [Row(o, shares[o.pk]) for o in counted_partners(membership) if o.pk in shares]
    return sorted(rows, key=lambda row: (row.share.confirmed - row.share.total, row.organization.name))


def shares_over_time(membership: Membership) -> list[tuple[date, Share]]:
    """The last twelve months that were counted, oldest first."""
    counted = MonthlyShare.objects.filter(organization__in=counted_partners(membership))
    months: dict[date, list[Share]] = defaultdict(list)
    for month, confirmed, total in counted.values_list("month", "confirmed", "total"):
        months[month].append(Share(confirmed, total))
    return [(month, together(months[month])) for month in sorted(months)[-MONTHS:]]
