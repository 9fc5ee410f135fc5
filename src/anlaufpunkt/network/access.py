"""The guard of the desk's pages: signed in, in a place, with a second factor where the role needs one, and with the duty.

Every form says in which place it was opened. Who has switched in another tab meanwhile changes nothing by it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from anlaufpunkt.accounts.models import User
from anlaufpunkt.accounts.selectors import has_second_factor, second_factor_elsewhere
from anlaufpunkt.network.domain.roles import MAY, NEEDS_SECOND_FACTOR, Duty, Role, duties_of
from anlaufpunkt.network.models import Membership
from anlaufpunkt.network.selectors import ROLES, memberships_of

CHOSEN = "membership"  # the session's key for the place somebody works in at the moment
OPENED_IN = "opened_in"  # the membership in which a form was opened: a field, or in the address of a form with a file
_OWN = (OPENED_IN, "csrfmiddlewaretoken")
View = Callable[..., HttpResponse]


class NotYours(PermissionDenied):
    """A page of the desk for which somebody's role does not suffice."""

    def __init__(self, duty: Duty) -> None:
        super().__init__()
        self.duty = duty


def desk(duty: Duty, *, anywhere: bool = False) -> Callable[[View], View]:
    """The view gets the membership as `request.membership`. `anywhere`: it matters not in which place its form was opened."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, lang: str, **rest: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), f"/{lang}{reverse('account_login')}")
            membership = _chosen(request)
            if membership is None or Role(membership.role) not in MAY[duty]:
                request.membership = membership  # type: ignore[attr-defined]  # the page that refuses says whom to ask
                raise NotYours(duty)
            proven = has_second_factor(membership.user) or second_factor_elsewhere(request)
            if membership.role in NEEDS_SECOND_FACTOR and not settings.DEMO and not proven:
                return HttpResponseRedirect(f"/{lang}{reverse('mfa_index')}?needed=1")
            request.membership = membership  # type: ignore[attr-defined]
            if request.method == "POST" and not anywhere and _opened_in(request) != str(membership.id):
                return _elsewhere(request, lang)
            return view(request, lang, **rest)

        guarded.policy = f"desk:{duty}"  # type: ignore[attr-defined]
        return guarded

    return guard


def _chosen(request: HttpRequest) -> Membership | None:
    """The place chosen in this session, else the oldest; asked of the database each time, so that who left is out at once."""
    mine = list(memberships_of(user=cast("User", request.user)))
    wanted = request.session.get(CHOSEN)
    return next((m for m in mine if str(m.id) == wanted), mine[0] if mine else None)


def _opened_in(request: HttpRequest) -> str:
    """A form with a file says it in its address: nothing may read it before the view has somebody who takes the file."""
    return (request.GET if _with_file(request) else request.POST).get(OPENED_IN, "")


def _with_file(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"


@csrf_protect  # pages with a file check that themselves, later
def _elsewhere(request: HttpRequest, lang: str) -> HttpResponse:
    """Nothing is changed; one button switches and sends what was typed. Where the form does not say, it is sent from here."""
    mine = membership_of(request)
    opened = next((m for m in memberships_of(user=mine.user) if str(m.id) == _opened_in(request)), None)
    query = request.GET.copy()
    to, file = opened or mine, _with_file(request)
    query.pop(OPENED_IN, None)
    if file:
        query[OPENED_IN] = str(to.id)
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in _OWN]
    return desk_page(
        request, "network/elsewhere.html", _("Please look: another place"), status=409, opened=opened, to=to, file=file,
        again=f"{request.path}?{query.urlencode()}", typed=typed,
    )  # fmt: skip


def membership_of(request: HttpRequest) -> Membership:
    """The membership the guard has found."""
    return cast("Membership", request.membership)  # type: ignore[attr-defined]


def desk_page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: object) -> HttpResponse:
    """A page of the desk: with the place somebody works in, and the menu of that role's duties."""
    mine = membership_of(request)
    role = Role(mine.role)
    frame = {"membership": mine, "role": ROLES[role], "duties": duties_of(role), "title": title}
    frame["opened_in"] = opened_in(mine)
    return render(request, template, {**frame, **context}, status=status)


def opened_in(membership: Membership) -> SafeString:
    """What every form of the desk carries beside its token."""
    return format_html('<input type="hidden" name="{}" value="{}">', OPENED_IN, membership.id)
