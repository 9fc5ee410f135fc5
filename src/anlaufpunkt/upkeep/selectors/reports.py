"""Open reports, and who has to look at them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.reports import Owner
from anlaufpunkt.directory.models import Report
from anlaufpunkt.network.models import Membership

FACTS = {
    "name": _("Name or description"), "what": _("What"), "who": _("For whom"), "when": _("When"), "where": _("Where"),
    "cost": _("Cost"), "languages": _("Languages"), "contact": _("Contact"), "ended": _("The offer has ended"),
    "changed": _("The organisation says: something has changed"),
}  # fmt: skip
OWNERS = {Owner.ORGANIZATION: _("the organisation"), Owner.CENTRE: _("the centre"), Owner.OPERATOR: _("whoever runs the system")}


@dataclass(frozen=True, slots=True)
class Reports:
    """`mine`: for the place somebody works in; overdue ones of an organisation are the centre's too."""

    mine: list[Report]
    others: list[Report]


def reports_for(membership: Membership, today: date) -> Reports:
    seen = open_for(membership).order_by("due", "created")
    own = Owner.CENTRE if membership.centre_id else Owner.ORGANIZATION
    mine = [r for r in seen if r.owner == own or (membership.centre_id and r.due < today)]
    return Reports(mine, [r for r in seen if r not in mine])


def open_for(membership: Membership) -> QuerySet[Report]:
    found = Report.objects.visible_to(membership).filter(done=False)
    return found.select_related("service__organization").prefetch_related("service__texts")


def receiver(membership: Membership, report: Report) -> Owner | None:
    """To whom a report can be handed on: an organisation gives it to its centre, the centre to an organisation with people."""
    if report.service is None:
        return None
    carrier = report.service.organization
    if membership.organization_id:
        return Owner.CENTRE if carrier.centre_id else None
    people = Membership.objects.current().filter(organization=carrier).exists()
    return Owner.ORGANIZATION if people and report.owner != Owner.ORGANIZATION else None
