"""Counting what is confirmed, and letting go of old links."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from anlaufpunkt.upkeep.models import Link, MonthlyShare
from anlaufpunkt.upkeep.selectors.shares import shares_today

LINKS_KEPT = timedelta(days=400)  # longer than any of them works


@transaction.atomic
def count_shares(*, now: datetime) -> None:
    """The present month's row of every organisation: the last count of the month stays."""
    today = timezone.localdate(now)
    month, shares = today.replace(day=1), shares_today(today)
    MonthlyShare.objects.filter(month=month).exclude(organization__in=shares).delete()
    MonthlyShare.objects.bulk_create(
        [
            MonthlyShare(organization_id=pk, month=month, confirmed=share.confirmed, total=share.total)
            for pk, share in sorted(shares.items())
        ],
        update_conflicts=True, unique_fields=["organization", "month"], update_fields=["confirmed", "total"],
    )  # fmt: skip


def forget_links(*, now: datetime) -> None:
    Link.objects.filter(made__lt=now - LINKS_KEPT).delete()
