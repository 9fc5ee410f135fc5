"""Who may do what, beyond the duty a page names: decided by the membership and what it is about."""

from anlaufpunkt.network.domain.roles import INVITES, OF_CENTRE, Role
from anlaufpunkt.network.models import AccessRequest, Centre, Membership, Organization


def may_invite(membership: Membership, role: Role, *, organization: Organization | None, centre: Centre | None) -> bool:
    """Into the own organisation, or, as coordinator, into the own centre and its organisations."""
    if role not in INVITES.get(Role(membership.role), frozenset()):
        return False
    if role in OF_CENTRE:
        return centre is not None and organization is None and membership.centre_id == centre.ags
    return organization is not None and centre is None and membership.reaches(organization)


def may_end(membership: Membership, other: Membership) -> bool:
    """Whoever may invite somebody may also see them out; everybody may leave."""
    if membership.user_id == other.user_id:
        return True
    return may_invite(membership, Role(other.role), organization=other.organization, centre=other.centre)


def may_answer(membership: Membership, asked: AccessRequest) -> bool:
    return membership.role == Role.COORDINATOR and membership.centre_id == asked.centre_id


def may_trust(membership: Membership, organization: Organization) -> bool:
    """A coordinator, an organisation of the own centre."""
    return membership.role == Role.COORDINATOR and membership.reaches(organization)
