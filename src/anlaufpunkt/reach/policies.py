"""Who sits at round tables at all."""

from anlaufpunkt.network.domain.roles import OF_ORGANIZATION, Role
from anlaufpunkt.network.models import Membership

AT_TABLES = OF_ORGANIZATION | {Role.COORDINATOR}


def may_sit(membership: Membership) -> bool:
    """People of organisations and coordinators; whoever audits or operates does not read minutes."""
    return Role(membership.role) in AT_TABLES


def may_write(membership: Membership) -> bool:
    return membership.role == Role.COORDINATOR
