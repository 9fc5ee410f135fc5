"""The question goes on: what the periodic job does for one organisation."""

import uuid
from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from anlaufpunkt.directory.actions import lock_services, mark_unconfirmed, set_status
from anlaufpunkt.directory.domain.reports import working_days_later
from anlaufpunkt.directory.models import Service
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Organization
from anlaufpunkt.upkeep.actions.mails import write
from anlaufpunkt.upkeep.domain.links import Purpose
from anlaufpunkt.upkeep.domain.review import MAILED, Route, Stage, next_stage, once_a_month, stage_of
from anlaufpunkt.upkeep.models import Review
from anlaufpunkt.upkeep.selectors.reviews import centres_with_coordinator, in_question, last_mail, route_of

MOST_IN_A_MAIL = 100  # the others wait for the next month
_CALL_DAYS = {Route.MAIL: 10, Route.CALL: 20}  # working days until the centre should have called


@transaction.atomic
def review_organization(*, organization: uuid.UUID, address: str, now: datetime) -> None:
    """Harmless to repeat: the organisation's row is locked, and what today holds has been done by then."""
    carrier, today = Organization.objects.select_for_update(no_key=True).get(pk=organization), timezone.localdate(now)
    route = route_of(carrier, centres_with_coordinator())
    asking = route is Route.MAIL and once_a_month(last_mail(carrier, Purpose.ASK), today)
    reminding = asking or once_a_month(last_mail(carrier, Purpose.REMIND), today)
    lock_services(Service.objects.filter(organization=carrier).values_list("pk", flat=True))
    mailed: list[Service] = []
    begun: Counter[Stage] = Counter()
    for service, review, facts in in_question(carrier, today):
        room = asking and len(mailed) < MOST_IN_A_MAIL
        stage = next_stage(facts, route, today, may_ask=room, may_remind=reminding)
        if stage in MAILED and len(mailed) < MOST_IN_A_MAIL:
            mailed.append(service)
        # Answered past the review, and due again: the question begins anew, whatever stage is still written down.
        kept = None if stage_of(facts, today) is Stage.DUE else review
        if kept is None or stage != kept.stage:
            _go(service, kept, stage, route, today, now)
            begun[stage] += review is not None or stage is not Stage.DUE
    _note(carrier, begun, now)
    if route is Route.MAIL and mailed and (asking or begun[Stage.REMINDED]):
        purpose = Purpose.ASK if asking else Purpose.REMIND
        write(organization=carrier, services=mailed, purpose=purpose, address=address, now=now)


def _go(service: Service, review: Review | None, stage: Stage, route: Route, today: date, now: datetime) -> None:
    if stage in (Stage.FRESH, Stage.DUE):
        Review.objects.filter(service=service).delete()
        return
    row = review or Review(service=service, started=today)  # begun anew: what was kept of an earlier question is overwritten
    untried = review is None and stage is Stage.CALL
    row.stage, row.since = stage, None if untried else today
    if stage is Stage.CALL:
        row.call_due = working_days_later(today, _CALL_DAYS[route])
    row.save()
    if stage is Stage.UNCONFIRMED:
        mark_unconfirmed(service=service, now=now)
    elif stage is Stage.HIDDEN:
        set_status(service=service, status="inactive", cause="hidden", now=now)


def _note(carrier: Organization, begun: Counter[Stage], now: datetime) -> None:
    """How many services went on to which stage. What readers see is noted by the directory, service by service."""
    moved = [f"{stage}:{count}" for stage, count in begun.items() if count]
    if moved:
        note(
            now=now, actor="system", action="review.moved", subject=f"organization:{carrier.pk}", centre=carrier.centre_id or "",
            organization=str(carrier.pk), fields=moved,
        )  # fmt: skip
