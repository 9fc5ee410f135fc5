"""An organisation asks for access; the coordinator of its centre answers."""

import secrets
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.actions.areas import organization_id
from anlaufpunkt.network.actions.people import invite
from anlaufpunkt.network.domain.asking import CONFIRM_WITHIN, KEEP, MAY_ASK, Reason
from anlaufpunkt.network.domain.organizations import EXAMPLE_CENTRE, Kind
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.emails import post_declined, post_question
from anlaufpunkt.network.models import AccessRequest, Centre, Invitation, Membership, Organization
from anlaufpunkt.network.policies import may_answer
from anlaufpunkt.network.selectors import named_organization
from anlaufpunkt.terms.domain.links import digest
from anlaufpunkt.terms.domain.refusal import Refused


@transaction.atomic
def ask(
    *,
    form: uuid.UUID,
    centre: Centre,
    organization: str,
    name: str,
    email: str,
    website: str,
    purpose: str,
    language: str,
    address: str,
    now: datetime,
) -> None:
    """Keep what somebody wrote and mail the link that proves the address. The same form twice is one request."""
    secret = secrets.token_urlsafe(32)
    made, fresh = AccessRequest.objects.get_or_create(
        id=form,
        defaults={
            "digest": digest(secret), "centre": centre, "organization": named_organization(centre, organization),
            "organization_name": organization, "name": name, "email": email.lower(), "website": website, "purpose": purpose,
            "language": language, "asked": now,
        },
    )  # fmt: skip
    if fresh:
        post_question(made, link=f"{address}{secret}/", now=now)


@transaction.atomic
def confirm(*, asked: AccessRequest, now: datetime) -> None:
    """The address is the person's: now the coordinator sees the request. It replaces an older one of the same person."""
    same = AccessRequest.objects.select_for_update().filter(email=asked.email, centre=asked.centre_id).order_by("id")
    mine = next((one for one in same if one.pk == asked.pk), None)
    if mine is None or mine.confirmed or mine.asked + CONFIRM_WITHIN <= now:
        return
    same.exclude(pk=mine.pk).delete()
    AccessRequest.objects.filter(pk=mine.pk).update(confirmed=now)
    note(now=now, actor="public", action="access.asked", subject=f"request:{mine.id}", centre=mine.centre_id)


@transaction.atomic
def grant(*, by: Membership, asked: AccessRequest, kind: Kind | None, address: str, now: datetime) -> None:
    """Invite the person as lead; an organisation that is not known yet is created. What was written is deleted."""
    mine = _taken(by, asked)
    organization = mine.organization or _created(mine, kind, now)
    invite(
        by=by, email=mine.email, role=Role.LEAD, organization=organization, centre=None, language=mine.language,
        address=address, now=now,
    )  # fmt: skip
    note(
        now=now, actor=by.user.actor, action="access.granted", subject=f"request:{asked.id}", centre=by.tenant,
        organization=str(organization.id), fields=[] if mine.organization else ["organization:new"],
    )  # fmt: skip


@transaction.atomic
def decline(*, by: Membership, asked: AccessRequest, reason: Reason, now: datetime) -> None:
    mine = _taken(by, asked)
    note(
        now=now, actor=by.user.actor, action="access.declined", subject=f"request:{asked.id}", centre=by.tenant,
        organization=str(mine.organization_id or ""), fields=[f"reason:{reason}"],
    )  # fmt: skip
    post_declined(mine, reason=reason, now=now)


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Delete requests nobody confirmed in time or nobody answered, and invitations that are over; returns how many."""
    late = AccessRequest.objects.filter(confirmed=None, asked__lte=now - CONFIRM_WITHIN)
    over = Invitation.objects.filter(expires__lte=now).delete()[0]
    return int((late | AccessRequest.objects.filter(asked__lte=now - KEEP)).delete()[0]) + int(over)


def _taken(by: Membership, asked: AccessRequest) -> AccessRequest:
    """The request, out of the database: of two coordinators only one answers it."""
    mine = AccessRequest.objects.select_for_update().filter(pk=asked.pk).exclude(confirmed=None).first()
    if mine is None:
        raise Refused("answered_already")
    if not may_answer(by, mine):
        raise Refused("may_not_answer")
    AccessRequest.objects.filter(pk=mine.pk).delete()
    return mine


def _created(asked: AccessRequest, kind: Kind | None, now: datetime) -> Organization:
    """A name stands for one organisation in the whole state, so one of another centre must not be overwritten."""
    name = asked.organization_name
    there = named_organization(asked.centre, name)
    if there:
        return there
    if Organization.objects.filter(id=organization_id(name)).exists() or Organization.objects.filter(name=name).exists():
        raise Refused("name_taken")
    if kind not in MAY_ASK:
        raise Refused("kind_missing")
    try:
        with transaction.atomic():
            return Organization.objects.create(
                id=organization_id(name), name=name, kind=kind, centre_id=asked.centre_id, website=asked.website,
                source=f"own statement, {now:%Y-%m-%d}", is_example=asked.centre_id == EXAMPLE_CENTRE,
            )  # fmt: skip
    except IntegrityError as error:  # another centre was a moment faster
        raise Refused("name_taken") from error
