"""Verbs that change the directory. Every one leaves a change for the indexer in its own transaction."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from anlaufpunkt.directory.domain.offer import NATIONWIDE, STATEWIDE, Offer, Partner, Spot, to_json
from anlaufpunkt.directory.domain.reports import REPORTS_KEPT, Outcome, Owner, gives_way, working_days_later
from anlaufpunkt.directory.domain.versions import compare
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
    Revision,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceChange,
    ServiceNeed,
    ServiceText,
)
from anlaufpunkt.directory.selectors import offer_inside, owner_of_reports
from anlaufpunkt.journal.actions import note
from anlaufpunkt.needs.selectors import need_ids
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import Rule

_PROGRAM = uuid.UUID("7d0c2c56-7f5d-5a0c-8a55-1b7d4a1d9e21")


@transaction.atomic
def put_service(
    *,
    offer: Offer,
    organization: Organization,
    now: datetime,
    actor: str = "system",
    cause: str = "loaded",
    base: int | None = None,
) -> Service:
    """Create the service or replace all its facts; raises Refused where a fact cannot be true.

    With `base`, the number of the revision the change was made from, it is refused where somebody was faster.
    """
    offer.check(need_ids())
    known = Service.objects.select_for_update().filter(id=uuid.UUID(offer.id)).values_list("revision", flat=True).first()
    if base is not None and (known or 0) != base:
        raise Refused("changed_meanwhile")
    partner = offer.partner or Partner()
    service, _ = Service.objects.update_or_create(
        id=uuid.UUID(offer.id),
        defaults={
            "organization": organization, "program": _program(offer.program), "language": offer.language,
            "status": offer.status, "closed_until": offer.closed_until,
            "min_age_months": offer.eligibility.min_age, "max_age_months": offer.eligibility.max_age,
            "groups": list(offer.eligibility.groups), "audience": offer.eligibility.audience,
            "residence": list(offer.eligibility.residence), "german": offer.eligibility.german,
            "delivery": list(offer.delivery), "spoken_note": offer.spoken_note, "time_note": offer.time_note,
            "remark": offer.remark, "appointment": offer.appointment, "childcare": offer.childcare, "email": offer.email,
            "url": offer.url, "source": offer.source, "source_date": offer.source_date, "assured_date": offer.assured,
            "unconfirmed": offer.unconfirmed, "series": uuid.UUID(offer.series) if offer.series else None,
            "partner_name": partner.name, "partner_phone": partner.phone, "partner_email": partner.email,
            "is_example": offer.is_example, "last_modified": now,
        },
    )  # fmt: skip
    _put_parts(service, offer)
    if offer.spot:
        _put_spot(service, offer.spot, offer.accessibility)
    for rule in offer.rules:
        _put_rule(service, rule)
    _keep(service, offer, actor=actor, cause=cause, now=now)
    return service


def _keep(service: Service, offer: Offer, *, actor: str, cause: str, now: datetime) -> None:
    """What every change leaves behind: a revision, an entry in the journal, and work for the indexer."""
    facts = to_json(offer)
    before = Revision.objects.filter(service=service).values_list("offer", flat=True).first()
    service.revision += 1
    Service.objects.filter(pk=service.pk).update(revision=service.revision)
    Revision.objects.create(service=service, number=service.revision, offer=facts, cause=cause, actor=actor, at=now)
    carrier = service.organization
    note(
        now=now, actor=actor, action=f"service.{cause}", subject=f"service:{service.pk}", centre=carrier.centre_id or "",
        organization=str(carrier.pk), fields=[change.field for change in compare(before or {}, facts)],
    )  # fmt: skip
    ServiceChange.objects.create(service_id=service.pk)


def _keep_as_it_is(service: Service, *, actor: str, cause: str, now: datetime) -> None:
    fresh = Service.objects.whole().get(id=service.id)
    _keep(fresh, offer_inside(fresh), actor=actor, cause=cause, now=now)


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
        ServiceText(
            service=service,
            language=code,
            name=t.name,
            description=t.description,
            origin=t.origin,
            made_from=t.made_from,
            reviewed_by=t.reviewed_by,
            stale=offer.stale(code),
        )
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
        in_school_holidays=rule.in_school_holidays,
    )  # fmt: skip
    days = [(day, False) for day in rule.closed_on] + [(day, True) for day in rule.extra_on]
    ScheduleException.objects.bulk_create(
        ScheduleException(schedule=schedule, day=day, takes_place=there) for day, there in sorted(days)
    )


@transaction.atomic
def confirm_service(*, service: Service, today: date, now: datetime, actor: str = "system") -> None:
    """Somebody who knows says: still right."""
    Service.objects.filter(id=service.id).update(assured_date=today, unconfirmed=False, last_modified=now)
    _keep_as_it_is(service, actor=actor, cause="confirmed", now=now)


@transaction.atomic
def set_status(
    *,
    service: Service,
    status: str,
    now: datetime,
    closed_until: date | None = None,
    actor: str = "system",
    cause: str = "status",
) -> None:
    """One of the HSDS words; `closed_until` belongs to a temporary closure."""
    if status not in Service.STATUS:
        raise Refused("unknown_status", status=status)
    Service.objects.filter(id=service.id).update(status=status, closed_until=closed_until, last_modified=now)
    _keep_as_it_is(service, actor=actor, cause=cause, now=now)


@transaction.atomic
def mark_unconfirmed(*, service: Service, now: datetime, actor: str = "system") -> None:
    """Nobody answered whether the offer is still right: it says so and comes later."""
    Service.objects.filter(id=service.id).update(unconfirmed=True, last_modified=now)
    _keep_as_it_is(service, actor=actor, cause="unconfirmed", now=now)


@transaction.atomic
def report_wrong(
    *, service_id: uuid.UUID | None, page: str, fact: str, note: str, language: str, now: datetime, from_carrier: bool = False
) -> None:
    """Keep a report for the owner of the record. The same report again is counted, so that no flood hides the others."""
    if fact not in (Report.FACTS if not from_carrier else (Report.CHANGED,)):
        raise Refused("unknown_fact", fact=fact)
    still_open = Report.objects.filter(service=service_id, page=page[:200], done=False)
    if still_open.filter(fact=fact, note=note[:500]).update(times=F("times") + 1):
        return
    if note and not from_carrier:
        _make_room(still_open, now)
    Report.objects.create(
        service_id=service_id, page=page[:200], fact=fact, note=note[:500], language=language, created=now,
        owner=owner_of_reports(service_id), due=working_days_later(timezone.localdate(now)),
    )  # fmt: skip


def _make_room(still_open: QuerySet[Report], now: datetime) -> None:
    """No address of a reader is kept, hence a flood cannot be told by its sender; but by its day."""
    waiting = list(still_open.order_by("created", "pk"))
    days = [timezone.localdate(report.created) for report in waiting]
    replaced = gives_way(days, timezone.localdate(now))
    if replaced is not None:
        folded = next(report for report, day in zip(waiting, days, strict=True) if day == days[replaced])
        Report.objects.filter(pk=folded.pk).update(times=F("times") + waiting[replaced].times)
        waiting[replaced].delete()


def mark_read(*, about: str, now: datetime) -> int:
    """Somebody has looked at the open reports about a page (its slug) or a service (its id); returns how many."""
    waiting = Report.objects.filter(done=False)
    try:
        return waiting.filter(service=uuid.UUID(about)).update(done=True, settled=now)
    except ValueError:
        return waiting.filter(service=None, page=about).update(done=True, settled=now)


@transaction.atomic
def settle_report(*, report: Report, outcome: Outcome, to: Owner | None, actor: str, now: datetime) -> bool:
    """Done, or handed on to the owner `to`, who gets the whole time again. Whether it was still open."""
    waiting = Report.objects.filter(pk=report.pk, done=False)
    if to is None:
        changed = waiting.update(done=True, outcome=outcome, settled=now)
    else:
        changed = waiting.update(owner=to, due=working_days_later(timezone.localdate(now)))
    if not changed or report.service is None:
        return bool(changed)
    carrier = report.service.organization
    note(
        now=now, actor=actor, action="report.settled", subject=f"report:{report.pk}", centre=carrier.centre_id or "",
        organization=str(carrier.pk), fields=[f"outcome:{outcome}"],
    )  # fmt: skip
    return True


def forget_reports(*, now: datetime) -> None:
    """Words of readers are not kept longer than they are needed; what was decided stays in the journal."""
    before = now - timedelta(REPORTS_KEPT)
    Report.objects.filter(done=True).filter(Q(settled__lt=before) | Q(settled=None, created__lt=before)).delete()


def lock_services(keys: Iterable[uuid.UUID | str | None]) -> None:
    """All at once and in one order, before the first entry in the journal: so nobody waits in a circle."""
    wanted = Service.objects.filter(pk__in=[key for key in keys if key])
    list(wanted.select_for_update().order_by("pk").values_list("pk", flat=True))


def forget_changes(*, changes: Iterable[tuple[int, uuid.UUID]]) -> None:
    """The indexer has made these changes findable. After a restore numbers return: `EVERYTHING` goes only if it was seen."""
    seen = dict(changes)
    found = ServiceChange.objects.filter(id__in=seen)
    if ServiceChange.EVERYTHING not in seen.values():
        found = found.exclude(service_id=ServiceChange.EVERYTHING)
    found.delete()
