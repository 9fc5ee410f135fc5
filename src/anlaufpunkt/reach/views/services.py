"""What somebody has to do about the offers of a centre."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.editing.models import Draft
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.reach.selectors.services import LINE, Standing
from anlaufpunkt.reach.selectors.words import CHOICES, SORTS

PER_PAGE = 50


def wanted(request: HttpRequest) -> dict[str, str]:
    """Filter and order as the address says them; the list to take away follows the same."""
    choice = {key: request.GET.get(key, "")[:80] for key in ("state", "text", "need")}
    return {**choice, "sort": request.GET.get("sort", "name")}


@desk(Duty.OVERVIEW)
@require_safe
def overview(request: HttpRequest, lang: str) -> HttpResponse:
    mine, today = membership_of(request), timezone.localdate()
    chosen = wanted(request)
    standing = Standing(mine, today)
    counts, drafts = standing.counts(), Draft.objects.visible_to(mine).filter(service=None).count()
    pages = Paginator(standing.listed(**chosen).only(*LINE), PER_PAGE)
    if not chosen["text"] and not chosen["need"] and chosen["state"] in counts:
        pages.count = counts[chosen["state"]]  # known already: not counted again
    page, names = pages.get_page(request.GET.get("page")), labels(lang)
    return desk_page(
        request, "reach/overview.html", _("Overview"), page=page, drafts=drafts, chosen=chosen, sorts=SORTS,
        offers=standing.described(page), every=counts[""],
        states=[(key, word, counts[key]) for key, word in CHOICES.items()],
        needs=sorted(names.items(), key=lambda row: row[1]),
    )  # fmt: skip
