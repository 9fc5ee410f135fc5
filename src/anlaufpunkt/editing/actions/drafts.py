"""Drafts: begin, save, hand in, publish.

Everybody takes what they need in one order, so that nobody waits in a circle: organisation, services, drafts, journal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from anlaufpunkt.directory.actions import lock_services, put_service
from anlaufpunkt.directory.domain.offer import from_json, to_json
from anlaufpunkt.directory.domain.versions import Change, Facts, deep, flat, merge_flat
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing.domain.facts import finished, missing, shared_by_series
from anlaufpunkt.editing.domain.lifecycle import MOVES, Move
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.editing.policies import may_move, state_of
from anlaufpunkt.editing.selectors import beside
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused


def _note(membership: Membership, draft: Draft, what: str, now: datetime, fields: tuple[str, ...] = ()) -> None:
    note(
        now=now, actor=membership.user.actor, action=f"draft.{what}", subject=draft.actor, fields=fields,
        centre=draft.organization.centre_id or "", organization=str(draft.organization_id),
    )  # fmt: skip


@transaction.atomic
def begin(*, by: Membership, organization: Organization, facts: Facts, now: datetime) -> Draft:
    """A new offer; `facts` come from a template, a copy, or are empty."""
    if not by.reaches(organization):
        raise Refused("not_yours")
    draft = Draft.objects.create(organization=organization, offer=facts, touched=now, touched_by=by.user.actor)
    _note(by, draft, "begun", now)
    return draft


@transaction.atomic
def change(*, by: Membership, service: Service, now: datetime, facts: Facts | None = None) -> Draft:
    """The one draft of a published service, shared by all who change it. `facts`: begin from an earlier revision."""
    if not may_move(by, service, Move.EDIT):
        raise Refused("not_yours")
    lock_services([service.pk])
    service = Service.objects.whole().get(pk=service.pk)
    draft, made = Draft.objects.get_or_create(
        service=service,
        defaults={
            "organization": service.organization, "base": service.revision, "touched": now, "touched_by": by.user.actor,
            "offer": facts or to_json(offer_inside(service)),
        },
    )  # fmt: skip
    if made:
        _note(by, draft, "begun", now)
    elif facts is not None:
        raise Refused("already_being_changed")
    return draft


@transaction.atomic
def fill_in(*, by: Membership, draft: Draft, before: Facts, mine: Facts, now: datetime) -> tuple[Change, ...]:
    """Take in one step of the form: `before` as it was shown, `mine` as it came back, each fact under one name.

    What others have changed meanwhile stays. Where both have changed the same fact nothing is saved and the conflicts come back.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("organization").get(pk=draft.pk)
    if not may_move(by, draft, Move.EDIT):
        raise Refused("not_yours")
    now_there = flat(draft.offer)
    names = before.keys() | mine.keys()
    merged = merge_flat(before, mine, {name: now_there[name] for name in names if name in now_there})
    if merged.conflicts:
        return merged.conflicts
    fresh = {name: value for name, value in now_there.items() if name not in names} | merged.facts
    changed = tuple(sorted(name for name in names if fresh.get(name) != now_there.get(name)))
    if changed:
        draft.offer, draft.edition, draft.touched, draft.touched_by = deep(fresh), draft.edition + 1, now, by.user.actor
        draft.save(update_fields=["offer", "edition", "touched", "touched_by"])
        _note(by, draft, "saved", now, changed)
    return ()


@transaction.atomic
def move(*, by: Membership, draft: Draft, to: Move, remark: str = "", now: datetime) -> None:
    """Hand in, take back, send back with a remark, or discard."""
    if to not in (Move.HAND_IN, Move.TAKE_BACK, Move.SEND_BACK, Move.DISCARD) or not may_move(by, draft, to):
        raise Refused("not_allowed_now")
    if to == Move.HAND_IN and missing(draft.offer):
        raise Refused("something_is_missing")
    remark = remark.strip()
    if to == Move.SEND_BACK and not remark:  # whoever gets it back must know why
        raise Refused("remark_missing")
    came_from = state_of(draft)
    rows = Draft.objects.filter(pk=draft.pk, state=came_from.value)
    if to == Move.DISCARD:
        gone = rows.delete()[0]
    else:
        gone = rows.update(
            state=MOVES[came_from, to][0].value, remark=remark[:500], touched=now, touched_by=by.user.actor,
            edition=draft.edition + 1,
        )  # fmt: skip
    if not gone:
        raise Refused("changed_meanwhile")
    _note(by, draft, to.value, now)


@transaction.atomic
def publish(
    *, by: Membership, draft: Draft, choices: Mapping[str, str], series: bool = False, edition: int, now: datetime
) -> Service:
    """Readers see it from now on. `choices` says "mine" or "theirs" for each fact on which two have written differently.

    `edition` is the draft's as the publisher saw it: nobody publishes what somebody else has changed a moment ago, unseen.
    """
    published = _locked(draft, series=series)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("organization").filter(pk=draft.pk).first() or _gone()
    if draft.edition != edition:
        raise Refused("changed_meanwhile")
    if not may_move(by, draft, Move.PUBLISH):
        raise Refused("not_allowed_now")
    known = published.revision if published else 0
    merged = beside(draft).merged
    facts = flat(merged.facts)
    for conflict in merged.conflicts:
        choice = choices.get(conflict.field)
        if choice not in ("mine", "theirs"):
            raise Refused("choose_first")
        facts[conflict.field] = conflict.before if choice == "theirs" else conflict.after
    whole = deep({name: value for name, value in facts.items() if value is not None})
    if missing(whole):
        raise Refused("something_is_missing")
    service = _put(by, draft, whole, known, now)
    if series and service.series:
        _hand_on(by, draft, service, whole, now)
    draft.delete()
    return service


def _locked(draft: Draft, *, series: bool) -> Service | None:
    """The published service of a draft, with the other places of its series where they will change too. Drafts come after it."""
    service = Service.objects.filter(draft=draft.pk).first()
    if service is None:
        return None
    others = Service.objects.filter(series=service.series) if series and service.series else Service.objects.none()
    lock_services([service.pk, *others.values_list("pk", flat=True)])
    return Service.objects.get(pk=service.pk)


def _gone() -> Draft:
    raise Refused("changed_meanwhile")


def _put(by: Membership, draft: Draft, facts: Facts, base: int, now: datetime) -> Service:
    carrier = draft.organization
    key = str(draft.service_id or draft.id)  # so that whoever knows the draft finds the service
    whole = finished(
        facts, key=key, organization=carrier.name, is_example=carrier.is_example, said_by=by.place, today=timezone.localdate(now)
    )
    return put_service(offer=from_json(whole), organization=carrier, now=now, actor=by.user.actor, cause="published", base=base)


def _hand_on(by: Membership, draft: Draft, service: Service, facts: Facts, now: datetime) -> None:
    """The other places of the series take over what is common to all, where this change has touched it."""
    before = Revision.objects.filter(service=service, number=draft.base).values_list("offer", flat=True).first() or {}
    changed: dict[str, Any] = shared_by_series(before, facts)
    others = Service.objects.visible_to(by).filter(series=service.series).exclude(pk=service.pk)
    for other in others.whole():
        own = flat(to_json(offer_inside(other))) | changed
        offer = from_json(deep({name: value for name, value in own.items() if value is not None}))
        put_service(
            offer=offer, organization=other.organization, now=now, actor=by.user.actor, cause="series", base=other.revision
        )
