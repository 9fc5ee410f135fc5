"""What waits for somebody at the desk, over all rooms."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.contact.selectors import counts
from anlaufpunkt.contact.selectors.words import INBOX
from anlaufpunkt.editing.domain.lifecycle import State
from anlaufpunkt.editing.selectors import drafts, handed_in
from anlaufpunkt.network.domain.roles import Duty, Role, duties_of
from anlaufpunkt.network.models import Membership
from anlaufpunkt.network.selectors import open_requests
from anlaufpunkt.reach.models import Task
from anlaufpunkt.upkeep.selectors.calls import waiting_organizations
from anlaufpunkt.upkeep.selectors.reports import reports_for
from anlaufpunkt.upkeep.selectors.reviews import services_to_confirm


@dataclass(frozen=True, slots=True)
class Pile:
    """`path` is below the desk."""

    label: object
    count: int
    path: str


def waiting(mine: Membership, now: datetime) -> list[Pile]:
    """Only what the role may do, and only where there is something."""
    may = duties_of(Role(mine.role))
    piles: list[Pile] = []
    if Duty.INQUIRIES in may:
        asked = counts(membership=mine, now=now)
        piles += [Pile(INBOX[view], asked[view], f"inquiries/?view={view}") for view in INBOX]
    if Duty.CHECKING in may:
        piles.append(Pile(_("Offers to check"), handed_in(mine).count(), "checking/"))
    elif Duty.SERVICES in may:
        own = drafts(mine)
        piles.append(Pile(_("Please look again"), own.filter(state=State.RETURNED.value).count(), "services/"))
        piles.append(Pile(_("Drafts"), own.filter(state=State.DRAFT.value).count(), "services/"))
        piles.append(
            Pile(_("Please confirm that they are right"), len(services_to_confirm(mine, timezone.localdate(now))), "reports/")
        )
    if Duty.UPKEEP in may:
        piles.append(Pile(_("Please call"), len(waiting_organizations(mine)), "calls/"))
    if Duty.SERVICES in may:
        reported = reports_for(mine, timezone.localdate(now)).mine
        piles.append(Pile(_("Reported"), len(reported), "reports/"))
        own_tasks = Task.objects.visible_to(mine).filter(owner__user=mine.user_id, done=None)
        piles.append(Pile(_("Tasks of round tables"), own_tasks.count(), "tasks/"))
    if Duty.PARTNERS in may:
        piles.append(Pile(_("Requests for access"), open_requests(membership=mine, now=now).count(), "partners/requests/"))
    return [pile for pile in piles if pile.count]
