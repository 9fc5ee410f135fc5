"""Reads of the journal."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from anlaufpunkt.journal.domain.chain import START, broken_at
from anlaufpunkt.journal.models import Entry, Head, Segment


def entries_of(*, centre: str) -> QuerySet[Entry]:
    """What happened in a centre, newest first."""
    return Entry.objects.filter(centre=centre).order_by("-id")


def open_months() -> list[str]:
    """Months with entries that no seal covers yet, oldest first."""
    sealed = Segment.objects.values("month")
    return list(Entry.objects.exclude(month__in=sealed).order_by("month").values_list("month", flat=True).distinct())


def faults() -> Iterator[str]:
    """What is wrong with the chain, in words; nothing when it is whole."""
    last = START
    for segment in Segment.objects.all():
        if segment.signature != segment.seal().signature(settings.JOURNAL_KEY):
            yield f"{segment.month}: the seal's signature is wrong"
        if segment.before != last:
            yield f"{segment.month}: does not follow the month before it"
        if not segment.dropped:
            yield from _faults_of(segment.month, segment.before, segment.last, segment.count)
        last = segment.last
    for month in open_months():
        position, last, _count = _walk(month, last)
        if position is not None:
            yield f"{month}: entry {position + 1} is not what was written"
            return
    head = Head.objects.filter(pk=1).values_list("last", flat=True).first()
    if (head or START) != last:
        yield "the newest entries are missing"


def _faults_of(month: str, before: str, last: str, count: int) -> Iterator[str]:
    position, reached, good = _walk(month, before)
    if position is not None:
        yield f"{month}: entry {position + 1} is not what was written"
    elif (reached, good) != (last, count):
        yield f"{month}: entries are missing or too many"


def _walk(month: str, before: str) -> tuple[int | None, str, int]:
    entries = Entry.objects.filter(month=month).order_by("id").iterator(chunk_size=2000)
    return broken_at(before, ((entry.fact(), entry.hash) for entry in entries))
