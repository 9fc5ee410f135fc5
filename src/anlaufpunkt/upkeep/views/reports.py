"""What was reported as wrong, and what waits for a confirmation at the desk."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlaufpunkt.directory.domain.reports import Outcome, Owner
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep import actions
from anlaufpunkt.upkeep.domain.answers import Answer
from anlaufpunkt.upkeep.policies import may_agree, may_settle
from anlaufpunkt.upkeep.selectors.links import answerable
from anlaufpunkt.upkeep.selectors.reports import FACTS, OWNERS, open_for, receiver, reports_for
from anlaufpunkt.upkeep.selectors.reviews import hidden_services, services_to_confirm
from anlaufpunkt.upkeep.selectors.words import OUTCOMES


@dataclass(frozen=True, slots=True)
class Line:
    report: Report
    name: str
    fact: str
    owner: str
    overdue: bool
    outcomes: list[tuple[str, str]]


@desk(Duty.SERVICES)
@require_safe
def reports(request: HttpRequest, lang: str) -> HttpResponse:
    mine, today = membership_of(request), timezone.localdate()
    found = reports_for(mine, today)
    carrier = mine.organization
    return desk_page(
        request, "upkeep/reports.html", _("Reported and to be confirmed"),
        mine=[_line(mine, r, lang) for r in found.mine], others=[_line(mine, r, lang) for r in found.others],
        hidden=[(s, s.name_in(lang)) for s in hidden_services(mine)],
        waiting=[(s, s.name_in(lang)) for s in services_to_confirm(mine, today)],
        carrier=carrier if carrier and may_agree(mine, carrier) else None,
    )  # fmt: skip


def _line(mine: Membership, report: Report, lang: str) -> Line:
    possible = [o for o in Outcome if o is not Outcome.FORWARDED or receiver(mine, report)] if may_settle(mine, report) else []
    return Line(
        report=report, name=report.service.name_in(lang) if report.service else report.page,
        fact=str(FACTS.get(report.fact, report.fact)), owner=str(OWNERS[Owner(report.owner)]),
        overdue=report.due < timezone.localdate(), outcomes=[(o.value, str(OUTCOMES[o])) for o in possible],
    )  # fmt: skip


@desk(Duty.SERVICES)
@require_POST
def settle_report(request: HttpRequest, lang: str, report: int) -> HttpResponse:
    mine = membership_of(request)
    one = get_object_or_404(open_for(mine), pk=report)
    outcome = request.POST.get("outcome", "")
    if outcome not in set(Outcome):
        raise BadRequest
    try:
        actions.settle(by=mine, report=one, outcome=Outcome(outcome), now=timezone.now())
    except Refused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Noted. Thank you."))
    return HttpResponseRedirect(f"/{lang}/desk/reports/")


@desk(Duty.SERVICES)
@require_POST
def confirm(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    """Still right; what was hidden is shown again. Back to the page the button stood on."""
    mine = membership_of(request)
    one = get_object_or_404(Service.objects.visible_to(mine), pk=service)
    if not answerable(one):
        raise BadRequest
    actions.say(service=one, answer=Answer.RIGHT, actor=mine.user.actor, now=timezone.now())
    messages.success(request, _("Confirmed. Thank you."))
    back = f"services/{one.pk}" if request.POST.get("back") == "service" else "reports"
    return HttpResponseRedirect(f"/{lang}/desk/{back}/")
