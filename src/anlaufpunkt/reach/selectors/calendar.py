"""What happens when in a centre: the dates of a week, and the names that belong to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from anlaufpunkt.directory.domain.offer import closed
from anlaufpunkt.directory.models import Location, Schedule, Service, ServiceText
from anlaufpunkt.directory.models.service import ServiceQuerySet
from anlaufpunkt.directory.selectors import rule_of
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.reach.domain.week import Slot, collisions, week_of
from anlaufpunkt.terms.domain.schedule import happens_on


@dataclass(frozen=True, slots=True)
class Entry:
    """A date with names; `others` are the offers that ask for the same people at the same time."""

    slot: Slot
    name: str
    language: str
    organization: str
    is_example: bool
    others: tuple[str, ...]

    @property
    def at(self) -> str:
        if self.slot.begins is None:
            return ""
        end = f"–{self.slot.ends:%H:%M}" if self.slot.ends else ""
        return f"{self.slot.begins:%H:%M}{end}"


def _seen(membership: Membership, need: str, place: tuple[str, str]) -> ServiceQuerySet:
    seen = Service.objects.visible_to(membership).public()
    if need:
        seen = seen.filter(needs__need=need)
    municipality, district = place
    if municipality:
        seen = seen.filter(places__location__municipality=municipality)
    if district:
        seen = seen.filter(places__location__district=district)
    return seen


def week(membership: Membership, day: date, *, need: str = "", group: str = "", place: tuple[str, str] = ("", "")) -> list[Slot]:
    """All dates of the day's week in order, on each day those without a known time last. Three queries."""
    seen = _seen(membership, need, place)
    days = week_of(day)
    rules = Schedule.objects.filter(service__in=seen.values("id")).select_related("service").prefetch_related("exceptions")
    rules = rules.filter(Q(until=None) | Q(until__gte=days[0]), Q(dtstart=None) | Q(dtstart__lte=days[-1]))
    where = _places(seen)
    slots = set()
    for schedule in rules:
        service, rule = schedule.service, rule_of(schedule)
        if group and group not in service.groups:
            continue
        for on in days:
            if not closed(service.status, service.closed_until, on) and happens_on(rule, on):
                slots.add(_slot(service, on, schedule, where.get(str(service.id), ("", ""))))
    return sorted(slots, key=lambda s: (s.day, s.begins is None, s.minutes, s.service))


def _slot(service: Service, day: date, schedule: Schedule, where: tuple[str, str]) -> Slot:
    return Slot(
        str(service.id), day, schedule.opens_at, schedule.closes_at, frozenset(service.groups), service.audience,
        service.min_age_months, service.max_age_months, *where,
    )  # fmt: skip


def _places(seen: QuerySet[Service]) -> dict[str, tuple[str, str]]:
    rows = Location.objects.filter(services__service__in=seen.values("id")).values_list(
        "services__service", "municipality", "district"
    )
    return {str(service): (municipality or "", district) for service, municipality, district in rows}


def entries(membership: Membership, slots: Iterable[Slot], shown: Iterable[Slot]) -> list[Entry]:
    """The shown dates with names; hints are looked for among all of them. One query."""
    shown = list(shown)
    hints = collisions(slots, shown)
    ids = {s.service for s in shown} | {other for s in shown for other in hints.get(s, ())}
    seen = Service.objects.visible_to(membership).filter(id__in=ids)
    texts = ServiceText.objects.filter(service__in=seen, language=F("service__language"))
    known = {
        str(row[0]): row[1:]
        for row in texts.values_list("service", "name", "language", "service__organization__name", "service__is_example")
    }
    return [
        Entry(slot, *known[slot.service], tuple(sorted(known[other][0] for other in hints.get(slot, ()) if other in known)))
        for slot in shown
        if slot.service in known
    ]


def districts_there(membership: Membership) -> list[tuple[str, str, str]]:
    """(municipality, its name, district) wherever the centre's services take place."""
    own = Organization.objects.visible_to(membership)
    rows = Location.objects.filter(services__service__organization__in=own).exclude(municipality=None).order_by()
    return sorted(rows.values_list("municipality", "municipality__name", "district").distinct(), key=lambda row: row[1:])
