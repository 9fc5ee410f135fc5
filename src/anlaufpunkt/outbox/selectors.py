"""Reads of the outbox: numbers and ids, never a recipient."""

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from anlaufpunkt.outbox.domain.periodic import HEARTBEAT
from anlaufpunkt.outbox.domain.rules import IN_TROUBLE, State
from anlaufpunkt.outbox.models import Message, PeriodicJob

LATE = timedelta(hours=1)


def counts() -> dict[str, int]:
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in State}


def in_trouble() -> QuerySet[Message]:
    """Failed, or perhaps arrived: somebody should look."""
    return Message.objects.filter(state__in=IN_TROUBLE).order_by("created").defer("recipient", "subject", "body")


def late(*, now: datetime) -> int:
    """How many messages should have been tried an hour ago: no worker runs."""
    return Message.objects.filter(state=State.WAITING, due__lt=now - LATE).count()


def worker_seen() -> datetime | None:
    """When a worker, whichever, last made its round."""
    return PeriodicJob.objects.filter(name=HEARTBEAT).values_list("due", flat=True).first()
