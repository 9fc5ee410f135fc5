"""The centre's call list."""

import uuid

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep import actions
from anlaufpunkt.upkeep.domain.answers import AGAIN, LONGEST_NOTE, Answer
from anlaufpunkt.upkeep.models import Review
from anlaufpunkt.upkeep.selectors.calls import groups, overdue_organizations, waiting_organizations

ON_A_PAGE = 20
RESULTS = {Answer.RIGHT.value: Answer.RIGHT, Answer.CHANGED.value: Answer.CHANGED, Answer.ENDED.value: Answer.ENDED}


@desk(Duty.UPKEEP)
@require_safe
def call_list(request: HttpRequest, lang: str) -> HttpResponse:
    mine, now = membership_of(request), timezone.now()
    page = Paginator(waiting_organizations(mine), ON_A_PAGE).get_page(request.GET.get("page"))
    found = groups(mine, list(page), now)
    named = [(group, [(row, row.service.name_in(lang)) for row in group.calls]) for group in found]
    today = timezone.localdate(now)
    return desk_page(
        request, "upkeep/calls.html", _("Please call"), page=page, groups=named, today=today, again=AGAIN, longest=LONGEST_NOTE,
        overdue=overdue_organizations(mine, today),
    )  # fmt: skip


@desk(Duty.UPKEEP)
@require_POST
def claim_calls(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    mine = membership_of(request)
    carrier = get_object_or_404(Organization.objects.visible_to(mine), pk=organization)
    try:
        actions.claim(by=mine, organization=carrier, now=timezone.now())
    except Refused as refused:
        messages.error(request, _taken(refused))
    return HttpResponseRedirect(f"/{lang}/desk/calls/#o{organization}")


@desk(Duty.UPKEEP)
@require_POST
def release_calls(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    mine = membership_of(request)
    carrier = get_object_or_404(Organization.objects.visible_to(mine), pk=organization)
    actions.release(by=mine, organization=carrier)
    return HttpResponseRedirect(f"/{lang}/desk/calls/#o{organization}")


@desk(Duty.UPKEEP)
@require_POST
def note_result(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    mine, now = membership_of(request), timezone.now()
    row = get_object_or_404(Review.objects.visible_to(mine).select_related("service__organization"), pk=service)
    said, again = request.POST.get("result", ""), request.POST.get("again", "")
    if said not in {*RESULTS, "not-reached"} and again not in {str(days) for days in AGAIN}:
        raise BadRequest
    try:
        actions.note_call(
            by=mine, review=row, result=RESULTS.get(said), again=int(again) if again and not said else None,
            words=request.POST.get("note", ""), now=now,
        )  # fmt: skip
        messages.success(request, _("Noted. Thank you."))
    except Refused as refused:
        messages.error(request, _taken(refused))
    return HttpResponseRedirect(f"/{lang}/desk/calls/#o{row.service.organization_id}")


def _taken(refused: Refused) -> str:
    if refused.code == "claimed":
        return _("%(name)s is calling this organisation at the moment.") % {"name": refused.facts["by"]}
    return _("Somebody has answered meanwhile. This call is no longer needed.")
