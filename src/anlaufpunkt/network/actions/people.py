"""Inviting people, letting them in, seeing them out."""

import secrets
from datetime import datetime

from django.db import transaction

from anlaufpunkt.accounts.actions import create_user, end_sessions, new_password
from anlaufpunkt.accounts.models import User
from anlaufpunkt.accounts.selectors import account_of
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.actions.areas import activate_centre
from anlaufpunkt.network.domain.invitations import DOUBLE_CLICK, MOST_BY_ONE_PERSON, MOST_OF_ONE_PLACE, VALID
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.emails import post_invitation
from anlaufpunkt.network.models import Centre, Invitation, InvitationQuerySet, Membership, Organization
from anlaufpunkt.network.policies import may_end, may_invite
from anlaufpunkt.terms.domain.links import digest
from anlaufpunkt.terms.domain.refusal import Refused


@transaction.atomic
def invite(
    *,
    by: Membership,
    email: str,
    role: Role,
    organization: Organization | None,
    centre: Centre | None,
    language: str,
    address: str,
    now: datetime,
) -> None:
    """Send a link to somebody; it replaces an earlier one. `address` is its beginning, to which the secret is added."""
    if not may_invite(by, role, organization=organization, centre=centre):
        raise Refused("may_not_invite")
    _one_at_a_time(organization or centre)
    earlier = Invitation.objects.filter(email__iexact=email, organization=organization, centre=centre, used=None)
    if earlier.filter(role=role, expires__gt=now + VALID - DOUBLE_CLICK).exists():
        return
    _not_too_many(by, Invitation.objects.open(now).exclude(pk__in=earlier), organization, centre)
    secret = secrets.token_urlsafe(32)
    earlier.delete()
    made = Invitation.objects.create(
        digest=digest(secret), email=email.lower(), organization=organization, centre=centre, role=role, language=language,
        expires=now + VALID, by=by,
    )  # fmt: skip
    note(
        now=now, actor=by.user.actor, action="people.invited", subject=f"invitation:{made.digest[:16]}", centre=by.tenant,
        organization=str(organization.id) if organization else "", fields=[f"role:{role}"],
    )  # fmt: skip
    post_invitation(made, link=f"{address}{secret}/", now=now)


def _one_at_a_time(place: Organization | Centre | None) -> None:
    """Who invites into a place waits for who else does, so that what is counted stays true."""
    if place is not None:
        type(place).objects.select_for_update().get(pk=place.pk)


def _not_too_many(by: Membership, others: InvitationQuerySet, organization: Organization | None, centre: Centre | None) -> None:
    if others.filter(organization=organization, centre=centre).count() >= MOST_OF_ONE_PLACE:
        raise Refused("too_many_into_the_place", most=str(MOST_OF_ONE_PLACE))
    if others.filter(by__user=by.user_id).count() >= MOST_BY_ONE_PERSON:
        raise Refused("too_many_by_the_person", most=str(MOST_BY_ONE_PERSON))


@transaction.atomic
def withdraw(*, by: Membership, invitation: Invitation, now: datetime) -> None:
    """The link works no longer. Whoever may invite somebody may also withdraw it."""
    if not may_invite(by, Role(invitation.role), organization=invitation.organization, centre=invitation.centre):
        raise Refused("may_not_invite")
    if not Invitation.objects.filter(pk=invitation.pk, used=None).delete()[0]:
        raise Refused("invitation_over")
    note(
        now=now, actor=by.user.actor, action="people.withdrawn", subject=f"invitation:{invitation.pk[:16]}", centre=by.tenant,
        organization=str(invitation.organization_id or ""), fields=[f"role:{invitation.role}"],
    )  # fmt: skip


@transaction.atomic
def accept(*, invitation: Invitation, user: User | None, name: str, password: str, now: datetime) -> Membership:
    """Use up the invitation. Without an account of this address one is made; a signed-in user takes it with the own account."""
    if Invitation.objects.filter(pk=invitation.pk, used=None, expires__gt=now).update(used=now) != 1:
        raise Refused("invitation_over")
    if user is None:
        if account_of(invitation.email):
            raise Refused("sign_in_first")
        user = create_user(email=invitation.email, name=name, password=password, language=invitation.language, now=now)
    elif user.email.lower() != invitation.email.lower():
        raise Refused("invitation_for_somebody_else")
    return _admit(user, invitation.organization, invitation.centre, Role(invitation.role), now)


def _admit(user: User, organization: Organization | None, centre: Centre | None, role: Role, now: datetime) -> Membership:
    """A new role in the same place replaces the old one."""
    earlier = Membership.objects.filter(user=user, organization=organization, centre=centre, ended=None)
    (earlier if organization else earlier.filter(role=role)).update(ended=now)
    made = Membership.objects.create(user=user, organization=organization, centre=centre, role=role, since=now)
    note(
        now=now, actor=user.actor, action="people.joined", subject=user.actor, centre=made.tenant,
        organization=str(organization.id) if organization else "", fields=[f"role:{role}"],
    )  # fmt: skip
    return made


@transaction.atomic
def end(*, by: Membership, membership: Membership, now: datetime) -> None:
    """Somebody leaves: access ends at once, and without any membership left all sessions do too."""
    if not may_end(by, membership):
        raise Refused("may_not_end")
    if Membership.objects.filter(pk=membership.pk, ended=None).update(ended=now) != 1:
        return
    waiting = Invitation.objects.filter(used=None)
    same = {"organization": membership.organization_id, "centre": membership.centre_id}
    waiting.filter(by=membership).delete()  # nobody comes in, or back, by a link of theirs
    waiting.filter(email__iexact=membership.user.email, **same).delete()
    note(
        now=now, actor=by.user.actor, action="people.left", subject=membership.user.actor, centre=membership.tenant,
        organization=str(membership.organization_id or ""), fields=[f"role:{membership.role}"],
    )  # fmt: skip
    if not Membership.objects.filter(user=membership.user_id).current().exists():
        end_sessions(user=membership.user)


@transaction.atomic
def found(
    *,
    email: str,
    name: str,
    password: str,
    role: Role,
    centre: Centre | None,
    now: datetime,
    organization: Organization | None = None,
    renew: bool = False,
) -> Membership:
    """Somebody made on the command line. `renew`: an account that is there gets the password, too."""
    user = account_of(email)
    if user is None:
        user = create_user(email=email, name=name, password=password, language="de", now=now)
    elif renew:
        new_password(user=user, password=password, now=now)
    return _admit(user, organization, centre, role, now)


@transaction.atomic
def create_tenant(*, centre: Centre, email: str, name: str, password: str, now: datetime) -> Membership:
    """The centre takes part from now on, and has its first coordinator."""
    activate_centre(centre=centre, now=now)
    return found(email=email, name=name, password=password, role=Role.COORDINATOR, centre=centre, now=now)
