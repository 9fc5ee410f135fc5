"""What stayed unanswered, for coordinators. Counts below five are not shown."""

from django.db.models import QuerySet, Sum

from anlaufpunkt.finder.models import Unanswered, UnknownPhrase

FEWEST = 5


def unanswered() -> list[tuple[int, str, str, str]]:
    """(total, need, language, area), most frequent first."""
    rows = Unanswered.objects.values("need", "language", "area").annotate(total=Sum("count"))
    enough = rows.filter(total__gte=FEWEST).order_by("-total", "need")
    return [(row["total"], row["need"], row["language"], row["area"]) for row in enough]


def readable_phrases() -> QuerySet[UnknownPhrase]:
    return UnknownPhrase.objects.exclude(text="").order_by("-days")
