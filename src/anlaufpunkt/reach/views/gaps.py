"""Gaps at a glance: a heat table of all needs, and one need as map and table."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.finder.selectors.words import spoken
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.organizations import EXAMPLE_CENTRE
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Centre
from anlaufpunkt.reach.domain.quarters import Quarter, finished
from anlaufpunkt.reach.selectors import gaps, maps
from anlaufpunkt.reach.selectors.words import FIGURES
from anlaufpunkt.terms.domain.folding import fold

PER_PAGE = 20


def wanted(request: HttpRequest) -> tuple[Quarter, dict[str, str]]:
    """Quarter, figure and breakdown as the address says them."""
    quarters = {f"{year}-{number}": (year, number) for year, number in finished(timezone.localdate())}
    chosen = request.GET.get("quarter", "")
    chosen = chosen if chosen in quarters else next(iter(quarters))
    figure, by = request.GET.get("figure", ""), request.GET.get("by", "")
    return quarters[chosen], {
        "quarter": chosen, "figure": figure if figure in FIGURES else "offered", "by": by if by == "languages" else "places",
        "text": request.GET.get("text", "")[:80],
    }  # fmt: skip


def columns(centre: Centre, by: str) -> list[tuple[str, str]]:
    if by == "languages":
        return [(code, spoken(code)) for code in gaps.languages()]
    places = gaps.places_of(centre)
    whole = [(centre.ags, _("place not said"))] if len(places) > 1 and centre.ags not in places else []
    return [*sorted(places.items(), key=lambda row: row[1]), *whole]


def _centre(request: HttpRequest) -> Centre:
    return get_object_or_404(Centre, pk=membership_of(request).centre_id)


def _quarters() -> Iterable[tuple[str, str]]:
    for year, number in finished(timezone.localdate()):
        yield f"{year}-{number}", _("quarter %(number)s of %(year)s") % {"number": number, "year": year}


@desk(Duty.OVERVIEW)
@require_safe
def table(request: HttpRequest, lang: str) -> HttpResponse:
    centre, names = _centre(request), labels(lang)
    quarter, chosen = wanted(request)
    found = [g for g in gaps.gaps(centre, quarter) if fold(chosen["text"]) in fold(names[g.need])]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    heads = columns(centre, chosen["by"])
    rows = [(names[gap.need], gap.need, maps.totals(gap), maps.cells(gap, chosen["figure"], chosen["by"], heads)) for gap in page]
    return desk_page(
        request, "reach/gaps.html", _("Gaps"), page=page, chosen=chosen, heads=[head for _key, head in heads], figures=FIGURES,
        rows=rows, quarters=list(_quarters()), invented=centre.ags == EXAMPLE_CENTRE,
    )  # fmt: skip


@desk(Duty.OVERVIEW)
@require_safe
def one_need(request: HttpRequest, lang: str, need: str) -> HttpResponse:
    if need not in need_ids():
        raise Http404
    centre = _centre(request)
    quarter, chosen = wanted(request)
    gap = next(g for g in gaps.gaps(centre, quarter) if g.need == need)
    figure = chosen["figure"]
    own = maps.own_map(centre, gap, figure)
    return desk_page(
        request, "reach/gap.html", labels(lang)[need], chosen=chosen, figures=FIGURES, quarters=list(_quarters()),
        totals=maps.totals(gap), invented=centre.ags == EXAMPLE_CENTRE,
        figure=FIGURES[figure], own=own, state=maps.state_map(centre, need), source=maps.source(),
        legend=maps.legend(figure), state_legend=maps.legend("offered"),
        languages=[(name, maps.shown(figure, maps.part(gap, figure, "languages", code))) for code, name in
                   columns(centre, "languages")],
        districts=sorted(gaps.offered_by_district(centre, need).items()),
    )  # fmt: skip
