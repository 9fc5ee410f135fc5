"""Reads of the directory."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import Min, QuerySet

from anlaufpunkt.directory.adapters.hotline_file import hotlines
from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.hotlines import Line, for_dangers, for_need
from anlaufpunkt.directory.domain.offer import Offer, Partner, Spot, Text
from anlaufpunkt.directory.domain.reports import Owner, owner_of
from anlaufpunkt.directory.models import Report, Schedule, Service, ServiceChange
from anlaufpunkt.directory.models.service import ServiceQuerySet
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.schedule import Rule


def visible() -> ServiceQuerySet:
    """Public services; without the invented examples where the setting says so."""
    services = Service.objects.public()
    return services if settings.SHOW_EXAMPLES else services.real()


def offer(service_id: uuid.UUID) -> Offer | None:
    service = visible().whole().filter(id=service_id).first()
    return offer_of(service) if service else None


def offers(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Offer]:
    """Those of the ids that are visible."""
    return {s.id: offer_of(s) for s in visible().whole().filter(id__in=list(ids))}


def every_offer(chunk: int = 2000) -> Iterator[Offer]:
    """All visible offers in steady memory."""
    for service in visible().whole().order_by("id").iterator(chunk_size=chunk):
        yield offer_of(service)


def pending_changes(limit: int = 1000) -> list[tuple[int, uuid.UUID]]:
    return list(ServiceChange.objects.order_by("id").values_list("id", "service_id")[:limit])


def waiting() -> tuple[int, datetime | None]:
    """How many changes cannot be found yet, and since when the oldest of their services is as it is."""
    changed = ServiceChange.objects.values("service_id")
    oldest = Service.objects.filter(id__in=changed).aggregate(oldest=Min("last_modified"))["oldest"]
    return ServiceChange.objects.count(), oldest


def offer_of(service: Service) -> Offer:
    """The public value of a service fetched with `whole()`."""
    return offer_inside(service).public()


def offer_inside(service: Service) -> Offer:
    """The whole value of a service fetched with `whole()`, with what is not public: for the desk only."""
    phones, costs = list(service.phones.all()), list(service.cost_options.all())
    spot, accessibility = _spot(service)
    contact = (service.partner_name, service.partner_phone, service.partner_email)
    return Offer(
        id=str(service.id),
        organization=service.organization.name,
        language=service.language,
        texts={t.language: Text(t.name, t.description, t.origin, t.made_from, t.reviewed_by) for t in service.texts.all()},
        needs=tuple(n.need for n in service.needs.all()),
        status=service.status,
        closed_until=service.closed_until,
        program=service.program.name if service.program else "",
        eligibility=Eligibility(
            service.min_age_months, service.max_age_months, tuple(service.groups), service.audience,
            tuple(service.residence), service.german,
        ),
        delivery=tuple(service.delivery),
        spoken=tuple(language.code for language in service.languages.all()),
        spoken_note=service.spoken_note,
        rules=tuple(rule_of(s) for s in service.schedules.all()),
        time_note=service.time_note,
        remark=service.remark,
        appointment=service.appointment,
        cost=costs[0].option if costs else "",
        cost_amount=str(costs[0].amount) if costs and costs[0].amount is not None else "",
        childcare=service.childcare,
        documents=tuple(d.document for d in service.documents.all()),
        accessibility=accessibility,
        spot=spot,
        areas=tuple(a.municipality_id or a.extent for a in service.areas.all()),
        phone=phones[0].number if phones else "",
        email=service.email,
        url=service.url,
        source=service.source,
        source_date=service.source_date,
        assured=service.assured_date,
        unconfirmed=service.unconfirmed,
        series=str(service.series or ""),
        partner=Partner(*contact) if any(contact) else None,
        is_example=service.is_example,
    )  # fmt: skip


def _spot(service: Service) -> tuple[Spot | None, tuple[str, ...]]:
    for at in service.places.all():
        place = at.location
        address = getattr(place, "address", None)
        spot = Spot(
            name=place.name, district=place.district, municipality=place.municipality_id or "",
            lat=place.latitude, lon=place.longitude, approximate=place.approximate, confidential=place.confidential,
            street=address.address_1 if address else "", postcode=address.postal_code if address else "",
            city=address.city if address else "",
        )  # fmt: skip
        return spot, tuple(a.feature for a in place.accessibility.all())
    return None, ()


def rule_of(schedule: Schedule) -> Rule:
    """The value of a schedule fetched with its exceptions."""
    exceptions = list(schedule.exceptions.all())
    return Rule(
        byday=tuple(schedule.byday.split(",")), opens_at=schedule.opens_at, closes_at=schedule.closes_at,
        interval=schedule.interval, dtstart=schedule.dtstart, until=schedule.until, zone=schedule.timezone,
        on_holidays=schedule.on_holidays, in_school_holidays=schedule.in_school_holidays,
        closed_on=frozenset(e.day for e in exceptions if not e.takes_place),
        extra_on=frozenset(e.day for e in exceptions if e.takes_place),
    )  # fmt: skip


def owner_of_reports(service_id: uuid.UUID | None) -> Owner:
    """The organisation where it has people with access, else its centre, else whoever runs the system."""
    carrier = Organization.objects.filter(services=service_id).first() if service_id else None
    people = Membership.objects.current().filter(organization=carrier).exists() if carrier else False
    return owner_of(people=people, centre=bool(carrier and carrier.centre_id))


def open_reports() -> QuerySet[Report]:
    """What readers reported as wrong and nobody has looked at, oldest first."""
    return Report.objects.filter(done=False).prefetch_related("service__texts").order_by("created")


def overdue_hotlines(*, today: date) -> list[Line]:
    """What somebody has to call or read again."""
    return [line for line in hotlines() if line.overdue(today)]


def danger_lines(*, dangers: tuple[str, ...], centres: tuple[str, ...], now: datetime, language: str) -> list[Line]:
    return for_dangers(hotlines(), dangers, centres, now, language)


def need_lines(*, need: str, centres: tuple[str, ...], now: datetime, language: str) -> list[Line]:
    return for_need(hotlines(), need, centres, now, language)
