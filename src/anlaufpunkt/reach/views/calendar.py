"""What happens when, week by week."""

from datetime import date, timedelta

from babel.dates import format_date
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.finder.selectors.words import GROUPS
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.reach.domain.week import week_of
from anlaufpunkt.reach.selectors import calendar
from anlaufpunkt.terms.domain.holidays import is_holiday
from anlaufpunkt.terms.domain.languages import LANGUAGES

AT_ONCE = 300  # dates on one page
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


def wanted(request: HttpRequest) -> tuple[date, dict[str, str]]:
    """The day and the filter as the address says them; what cannot be read is today."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = timezone.localdate()
    day = day if FIRST <= day < LAST else timezone.localdate()
    return day, {key: request.GET.get(key, "")[:80] for key in ("need", "group", "place")}


def place_of(choice: str) -> tuple[str, str]:
    """ "05913000/Innenstadt-Nord": municipality and district."""
    municipality, _slash, district = choice.partition("/")
    return municipality, district


@desk(Duty.OVERVIEW)
@require_safe
def week_page(request: HttpRequest, lang: str) -> HttpResponse:
    mine = membership_of(request)
    day, chosen = wanted(request)
    slots = calendar.week(mine, day, need=chosen["need"], group=chosen["group"], place=place_of(chosen["place"]))
    page = Paginator(slots, AT_ONCE).get_page(request.GET.get("page"))
    entries = calendar.entries(mine, slots, page)
    cldr, names = LANGUAGES[lang].cldr, labels(lang)
    days = week_of(day)
    return desk_page(
        request, "reach/week.html", _("Calendar"), page=page, chosen=chosen, day=day,
        earlier=day - timedelta(7), later=day + timedelta(7),
        span=f"{format_date(days[0], 'long', locale=cldr)} – {format_date(days[-1], 'long', locale=cldr)}",
        days=[
            (format_date(on, "EEEE", locale=cldr), f"{on.day}.{on.month}.", is_holiday(on),
             [e for e in entries if e.slot.day == on])
            for on in days
        ],
        needs=sorted(names.items(), key=lambda row: row[1]), groups=GROUPS,
        places=_places(calendar.districts_there(mine)),
    )  # fmt: skip


def _places(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Each municipality, then its districts."""
    towns = dict.fromkeys((key, name) for key, name, _district in rows)
    found = []
    for key, name in towns:
        found.append((key, name))
        found += [(f"{key}/{d}", f"{name}: {d}") for k, _name, d in rows if k == key and d]
    return found
