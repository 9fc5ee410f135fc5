"""What comes back by itself: asking, reminding, going on, counting."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from anlaufpunkt.directory.actions import forget_reports
from anlaufpunkt.upkeep.actions import count_shares, review_organization
from anlaufpunkt.upkeep.actions.shares import forget_links
from anlaufpunkt.upkeep.selectors.reviews import organizations_to_review

log = logging.getLogger(__name__)


def run(*, now: datetime) -> None:
    """As often as wanted, also twice at once. One organisation that fails does not hold up the others."""
    failed = 0
    for organization in organizations_to_review(timezone.localdate(now)):
        try:
            review_organization(organization=organization, address=settings.PUBLIC_URL.rstrip("/"), now=now)
        except (DatabaseError, OSError):
            failed += 1
            log.exception("organisation %s stays as it is for now", organization)
    count_shares(now=now)
    forget_links(now=now)
    forget_reports(now=now)
    if failed:
        raise RuntimeError(f"{failed} organisations could not be reviewed: run it again")
