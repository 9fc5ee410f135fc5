"""The journal of the centre, for auditors and coordinators."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.journal.selectors import entries_of
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.reach.selectors.journal import told

ON_A_PAGE = 50


@desk(Duty.JOURNAL)
@require_safe
def journal(request: HttpRequest, lang: str) -> HttpResponse:
    centre = membership_of(request).tenant
    page = Paginator(entries_of(centre=centre), ON_A_PAGE).get_page(request.GET.get("page"))
    return desk_page(request, "reach/journal.html", _("Journal"), page=page, lines=told(page, centre=centre))
