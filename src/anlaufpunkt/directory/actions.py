"""Verbs that change the directory. Every one leaves a change for the indexer in its own transaction."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from anlaufpunkt.directory.domain.offer import NATIONWIDE, STATEWIDE, Offer, Spot
from anlaufpunkt.directory.models import (
    Accessibility,
    Address,
    CostOption,
    Language,
    Location,
    Phone,
    Program,
    Report,
    RequiredDocument,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceChange,
    ServiceNeed,
    ServiceText,
)
from anlaufpunkt.needs.selectors import need_ids
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import Rule

MOST_OPEN = 50  # reports about one service or page that nobody has looked at yet
_PROGRAM = uuid.UUID("7d0c2c56-7f5d-5a0c-8a55-1b7d4a1d9e21")


@transaction.atomic
def put_service(*, offer: Offer, organization: Organization, now: datetime) -> Service:
    """Create the service or replace all its facts; raises Refused where a fact cannot be true."""
    offer.check(need_ids())
    service, _ = Service.objects.update_or_create(
        id=uuid.UUID(offer.id),
        defaults={
            "organization": organization, "program": _program(offer.program), "language": offer.language,
            "status": offer.status, "min_age_months": offer.eligibility.min_age, "max_age_months": offer.eligibility.max_age,
            "groups": list(offer.eligibility.groups), "audience": offer.eligibility.audience,
            "residence": list(offer.eligibility.residence), "german": offer.eligibility.german,
            "delivery": list(offer.delivery), "spoken_note": offer.spoken_note, "time_note": offer.time_note,
            "remark": offer.remark,
            "appointment": offer.appointment, "childcare": offer.childcare, "email": offer.email, "url": offer.url,
            "source": offer.source, "source_date": offer.source_date, "assured_date": offer.assured,
            "is_example": offer.is_example, "last_modified": now,
        },
    )  # fmt: skip
    _put_parts(service, offer)
    if offer.spot:
        _put_spot(service, offer.spot, offer.accessibility)
    for rule in offer.rules:
        _put_rule(service, rule)
    ServiceChange.objects.create(service_id=service.id)
    return service


def _program(name: str) -> Program | None:
    if not name:
        return None
    return Program.objects.get_or_create(id=uuid.uuid5(_PROGRAM, name), defaults={"name": name})[0]


def _put_parts(service: Service, offer: Offer) -> None:
    for part in (service.texts, service.needs, service.languages, service.cost_options, service.phones, service.areas,
                 service.documents, service.schedules):  # fmt: skip
        part.all().delete()
    Location.objects.filter(services__service=service).delete()
    ServiceText.objects.bulk_create(
        ServiceText(service=service, language=code, name=t.name, description=t.description, origin=t.origin)
        for code, t in offer.texts.items()
    )
    ServiceNeed.objects.bulk_create(ServiceNeed(service=service, need=n, rank=i) for i, n in enumerate(offer.needs))
    Language.objects.bulk_create(Language(service=service, code=code) for code in offer.spoken)
    RequiredDocument.objects.bulk_create(RequiredDocument(service=service, document=d) for d in offer.documents)
    ServiceArea.objects.bulk_create(_area(service, key) for key in offer.areas)
    if offer.phone:
        Phone.objects.create(service=service, number=offer.phone)
    if offer.cost:
        amount = Decimal(offer.cost_amount) if offer.cost_amount else None
        CostOption.objects.create(service=service, option=offer.cost, amount=amount)


def _area(service: Service, key: str) -> ServiceArea:
    if key in (STATEWIDE, NATIONWIDE):
        return ServiceArea(service=service, extent=key)
    return ServiceArea(service=service, extent="municipality", municipality_id=key)


def _put_spot(service: Service, spot: Spot, accessibility: tuple[str, ...]) -> None:
    location = Location.objects.create(
        name=spot.name, municipality_id=spot.municipality or None, district=spot.district, latitude=spot.lat,
        longitude=spot.lon, approximate=spot.approximate, confidential=spot.confidential,
    )  # fmt: skip
    Address.objects.create(location=location, address_1=spot.street, postal_code=spot.postcode, city=spot.city)
    Accessibility.objects.bulk_create(Accessibility(location=location, feature=f) for f in accessibility)
    ServiceAtLocation.objects.create(service=service, location=location)


def _put_rule(service: Service, rule: Rule) -> None:
    schedule = Schedule.objects.create(
        service=service, byday=",".join(rule.byday), opens_at=rule.opens_at, closes_at=rule.closes_at,
        interval=rule.interval, dtstart=rule.dtstart, until=rule.until, timezone=rule.zone, on_holidays=rule.on_holidays,
    )  # fmt: skip
    days = [(day, False) for day in rule.closed_on] + [(day, True) for day in rule.extra_on]
    ScheduleException.objects.bulk_create(
        ScheduleException(schedule=schedule, day=day, takes_place=there) for day, there in sorted(days)
    )


@transaction.atomic
def confirm_service(*, service: Service, today: date, now: datetime) -> None:
    """Somebody who knows says: still right."""
    Service.objects.filter(id=service.id).update(assured_date=today, last_modified=now)
    ServiceChange.objects.create(service_id=service.id)


@transaction.atomic
def set_status(*, service: Service, status: str, now: datetime) -> None:
    if status not in Service.STATUS:
        raise Refused("unknown_status", status=status)
    Service.objects.filter(id=service.id).update(status=status, last_modified=now)
    ServiceChange.objects.create(service_id=service.id)


@transaction.atomic
def report_wrong(*, service_id: uuid.UUID | None, page: str, fact: str, note: str, language: str, now: datetime) -> None:
    """Keep a reader's report for the owner of the record. The same report again is counted, so that no flood hides the others."""
    if fact not in Report.FACTS:
        raise Refused("unknown_fact", fact=fact)
    still_open = Report.objects.filter(service=service_id, page=page[:200], done=False)
    if still_open.filter(fact=fact, note=note[:500]).update(times=F("times") + 1):
        return
    if still_open.count() >= MOST_OPEN:
        raise Refused("too_many_reports")
    Report.objects.create(service_id=service_id, page=page[:200], fact=fact, note=note[:500], language=language, created=now)


def mark_read(*, about: str) -> int:
    """Somebody has looked at the open reports about a page (its slug) or a service (its id); returns how many."""
    waiting = Report.objects.filter(done=False)
    try:
        return waiting.filter(service=uuid.UUID(about)).update(done=True)
    except ValueError:
        return waiting.filter(service=None, page=about).update(done=True)


def forget_changes(*, ids: list[int]) -> None:
    """The indexer has made these changes findable."""
    ServiceChange.objects.filter(id__in=ids).delete()
