"""The desk: where somebody works, with whom, and what was done."""

import uuid

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from anlaufpunkt.network import actions
from anlaufpunkt.network.access import CHOSEN, desk, desk_page, membership_of
from anlaufpunkt.network.domain.colours import ON_DARK, ON_LIGHT, shades
from anlaufpunkt.network.domain.logo import MOST_BYTES
from anlaufpunkt.network.domain.roles import Duty, Role
from anlaufpunkt.network.forms import LOGO_PROBLEMS, BrandingForm, InvitationForm, JoinForm, invitation_problem
from anlaufpunkt.network.models import Membership
from anlaufpunkt.network.policies import may_end
from anlaufpunkt.network.selectors import (
    ROLES,
    branding_of,
    is_only_coordinator,
    memberships_of,
    open_invitation,
    open_invitations,
    people,
)
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public
from anlaufpunkt.ui.adapters.upload import SmallFile


@desk(Duty.DESK, anywhere=True)
@require_POST
def switch(request: HttpRequest, lang: str) -> HttpResponse:
    """Work in another of one's own places; with `again`, what was typed in a form is sent there once more."""
    wanted = request.GET.get("to") or request.POST.get("membership", "")
    if wanted not in {str(m.id) for m in memberships_of(user=membership_of(request).user)}:
        raise PermissionDenied
    request.session[CHOSEN] = wanted
    again = request.GET.get("again", "")
    if again.startswith(f"/{lang}/desk/") and ".." not in again:
        return HttpResponseRedirect(again, status=307)  # the browser sends the same form there
    return HttpResponseRedirect(f"/{lang}/desk/")


@desk(Duty.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def people_page(request: HttpRequest, lang: str) -> HttpResponse:
    mine = membership_of(request)
    form = InvitationForm(mine, request.POST or None)
    if request.method == "POST" and form.is_valid():
        organization = form.cleaned_data.get("organization") or mine.organization
        try:
            actions.invite(
                by=mine, email=form.cleaned_data["email"], role=Role(form.cleaned_data["role"]), organization=organization,
                centre=None if organization else mine.centre, language=lang,
                address=request.build_absolute_uri(f"/{lang}/join/"), now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, invitation_problem(refused))
        else:
            messages.success(request, _("The invitation is on its way. The link is valid for 14 days."))
            return HttpResponseRedirect(f"/{lang}/desk/people/")
    found = [(m, ROLES[Role(m.role)], may_end(mine, m)) for m in people(membership=mine)]
    waiting = [(i, ROLES[Role(i.role)]) for i in open_invitations(membership=mine, now=timezone.now())]
    status = 422 if form.errors else 200
    return desk_page(request, "network/people.html", _("People"), status=status, form=form, found=found, waiting=waiting)


@desk(Duty.PEOPLE)
@require_POST
def invitation(request: HttpRequest, lang: str) -> HttpResponse:
    """Withdraw an open invitation, or send it again with a new link."""
    mine, now = membership_of(request), timezone.now()
    found = open_invitations(membership=mine, now=now).filter(pk=request.POST.get("invitation", "")).first()
    try:
        if found is None:
            raise Refused("invitation_over")
        if "withdraw" in request.POST:
            actions.withdraw(by=mine, invitation=found, now=now)
            messages.success(request, _("The invitation is withdrawn. Its link works no longer."))
        else:
            actions.invite(
                by=mine, email=found.email, role=Role(found.role), organization=found.organization, centre=found.centre,
                language=found.language, address=request.build_absolute_uri(f"/{found.language}/join/"), now=now,
            )  # fmt: skip
            messages.success(request, _("The invitation is on its way. The link is valid for 14 days."))
    except Refused as refused:
        messages.error(request, invitation_problem(refused))
    return HttpResponseRedirect(f"/{lang}/desk/people/")


@desk(Duty.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, lang: str, membership: uuid.UUID) -> HttpResponse:
    """End a membership: a colleague's, or one's own. Asked first; done with `sure`."""
    mine = membership_of(request)
    seen = people(membership=mine) | memberships_of(user=mine.user)
    other = get_object_or_404(seen, pk=membership)
    if not may_end(mine, other):
        raise PermissionDenied
    own = other.user_id == mine.user_id
    back = f"/{lang}/desk/" if own else f"/{lang}/desk/people/"
    if request.method != "POST" or request.POST.get("sure") != "1":
        return desk_page(
            request, "network/leave.html", _("Give back my access") if own else _("End access"), other=other, back=back,
            other_role=ROLES[Role(other.role)], only=is_only_coordinator(other),
        )  # fmt: skip
    try:
        actions.end(by=mine, membership=other, now=timezone.now())
    except Refused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Access has ended."))
    return HttpResponseRedirect(back)


@csrf_exempt  # checked in `_branding`: nothing may read the form before the file has somebody who takes it
@desk(Duty.BRANDING)
@require_http_methods(["GET", "HEAD", "POST"])
def branding(request: HttpRequest, lang: str) -> HttpResponse:
    """The look of the coordinator's centre, with a logo, which is a file."""
    handler = SmallFile(request, 3 * MOST_BYTES)
    request.upload_handlers = [handler]
    return _branding(request, lang, handler)


@csrf_protect
def _branding(request: HttpRequest, lang: str, handler: SmallFile) -> HttpResponse:
    mine = membership_of(request)
    form = BrandingForm(request.POST, request.FILES) if request.method == "POST" else BrandingForm(initial=_look(mine))
    if handler.too_large:  # known once the form has been read
        form = BrandingForm(_look(mine))
        form.add_error("logo", LOGO_PROBLEMS["logo_too_large"])
        return _branding_page(request, form, status=413)
    if request.method != "POST" or not form.is_valid():
        return _branding_page(request, form, status=422 if form.errors else 200)
    data = form.cleaned_data
    actions.set_branding(
        by=mine, name=data["name"], colour=data["colour"], logo=b"" if data["no_logo"] else data["logo"] or None,
        languages=data["languages"], welcome=form.welcome(), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("The look of your pages is saved."))
    return HttpResponseRedirect(f"/{lang}/desk/branding/")


def _branding_page(request: HttpRequest, form: BrandingForm, *, status: int) -> HttpResponse:
    look = branding_of(membership=membership_of(request))
    shown = shades(look.colour) if look and look.colour else None
    samples = [(shown.light, ON_LIGHT), (shown.dark, ON_DARK)] if shown else []
    return desk_page(request, "network/branding.html", _("Look"), status=status, form=form, look=look, samples=samples)


def _look(mine: Membership) -> dict[str, object]:
    """What the form shows before anything is typed."""
    look = branding_of(membership=mine)
    if look is None:
        return {}
    texts = {f"welcome_{code}": text for code, text in look.welcome.items()}
    return {"name": look.name, "colour": look.colour, "languages": look.languages, **texts}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    """The page behind an invitation's link."""
    now = timezone.now()
    invitation = open_invitation(secret, now)
    if invitation is None:
        raise Http404
    user = request.user if request.user.is_authenticated else None
    form = JoinForm(request.POST or None) if user is None else None
    context = {"invitation": invitation, "form": form, "role": ROLES[Role(invitation.role)], "place": None}
    if request.method != "POST" or (form and not form.is_valid()):
        return render(request, "network/join.html", context, status=422 if form and form.errors else 200)
    data = form.cleaned_data if form else {"name": "", "password": ""}
    try:
        made = actions.accept(invitation=invitation, user=user, name=data["name"], password=data["password"], now=now)
    except Refused as refused:
        return render(request, "network/join.html", {**context, "problem": _problem(refused)}, status=422)
    if user is None:  # allauth signs in, so that the session can be listed and ended
        perform_login(request, made.user, email_verification="none")
    request.session[CHOSEN] = str(made.id)
    return HttpResponseRedirect(f"/{lang}/desk/")


def _problem(refused: Refused) -> str:
    return {
        "weak_password": _("Please choose a stronger password.") + " " + refused.facts.get("why", ""),
        "sign_in_first": _("There is an account with this address already. Please sign in, then open the link again."),
        "invitation_for_somebody_else": _("This invitation is for another address. Please sign out first."),
    }.get(refused.code, _("This invitation is no longer valid. Please ask for a new one."))
