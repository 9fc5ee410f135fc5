"""Lists to take away, in German with fixed columns: what the page of the same name shows, whole and with the same filters."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import desk, membership_of
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Centre, Task
from anlaufpunkt.network.selectors import KINDS
from anlaufpunkt.reach.adapters.sheets import MIME, written
from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.reach.selectors import calendar, gaps, maps, organisations, services
from anlaufpunkt.reach.selectors.words import FIGURES
from anlaufpunkt.reach.views import calendar as week_view
from anlaufpunkt.reach.views import gaps as gaps_view
from anlaufpunkt.reach.views import services as services_view
from anlaufpunkt.terms.domain.cells import Cell

Rows = Iterator[tuple[Cell, ...]]


@desk(Duty.OVERVIEW)
@require_safe
def take_away(request: HttpRequest, lang: str, name: str, form: str) -> HttpResponse:
    if name not in LISTS or form not in MIME:
        raise Http404
    with override("de"):
        body = written(LISTS[name](request), form)
    response = HttpResponse(body, content_type=MIME[form])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{form}"'
    return response


def _organisations(request: HttpRequest) -> Table:
    mine = membership_of(request)
    found = organisations.found(mine, kind=request.GET.get("kind", ""), text=request.GET.get("q", "")[:80])
    columns = (
        _("Organisation"), _("Kind"), _("Member of"), _("Members"), _("Website"), _("Public contact"), _("Offers"),
        _("Not confirmed"), _("Not published"), _("Reported as wrong"),
    )  # fmt: skip
    rows = (
        (
            row.organization.name, str(KINDS[Kind(row.organization.kind)]),
            row.organization.umbrella.name if row.organization.umbrella else "", row.clubs, row.organization.website,
            ", ".join(row.contacts), row.services, row.unconfirmed, row.unpublished, row.reported,
        )
        for row in organisations.with_figures(mine, found, timezone.localdate())
    )  # fmt: skip
    return Table(_("Organisations"), columns, rows)


def _services(request: HttpRequest) -> Table:
    mine, today = membership_of(request), timezone.localdate()
    standing = services.Standing(mine, today)
    found = standing.described(standing.listed(**services_view.wanted(request)))
    columns = (_("Offer"), _("Organisation"), _("To do"), _("Last confirmed"))
    rows = (
        (service.shown_name or "", service.organization.name, ", ".join(str(s) for s in states), service.assured_date)  # type: ignore[attr-defined]
        for service, states in found
    )
    return Table(_("Offers"), columns, rows)


def _calendar(request: HttpRequest) -> Table:
    mine = membership_of(request)
    day, chosen = week_view.wanted(request)
    place = week_view.place_of(chosen["place"])
    slots = calendar.week(mine, day, need=chosen["need"], group=chosen["group"], place=place)
    columns = (_("Day"), _("From"), _("Until"), _("Offer"), _("Organisation"), _("District"), _("At the same time"))
    rows = (
        (
            e.slot.day, f"{e.slot.begins:%H:%M}" if e.slot.begins else "", f"{e.slot.ends:%H:%M}" if e.slot.ends else "",
            e.name, e.organization, e.slot.district, ", ".join(e.others),
        )
        for e in calendar.entries(mine, slots, slots)
    )  # fmt: skip
    return Table(_("Calendar"), columns, rows)


def _gaps(request: HttpRequest) -> Table:
    centre = get_object_or_404(Centre, pk=membership_of(request).centre_id)
    quarter, chosen = gaps_view.wanted(request)
    figure = FIGURES[chosen["figure"]]
    heads, names = gaps_view.columns(centre, chosen["by"]), labels("de")
    columns = (
        _("Need"),
        *(str(word) for word in FIGURES.values()),
        *(f"{figure}: {head}" for _key, head in heads),
    )
    rows = (_gap(gap, names[gap.need], chosen, heads) for gap in gaps.gaps(centre, quarter))
    return Table(_("Gaps"), columns, rows)


def _gap(gap: gaps.Gap, name: str, chosen: dict[str, str], heads: list[tuple[str, str]]) -> tuple[Cell, ...]:
    parts = maps.cells(gap, chosen["figure"], chosen["by"], heads)
    return (name, *(value for _word, value in maps.totals(gap)), *(value for _head, value, _heat in parts))


def _tasks(request: HttpRequest) -> Table:
    seen = Task.objects.visible_to(membership_of(request)).select_related(
        "meeting__table", "owner__user", "owner__organization", "owner__centre"
    )
    columns = (_("Until"), _("What is to be done"), _("Who"), _("Where"), _("Round table"), _("Done on"))
    rows = (
        (
            t.due, t.what, t.owner.user.name, t.owner.place, t.meeting.table.name,
            timezone.localtime(t.done).date() if t.done else None,
        )
        for t in seen.order_by("due", "id")
    )  # fmt: skip
    return Table(_("Tasks"), columns, rows)


LISTS: dict[str, Callable[[HttpRequest], Table]] = {
    "organisations": _organisations, "services": _services, "calendar": _calendar, "gaps": _gaps, "tasks": _tasks,
}  # fmt: skip
