"""How much of the directory is confirmed."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.upkeep.domain.share import Share, together
from anlaufpunkt.upkeep.selectors.calls import overdue_organizations, waiting_organizations
from anlaufpunkt.upkeep.selectors.reports import reports_for
from anlaufpunkt.upkeep.selectors.shares import shares_of, shares_over_time

WIDTH, GAP, HEIGHT = 20, 6, 100  # of a bar, in the units of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    month: str
    share: Share
    x: int
    y: int


@desk(Duty.UPKEEP)
@require_safe
def freshness(request: HttpRequest, lang: str) -> HttpResponse:
    mine, today = membership_of(request), timezone.localdate()
    rows = shares_of(mine, today)
    bars = _bars(shares_over_time(mine), lang)
    return desk_page(
        request, "upkeep/freshness.html", _("How much is confirmed"), rows=rows, whole=together(row.share for row in rows),
        bars=bars, width=max(len(bars), 1) * (WIDTH + GAP), height=HEIGHT, bar=WIDTH, calls=len(waiting_organizations(mine)),
        overdue=overdue_organizations(mine, today), reports=len(reports_for(mine, today).mine),
    )  # fmt: skip


def _bars(months: list[tuple[date, Share]], lang: str) -> list[Bar]:
    return [
        Bar(format_date(month, "LLL y", locale=LANGUAGES[lang].cldr), share, at * (WIDTH + GAP), HEIGHT - share.percent)
        for at, (month, share) in enumerate(months)
    ]
