"""What stayed unanswered, for coordinators. Counts below five are not shown."""

from django.db.models import QuerySet, Sum

from anlaufpunkt.finder.models import Helped, Unanswered, UnknownPhrase

FEWEST = 5


def unanswered() -> list[tuple[int, str, str, str]]:
    """(total, need, language, area), most frequent first."""
    rows = Unanswered.objects.values("need", "language", "area").annotate(total=Sum("count"))
    enough = rows.filter(total__gte=FEWEST).order_by("-total", "need")
    return [(row["total"], row["need"], row["language"], row["area"]) for row in enough]


def helped() -> list[tuple[str, int, int]]:
    """(need, yes, no) of "Did this help?", least helpful first."""
    rows = Helped.objects.values("need").annotate(good=Sum("yes"), bad=Sum("no"))
    enough = [(row["need"], row["good"], row["bad"]) for row in rows if row["good"] + row["bad"] >= FEWEST]
    return sorted(enough, key=lambda row: (row[1] / (row[1] + row[2]), row[0]))


def readable_phrases() -> QuerySet[UnknownPhrase]:
    return UnknownPhrase.objects.exclude(text="").order_by("-days")
