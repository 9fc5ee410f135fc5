"""Round tables: which there are, who takes part, when they meet."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Membership
from anlaufpunkt.reach import actions
from anlaufpunkt.reach.forms import TableForm
from anlaufpunkt.reach.models import RoundTable
from anlaufpunkt.reach.policies import may_sit, may_write
from anlaufpunkt.terms.domain.refusal import Refused


def seat(request: HttpRequest) -> Membership:
    """The membership of somebody who may sit at round tables."""
    mine = membership_of(request)
    if not may_sit(mine):
        raise PermissionDenied
    return mine


@desk(Duty.DESK)
@require_safe
def tables(request: HttpRequest, lang: str) -> HttpResponse:
    mine, now = seat(request), timezone.now()
    found = RoundTable.objects.visible_to(mine).annotate(
        members=Count("organizations", distinct=True), coming=Min("meetings__begins", filter=Q(meetings__ends__gte=now)),
        last=Max("meetings__begins", filter=Q(meetings__ends__lt=now)),
    )  # fmt: skip
    return desk_page(request, "reach/tables.html", _("Round tables"), found=found.order_by("name"), writes=may_write(mine))


@desk(Duty.DESK)
@require_safe
def table_page(request: HttpRequest, lang: str, table: uuid.UUID) -> HttpResponse:
    mine = seat(request)
    found = get_object_or_404(RoundTable.objects.visible_to(mine), pk=table)
    return desk_page(
        request, "reach/table.html", found.name, table=found, organizations=found.organizations.all(),
        meetings=found.meetings.order_by("-begins"), now=timezone.now(), writes=may_write(mine),
    )  # fmt: skip


@desk(Duty.OVERVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, lang: str, table: uuid.UUID | None = None) -> HttpResponse:
    """A new round table, or one that changes."""
    mine = membership_of(request)
    known = get_object_or_404(RoundTable.objects.visible_to(mine), pk=table) if table else None
    start = {"name": known.name, "organizations": known.organizations.all()} if known else None
    form = TableForm(mine, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.put_table(
                by=mine, table=known, name=form.cleaned_data["name"], organizations=list(form.cleaned_data["organizations"]),
                now=timezone.now(),
            )  # fmt: skip
            return HttpResponseRedirect(f"/{lang}/desk/tables/{made.id}/")
        except Refused as refused:
            if refused.code != "name_is_taken":
                raise PermissionDenied from refused
            form.add_error("name", _("There is a round table with this name already. Please choose another one."))
    status = 422 if form.errors else 200
    title = known.name if known else _("New round table")
    return desk_page(request, "reach/form.html", title, status=status, form=form, back=f"/{lang}/desk/tables/")
