"""Published services: closed for a while, one date cancelled, suspended, ended, copied, set back."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.db import transaction

from anlaufpunkt.directory.actions import put_service, set_status
from anlaufpunkt.directory.domain.offer import to_json
from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing.actions.drafts import begin, change
from anlaufpunkt.editing.domain.lifecycle import HSDS, MOVES, Move
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.editing.policies import may_move, state_of
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import Rule, happens_on

INTERVALS = (30, 60, 90, 180, 365)
# What a copy does not take over: who it was, what was confirmed.
_OWN = ("id", "organization", "assured", "unconfirmed", "source", "source_date", "status", "closed_until", "is_example")


def _locked(by: Membership, service: Service, to: Move) -> Service:
    fresh = Service.objects.select_for_update(of=("self",)).select_related("organization").get(pk=service.pk)
    if not may_move(by, fresh, to):
        raise Refused("not_allowed_now")
    return fresh


@transaction.atomic
def close(*, by: Membership, service: Service, until: date | None, now: datetime) -> None:
    """For some time; without an end it stays closed until somebody opens it again."""
    set_status(
        service=_locked(by, service, Move.CLOSE), status="temporarily closed", closed_until=until, now=now,
        actor=by.user.actor, cause="closed",
    )  # fmt: skip


@transaction.atomic
def set_state(*, by: Membership, service: Service, to: Move, now: datetime, cause: str = "") -> None:
    """Reopen, suspend, resume or end; `cause` where it is not the move alone."""
    if to not in (Move.REOPEN, Move.SUSPEND, Move.RESUME, Move.END):
        raise Refused("not_allowed_now")
    fresh = _locked(by, service, to)
    status = HSDS[MOVES[state_of(fresh), to][0]]
    set_status(service=fresh, status=status, now=now, actor=by.user.actor, cause=cause or to.value)


@transaction.atomic
def cancel_date(*, by: Membership, service: Service, day: date, now: datetime) -> None:
    """It does not take place on this day. A date it would have had besides the usual days is kept, so that this can be undone."""
    _put_rules(by, service, Move.CANCEL_DATE, partial(_cancelled, day=day), "date-cancelled", now)


@transaction.atomic
def hold_date(*, by: Membership, service: Service, day: date, now: datetime) -> None:
    """It takes place on this day after all."""
    _put_rules(by, service, Move.HOLD_DATE, partial(_held, day=day), "date-held", now)


def _cancelled(rule: Rule, day: date) -> Rule:
    return replace(rule, closed_on=rule.closed_on | {day}) if happens_on(rule, day) else rule


def _held(rule: Rule, day: date) -> Rule:
    open_rule = replace(rule, closed_on=rule.closed_on - {day})
    return open_rule if happens_on(open_rule, day) else rule


def _put_rules(by: Membership, service: Service, to: Move, each: Callable[[Rule], Rule], cause: str, now: datetime) -> None:
    fresh = Service.objects.whole().get(pk=_locked(by, service, to).pk)
    offer = offer_inside(fresh)
    rules = tuple(each(rule) for rule in offer.rules)
    if rules == offer.rules:
        raise Refused("not_on_this_day" if to == Move.CANCEL_DATE else "not_cancelled")
    put_service(
        offer=replace(offer, rules=rules), organization=fresh.organization, now=now, actor=by.user.actor, cause=cause,
        base=fresh.revision,
    )  # fmt: skip


@transaction.atomic
def restore(*, by: Membership, service: Service, number: int, now: datetime) -> Draft:
    """An earlier revision as a draft: it is looked over and published like any change."""
    revision = Revision.objects.filter(service=service, number=number).first()
    if revision is None:
        raise Refused("no_such_revision")
    return change(by=by, service=service, now=now, facts=revision.offer)


@transaction.atomic
def ask_every(*, by: Membership, service: Service, days: int, now: datetime) -> None:
    """How long a confirmation of this offer holds, until somebody is asked again."""
    if days not in INTERVALS:
        raise Refused("unknown_interval")
    fresh = _locked(by, service, Move.EDIT)
    if Service.objects.filter(pk=fresh.pk).exclude(review_days=days).update(review_days=days):
        note(
            now=now, actor=by.user.actor, action="service.interval", subject=f"service:{fresh.pk}", fields=[f"days:{days}"],
            centre=fresh.organization.centre_id or "", organization=str(fresh.organization_id),
        )  # fmt: skip


def _facts(service: Service) -> Facts:
    facts = to_json(offer_inside(Service.objects.whole().get(pk=service.pk)))
    return {name: value for name, value in facts.items() if name not in _OWN}


@transaction.atomic
def copy(*, by: Membership, service: Service, now: datetime) -> Draft:
    """A new offer that begins as this one is."""
    facts = {name: value for name, value in _facts(service).items() if name != "series"}
    return begin(by=by, organization=service.organization, facts=facts, now=now)


@transaction.atomic
def another_place(*, by: Membership, service: Service, now: datetime) -> Draft:
    """The same offer at one more place: what is common to all places can then be changed at once."""
    fresh = _locked(by, service, Move.EDIT)
    if fresh.series is None:
        whole = Service.objects.whole().get(pk=fresh.pk)
        put_service(
            offer=replace(offer_inside(whole), series=str(uuid.uuid4())), organization=fresh.organization, now=now,
            actor=by.user.actor, cause="series", base=fresh.revision,
        )  # fmt: skip
    facts = {name: value for name, value in _facts(service).items() if name not in ("spot", "accessibility")}
    return begin(by=by, organization=fresh.organization, facts=facts, now=now)
