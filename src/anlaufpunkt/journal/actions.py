"""Verbs of the journal: note, seal a month, drop an expired one."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction

from anlaufpunkt.journal.domain.chain import START, Fact, Seal, link
from anlaufpunkt.journal.models import Entry, Head, Segment
from anlaufpunkt.terms.domain.refusal import Refused


def note(
    *, now: datetime, actor: str, action: str, subject: str, centre: str = "", organization: str = "", fields: Iterable[str] = ()
) -> None:
    """Add an entry in the transaction of the change it speaks of."""
    if not connection.in_atomic_block:
        raise RuntimeError("journal.note belongs into the transaction of the change")
    fact = Fact(now.astimezone(UTC).isoformat(), actor, action, subject, centre, organization, tuple(sorted(fields)))
    fact.check()
    head = Head.objects.select_for_update().get_or_create(pk=1, defaults={"last": START})[0]
    head.month, head.last = max(head.month, fact.month), link(head.last, fact)  # a slow clock never writes into a past month
    head.save(update_fields=["month", "last"])
    Entry.objects.create(
        month=head.month, at=fact.at, actor=actor, action=action, subject=subject, centre=centre, organization=organization,
        fields=list(fact.fields), hash=head.last,
    )  # fmt: skip


@transaction.atomic
def seal(*, month: str, now: datetime) -> Segment:
    """Sign a month that is over. Months are sealed in order, none is left out."""
    if month >= f"{now.astimezone(UTC):%Y-%m}":
        raise Refused("month_is_not_over", month=month)
    newest = Segment.objects.order_by("-month").first()
    if newest and newest.month >= month:
        raise Refused("already_sealed", month=month)
    waiting = Entry.objects.filter(month__lt=month, month__gt=newest.month if newest else "")
    if waiting.exists():
        raise Refused("an_earlier_month_is_open", month=month)
    entries = Entry.objects.filter(month=month)
    before = newest.last if newest else START
    last = entries.order_by("-id").values_list("hash", flat=True).first() or before
    made = Seal(month, before, last, entries.count())
    return Segment.objects.create(
        month=month, before=before, last=last, count=made.count, signature=made.signature(settings.JOURNAL_KEY)
    )


@transaction.atomic
def drop(*, month: str) -> int:
    """Remove the entries of a sealed month; its seal stays and stands for them. Returns how many went."""
    segment = Segment.objects.select_for_update().filter(month=month).first()
    if segment is None:
        raise Refused("not_sealed", month=month)
    Segment.objects.filter(month=month).update(dropped=True)
    return Entry.objects.filter(month=month).delete()[0]
