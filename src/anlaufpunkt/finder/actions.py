"""Verbs of the finder: count what was asked, what stayed unanswered, and whether answers helped."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from anlaufpunkt.finder.domain import gaps
from anlaufpunkt.finder.models import Asked, Helped, Unanswered, UnknownPhrase


@transaction.atomic
def count_asked(*, counts: Mapping[tuple[date, str, str, str], int]) -> None:
    """Questions by day, need (empty: not understood), language and area. The caller keeps sensitive needs away."""
    for (day, need, language, area), count in sorted(counts.items()):
        row, _ = Asked.objects.get_or_create(day=day, need=need, language=language, area=area)
        Asked.objects.filter(pk=row.pk).update(count=F("count") + count)


@transaction.atomic
def count_unanswered(*, needs: list[str], language: str, area: str, today: date) -> None:
    """One more for each need (empty: not understood). The caller keeps sensitive needs away."""
    for need in needs or [""]:
        row, _ = Unanswered.objects.get_or_create(day=today, need=need, language=language, area=area)
        Unanswered.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def note_unknown_words(*, phrases: list[str], language: str, today: date) -> None:
    """Keep a keyed hash of each phrase; its text only from the fifth different day on."""
    for phrase in phrases[:6]:
        row, fresh = UnknownPhrase.objects.get_or_create(
            digest=gaps.digest(phrase, settings.SECRET_KEY),
            defaults={"language": language, "days": 1, "last_day": today},
        )
        if fresh or row.last_day == today:
            continue
        row.days += 1
        row.last_day = today
        row.text = phrase[:120] if gaps.readable(row.days) else ""
        row.save(update_fields=["days", "last_day", "text"])


def forget_unknown_words(*, today: date) -> None:
    """Words that nobody asked again within KEPT_DAYS go."""
    UnknownPhrase.objects.filter(last_day__lt=today - timedelta(gaps.KEPT_DAYS)).delete()


@transaction.atomic
def note_helped(*, need: str, language: str, helped: bool, today: date) -> None:
    row, _ = Helped.objects.get_or_create(day=today, need=need, language=language)
    field = "yes" if helped else "no"
    Helped.objects.filter(pk=row.pk).update(**{field: F(field) + 1})
