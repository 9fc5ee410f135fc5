"""Forgetting: at the person's word at once, and by itself when the time is over."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from anlaufpunkt.contact.actions.threads import journal
from anlaufpunkt.contact.models import Inquiry, InquiryQuerySet, Person, Remembered
from anlaufpunkt.outbox.actions import withdraw
from anlaufpunkt.protection.actions import erase as drop_keys
from anlaufpunkt.protection.selectors import erased

BATCH = 500  # keys named in one question: databases take no long lists
KEPT = timedelta(days=180)  # after an inquiry was closed


def erase(*, person: Person, actor: str, now: datetime) -> None:
    """First the key, so that nothing can be read even if the rest fails; then the rows. What stays are counts."""
    drop_keys([person.data_key], now=now)
    _remove(person, actor, now)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:  # nothing of it stays in the file of the latest changes
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def _remove(person: Person, actor: str, now: datetime) -> None:
    for inquiry in Inquiry.objects.select_for_update().filter(person=person):
        for need in inquiry.needs.values_list("need", flat=True) or [""]:
            row, _new = Remembered.objects.get_or_create(
                month=f"{inquiry.created:%Y-%m}", centre_id=inquiry.centre_id, need=need, language=inquiry.language,
                outcome=inquiry.outcome,
            )  # fmt: skip
            Remembered.objects.filter(pk=row.pk).update(count=F("count") + 1)
        withdraw(beginning=f"inquiry:{inquiry.id.hex}:")
        journal(inquiry, "erased", actor=actor, now=now)
    Person.objects.filter(pk=person.pk).delete()


def forget(*, now: datetime) -> int:
    """Those whose inquiries have all been closed for long; and rows whose key was dropped but which a killed process left."""
    alive = Inquiry.objects.filter(Q(closed=None) | Q(closed__gt=now - KEPT))
    done = sum(_forget(person, alive, now) for person in Person.objects.exclude(pk__in=alive.values("person")))
    erase_rows(erased(), now=now)
    return done


@transaction.atomic
def _forget(person: Person, alive: InquiryQuerySet, now: datetime) -> bool:
    """Not where she writes again at this very moment."""
    list(Inquiry.objects.select_for_update().filter(person=person))
    if alive.filter(person=person).exists():
        return False
    erase(person=person, actor="system", now=now)
    return True


def erase_rows(keys: Iterable[uuid.UUID], *, now: datetime) -> int:
    """Rows whose data key was dropped: left by a killed process, or back from an older backup."""
    gone, done = list(keys), 0
    for start in range(0, len(gone), BATCH):
        for person in Person.objects.filter(data_key__in=gone[start : start + BATCH]):
            _remove(person, "system", now)
            done += 1
    return done
