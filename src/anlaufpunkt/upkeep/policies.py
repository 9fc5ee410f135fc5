"""Who may agree to mails, and who may settle a report."""

from anlaufpunkt.directory.domain.reports import Owner
from anlaufpunkt.directory.models import Report
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization


def may_agree(membership: Membership, organization: Organization) -> bool:
    """A lead for the own organisation; a coordinator notes what an organisation of the centre has said."""
    return membership.role in (Role.LEAD, Role.COORDINATOR) and membership.reaches(organization)


def may_settle(membership: Membership, report: Report) -> bool:
    """The centre any report about its services, an organisation those it has to look after."""
    return membership.role == Role.COORDINATOR or report.owner == Owner.ORGANIZATION
