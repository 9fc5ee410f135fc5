"""Lists to take away, in the reader's language: what the page of the same name shows, whole and with the same filters."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.editing.domain.lifecycle import STATUS
from anlaufpunkt.editing.selectors.words import STATES
from anlaufpunkt.finder.selectors.cards import where
from anlaufpunkt.finder.selectors.words import rule_words
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import desk, membership_of
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import KINDS
from anlaufpunkt.reach.adapters.sheets import MIME, written
from anlaufpunkt.reach.domain.table import Table
from anlaufpunkt.reach.models import Task
from anlaufpunkt.reach.selectors import calendar, gaps, maps, organisations, services
from anlaufpunkt.reach.selectors.words import FIGURES
from anlaufpunkt.reach.views import calendar as week_view
from anlaufpunkt.reach.views import gaps as gaps_view
from anlaufpunkt.reach.views import services as services_view
from anlaufpunkt.terms.domain.cells import Cell

EXAMPLE = "EXAMPLE"  # the mark of what is invented, the same in every language


@desk(Duty.OVERVIEW)
@require_safe
def take_away(request: HttpRequest, lang: str, name: str, form: str) -> HttpResponse:
    if name not in LISTS or form not in MIME:
        raise Http404
    table = LISTS[name](request, lang)
    response = HttpResponse(written(table, form), content_type=MIME[form])
    ending = f"{timezone.localdate():%Y-%m-%d}.{form}"
    own = quote(f"{table.title}-{ending}", safe="")  # what old programs cannot read stands beside it in plain letters
    response["Content-Disposition"] = f"attachment; filename=\"{name}-{ending}\"; filename*=UTF-8''{own}"
    return response


def _marked(name: str, is_example: bool) -> str:
    return f"{EXAMPLE}: {name}" if is_example and not name.startswith(EXAMPLE) else name


def _organisations(request: HttpRequest, lang: str) -> Table:
    mine = membership_of(request)
    found = organisations.found(mine, kind=request.GET.get("kind", ""), text=request.GET.get("q", "")[:80])
    columns = (
        _("Organisation"), _("Kind"), _("Member of"), _("Members"), _("Website"), _("Public contact"), _("Published"),
        _("Not confirmed"), _("Not published"), _("New drafts"), _("Reported as wrong"),
    )  # fmt: skip
    rows = (
        (
            _marked(row.organization.name, row.organization.is_example), str(KINDS[Kind(row.organization.kind)]),
            row.organization.umbrella.name if row.organization.umbrella else "", row.clubs, row.organization.website,
            ", ".join(row.contacts), row.published, row.unconfirmed, row.unpublished, row.drafts, row.reported,
        )
        for row in organisations.with_figures(mine, found, timezone.localdate())
    )  # fmt: skip
    return Table(lang, _("Organisations"), columns, rows)


def _services(request: HttpRequest, lang: str) -> Table:
    mine, today = membership_of(request), timezone.localdate()
    standing = services.Standing(mine, today)
    columns = (
        _("Offer"), _("Organisation"), _("When"), _("Where"), _("Contact"), _("State"), _("To do"), _("Last confirmed"),
    )  # fmt: skip
    rows = (_offer(offer, states, lang) for offer, states in standing.away(standing.listed(**services_view.wanted(request))))
    return Table(lang, _("Offers"), columns, rows)


def _offer(offer: Offer, states: list[Promise], lang: str) -> tuple[Cell, ...]:
    _language, text = offer.text(offer.language)
    when = "; ".join(filter(None, (*(rule_words(rule, lang) for rule in offer.rules), offer.time_note)))
    contact = ", ".join(filter(None, (offer.phone, offer.email, offer.url)))
    state = str(STATES[STATUS[offer.status]])
    if offer.closed_until and offer.status == "temporarily closed":
        state += f" ({_('Closed until')} {offer.closed_until:%d.%m.%Y})"
    return (
        _marked(text.name, offer.is_example), offer.organization, when, where(offer), contact, state,
        ", ".join(str(s) for s in states), offer.assured,
    )  # fmt: skip


def _calendar(request: HttpRequest, lang: str) -> Table:
    mine = membership_of(request)
    day, chosen = week_view.wanted(request)
    place = week_view.place_of(chosen["place"])
    slots = calendar.week(mine, day, need=chosen["need"], group=chosen["group"], place=place)
    columns = (_("Day"), _("From"), _("Until"), _("Offer"), _("Organisation"), _("District"), _("At the same time"))
    rows = (
        (
            e.slot.day, f"{e.slot.begins:%H:%M}" if e.slot.begins else "", f"{e.slot.ends:%H:%M}" if e.slot.ends else "",
            _marked(e.name, e.is_example), e.organization, e.slot.district, ", ".join(e.others),
        )
        for e in calendar.entries(mine, slots, slots)
    )  # fmt: skip
    return Table(lang, _("Calendar"), columns, rows)


def _gaps(request: HttpRequest, lang: str) -> Table:
    centre = get_object_or_404(Centre, pk=membership_of(request).centre_id)
    quarter, chosen = gaps_view.wanted(request)
    figure = FIGURES[chosen["figure"]]
    heads, names = gaps_view.columns(centre, chosen["by"]), labels(lang)
    columns = (
        _("Need"),
        *(str(word) for word in FIGURES.values()),
        *(f"{figure}: {head}" for _key, head in heads),
    )
    rows = (_gap(gap, names[gap.need], chosen, heads) for gap in gaps.gaps(centre, quarter))
    return Table(lang, _("Gaps"), columns, rows)


def _gap(gap: gaps.Gap, name: str, chosen: dict[str, str], heads: list[tuple[str, str]]) -> tuple[Cell, ...]:
    parts = maps.cells(gap, chosen["figure"], chosen["by"], heads)
    return (name, *(value for _word, value in maps.totals(gap)), *(value for _head, value, _heat in parts))


def _tasks(request: HttpRequest, lang: str) -> Table:
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
    return Table(lang, _("Tasks"), columns, rows)


LISTS: dict[str, Callable[[HttpRequest, str], Table]] = {
    "organisations": _organisations, "services": _services, "calendar": _calendar, "gaps": _gaps, "tasks": _tasks,
}  # fmt: skip
