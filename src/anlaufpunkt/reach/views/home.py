"""The first page of the desk: what waits for somebody, and other places the person works in."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty, Role
from anlaufpunkt.network.selectors import ROLES, memberships_of
from anlaufpunkt.reach.selectors.home import waiting


@desk(Duty.DESK)
@require_safe
def home(request: HttpRequest, lang: str) -> HttpResponse:
    mine = membership_of(request)
    others = [(m, ROLES[Role(m.role)]) for m in memberships_of(user=mine.user) if m.id != mine.id]
    return desk_page(request, "reach/home.html", _("Desk"), others=others, waiting=waiting(mine, timezone.now()))
