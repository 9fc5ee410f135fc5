"""The guard of the desk's pages: signed in, in a place, with a second factor where the role needs one, and with the duty."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from anlaufpunkt.accounts.models import User
from anlaufpunkt.accounts.selectors import has_second_factor, second_factor_elsewhere
from anlaufpunkt.network.domain.roles import MAY, NEEDS_SECOND_FACTOR, Duty, Role, duties_of
from anlaufpunkt.network.models import Membership
from anlaufpunkt.network.selectors import ROLES, memberships_of

CHOSEN = "membership"  # the session's key for the place somebody works in at the moment
View = Callable[..., HttpResponse]


def desk(duty: Duty) -> Callable[[View], View]:
    """The view gets the membership as `request.membership`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, lang: str, **rest: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), f"/{lang}{reverse('account_login')}")
            membership = _chosen(request)
            if membership is None or Role(membership.role) not in MAY[duty]:
                raise PermissionDenied
            proven = has_second_factor(membership.user) or second_factor_elsewhere(request)
            if membership.role in NEEDS_SECOND_FACTOR and not settings.DEMO and not proven:
                return HttpResponseRedirect(f"/{lang}{reverse('mfa_index')}?needed=1")
            request.membership = membership  # type: ignore[attr-defined]
            return view(request, lang, **rest)

        guarded.policy = f"desk:{duty}"  # type: ignore[attr-defined]
        return guarded

    return guard


def _chosen(request: HttpRequest) -> Membership | None:
    """The place chosen in this session, else the oldest; asked of the database each time, so that who left is out at once."""
    mine = list(memberships_of(user=cast("User", request.user)))
    wanted = request.session.get(CHOSEN)
    return next((m for m in mine if str(m.id) == wanted), mine[0] if mine else None)


def membership_of(request: HttpRequest) -> Membership:
    """The membership the guard has found."""
    return cast("Membership", request.membership)  # type: ignore[attr-defined]


def desk_page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: object) -> HttpResponse:
    """A page of the desk: with the place somebody works in, and the menu of that role's duties."""
    mine = membership_of(request)
    role = Role(mine.role)
    frame = {"membership": mine, "role": ROLES[role], "duties": duties_of(role), "title": title}
    return render(request, template, {**frame, **context}, status=status)
