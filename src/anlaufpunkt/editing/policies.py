"""Who may do what with an offer: the role, the organisation, and whether its centre trusts it."""

from anlaufpunkt.directory.models import Service
from anlaufpunkt.editing.domain.lifecycle import STATUS, Move, State, may, moves
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.network.domain.roles import Duty, Role, duties_of
from anlaufpunkt.network.models import Membership, Organization


def may_import(membership: Membership, organization: Organization) -> bool:
    """Lists are taken over by those who also decide: leads of the organisation, coordinators of its centre."""
    return Duty.LISTS in duties_of(Role(membership.role)) and membership.reaches(organization)


def state_of(thing: Draft | Service) -> State:
    return State(thing.state) if isinstance(thing, Draft) else STATUS[thing.status]


def may_move(membership: Membership, thing: Draft | Service, move: Move) -> bool:
    carrier = thing.organization
    role = Role(membership.role)
    return membership.reaches(carrier) and may(move, state_of(thing), role, trusted=carrier.trusted)


def moves_of(membership: Membership, thing: Draft | Service) -> list[Move]:
    """What the membership may do with it now."""
    carrier = thing.organization
    return moves(state_of(thing), Role(membership.role), trusted=carrier.trusted) if membership.reaches(carrier) else []
