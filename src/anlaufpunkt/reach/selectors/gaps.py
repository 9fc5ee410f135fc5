"""Needs × places × languages of a centre: what is offered, what was asked, what stayed without an answer.

Offers are public facts and are shown as they are. Questions come from people: their counts leave this file only protected.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from anlaufpunkt.directory.models import Language, Service, ServiceArea, ServiceAtLocation, ServiceNeed
from anlaufpunkt.directory.selectors import visible
from anlaufpunkt.finder.models import Asked, Unanswered
from anlaufpunkt.needs.domain.taxonomy import SENSITIVE
from anlaufpunkt.needs.selectors import need_ids
from anlaufpunkt.network.models import Centre, Municipality
from anlaufpunkt.reach.domain.quarters import Quarter, days_of
from anlaufpunkt.reach.domain.small import Row, protected
from anlaufpunkt.terms.domain.languages import ALIASES, LANGUAGES

Counts = Mapping[str, Mapping[tuple[str, str], int]]  # need → (place, language) → how often


@dataclass(frozen=True, slots=True)
class Gap:
    """One need; `asked` and `unanswered` are None where nothing is counted, because the need is sensitive."""

    need: str
    offered: Row
    asked: Row | None
    unanswered: Row | None

    def figure(self, name: str) -> Row | None:
        return {"offered": self.offered, "asked": self.asked, "unanswered": self.unanswered}[name]


def places_of(centre: Centre) -> dict[str, str]:
    """Key → name of the centre's municipalities; one without any (the invented centre) stands for itself."""
    return dict(Municipality.objects.filter(centre=centre).values_list("ags", "name")) or {centre.ags: centre.name}


def languages() -> list[str]:
    return [code for code in LANGUAGES if "-" not in code]


def gaps(centre: Centre, quarter: Quarter) -> list[Gap]:
    """What is missing most comes first. The order, too, rests on protected counts only."""
    places = places_of(centre)
    offered = _offered(centre, places)
    asked, unanswered = (_questions(model, centre, places, quarter) for model in (Asked, Unanswered))
    where = [*places, *([centre.ags] if centre.ags not in places and len(places) > 1 else [])]
    found = []
    for need in sorted(need_ids()):
        counted = need not in SENSITIVE
        found.append(Gap(
            need, offered.get(need) or Row(0, dict.fromkeys(places, 0), dict.fromkeys(languages(), 0)),
            protected(asked.get(need, {}), where, languages()) if counted else None,
            protected(unanswered.get(need, {}), where, languages()) if counted else None,
        ))  # fmt: skip
    return sorted(found, key=lambda g: (-(g.unanswered.total if g.unanswered else 0), g.offered.total, g.need))


def _questions(model: type[Asked] | type[Unanswered], centre: Centre, places: Mapping[str, str], quarter: Quarter) -> Counts:
    """Where the centre is one city, a question about the centre is one about the city."""
    rows = model._default_manager.filter(day__range=days_of(quarter), area__in=[centre.ags, *places]).exclude(need__in=SENSITIVE)
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    only = next(iter(places)) if len(places) == 1 else ""
    for row in rows.order_by().values("need", "language", "area").annotate(n=Sum("count")):
        counts[row["need"]][only or row["area"], row["language"].split("-")[0]] += row["n"]
    return counts


def _offered(centre: Centre, places: Mapping[str, str]) -> dict[str, Row]:
    """Public offers that take place in the municipality or name it as their area. Four queries."""
    public = visible().values("id")
    where: dict[object, set[str]] = defaultdict(set)
    here = Service.objects.filter(id__in=public).filter(
        Q(places__location__municipality__centre=centre) | Q(areas__municipality__centre=centre)
    )
    if centre.ags in places:  # without municipalities: what its own organisations offer, wherever
        here = visible().filter(organization__centre=centre)
        where.update((service, {centre.ags}) for service in here.values_list("id", flat=True))
    for service, place in ServiceAtLocation.objects.filter(service__in=public, location__municipality__centre=centre).values_list(
        "service", "location__municipality"
    ):
        where[service].add(place)
    for service, place in ServiceArea.objects.filter(service__in=public, municipality__centre=centre).values_list(
        "service", "municipality"
    ):
        where[service].add(place)
    spoken: dict[object, set[str]] = defaultdict(set)
    for service, code in Language.objects.filter(service__in=here.values("id")).values_list("service", "code"):
        spoken[service].add(ALIASES.get(code, code))
    rows: dict[str, Row] = {}
    known = languages()
    needs = ServiceNeed.objects.filter(service__in=here.values("id")).order_by().values_list("service", "need").distinct()
    totals: dict[str, int] = defaultdict(int)
    for service, need in needs:
        totals[need] += 1
        row = rows.setdefault(need, Row(0, dict.fromkeys(places, 0), dict.fromkeys(known, 0)))
        for place in where[service]:
            row.places[place] += 1
        for code in spoken[service] & set(known):
            row.languages[code] += 1
    return {need: Row(totals[need], row.places, row.languages) for need, row in rows.items()}


def offered_by_centre(need: str) -> dict[str, int]:
    """How many public offers for a need take place in the area of each centre: the same everybody can find."""
    rows = ServiceAtLocation.objects.filter(service__in=visible().filter(needs__need=need).values("id"))
    counted = rows.exclude(location__municipality=None).order_by().values("location__municipality__centre")
    return {row["location__municipality__centre"]: row["n"] for row in counted.annotate(n=Count("service", distinct=True))}


def offered_by_district(centre: Centre, need: str) -> dict[str, int]:
    """The same by district of the cities, as far as the offers name one."""
    rows = ServiceAtLocation.objects.filter(
        service__in=visible().filter(needs__need=need).values("id"), location__municipality__centre=centre
    ).exclude(location__district="")
    counted = rows.order_by().values("location__municipality__name", "location__district")
    return {
        f"{row['location__district']} ({row['location__municipality__name']})": row["n"]
        for row in counted.annotate(n=Count("service", distinct=True))
    }
