"""An organisation asks for access, without an account; and the coordinator's answer."""

import uuid

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlaufpunkt.network import actions
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.asking import name_key
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.forms import AskForm, DeclineForm, GrantForm, invitation_problem
from anlaufpunkt.network.models import AccessRequest, Centre
from anlaufpunkt.network.selectors import (
    centres_of,
    example_centre,
    has_coordinator,
    known_organizations,
    open_requests,
    partners,
    places,
    request_behind,
)
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, lang: str) -> HttpResponse:
    """First the place, hence the centre; then, where somebody can answer, the form."""
    slug = request.GET.get("centre", "")
    if not slug:
        return _which_centre(request, lang)
    centre = get_object_or_404(Centre, slug=slug)
    if not has_coordinator(centre):
        return render(request, "network/ask.html", {"centre": centre, "nobody": True, "example": example_centre()})
    form = AskForm(request.POST or None, initial={"form": uuid.uuid4()})
    context = {"centre": centre, "form": form, "known": known_organizations(centre)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "network/ask.html", context, status=422 if form.errors else 200)
    if not consume(request, action="ask_access"):
        form.add_error(None, _("That was too often in a short time. Please try again in an hour, or call the centre."))
        return render(request, "network/ask.html", context, status=429)
    if consume(request, action="ask_access_mail", key=form.cleaned_data["email"].lower()):  # else the page says the same
        actions.ask(
            centre=centre, language=lang, address=request.build_absolute_uri(f"/{lang}/join/confirm/"), now=timezone.now(),
            **form.cleaned_data,
        )  # fmt: skip
    return HttpResponseRedirect(f"/{lang}/join/?sent=1", status=303)


def _which_centre(request: HttpRequest, lang: str) -> HttpResponse:
    if "sent" in request.GET:
        return render(request, "network/ask.html", {"sent": True})
    typed, example = request.GET.get("place", "")[:80], example_centre()
    found = centres_of(places().named(typed)) if typed.strip() else []
    if example and name_key(typed) == name_key(example.seat):
        found = [example]
    if len(found) == 1:
        return HttpResponseRedirect(f"/{lang}/join/?centre={found[0].slug}")
    context = {"example": example, "typed": typed, "choices": found, "unknown": bool(typed.strip()) and not found}
    return render(request, "network/ask.html", context, status=422 if context["unknown"] else 200)


@public
@csrf_exempt  # the secret in the address is what counts, not who sends it
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    """The link in the mail; it takes a tap, because programs that look through mail open links too."""
    now = timezone.now()
    asked = request_behind(secret, now)
    if asked is None:
        raise Http404
    if request.method == "POST":
        actions.confirm(asked=asked, now=now)
        asked = request_behind(secret, now)
    return render(request, "network/ask_confirm.html", {"asked": asked})


@desk(Duty.PARTNERS)
@require_safe
def requests(request: HttpRequest, lang: str) -> HttpResponse:
    found = open_requests(membership=membership_of(request), now=timezone.now())
    forms = [(asked, GrantForm(prefix=str(asked.id)), DeclineForm(prefix=str(asked.id))) for asked in found]
    return desk_page(request, "network/requests.html", _("Requests for access"), found=forms)


@desk(Duty.PARTNERS)
@require_POST
def grant(request: HttpRequest, lang: str, asked: uuid.UUID) -> HttpResponse:
    mine = membership_of(request)
    wanted = _request(request, asked)
    form = GrantForm(request.POST, prefix=str(asked))
    try:
        actions.grant(
            by=mine, asked=wanted, kind=form.cleaned_data["kind"] if form.is_valid() else None,
            address=request.build_absolute_uri(f"/{wanted.language}/join/"), now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, _problem(refused))
    else:
        messages.success(request, _("The invitation is on its way. The link is valid for 14 days."))
    return HttpResponseRedirect(f"/{lang}/desk/partners/requests/")


@desk(Duty.PARTNERS)
@require_POST
def decline(request: HttpRequest, lang: str, asked: uuid.UUID) -> HttpResponse:
    wanted = _request(request, asked)
    form = DeclineForm(request.POST, prefix=str(asked))
    if not form.is_valid():
        messages.error(request, _("Please choose a reason."))
        return HttpResponseRedirect(f"/{lang}/desk/partners/requests/")
    try:
        actions.decline(by=membership_of(request), asked=wanted, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refused as refused:
        messages.error(request, _problem(refused))
    else:
        messages.success(request, _("The person gets a mail with the reason. The request is deleted."))
    return HttpResponseRedirect(f"/{lang}/desk/partners/requests/")


@desk(Duty.PARTNERS)
@require_POST
def trust(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(partners(membership=membership_of(request)), pk=organization)
    trusted = request.POST.get("trusted") == "yes"
    try:
        actions.trust(by=membership_of(request), organization=found, trusted=trusted, now=timezone.now())
    except Refused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"/{lang}/desk/partners/")


def _request(request: HttpRequest, asked: uuid.UUID) -> AccessRequest:
    return get_object_or_404(open_requests(membership=membership_of(request), now=timezone.now()), pk=asked)


def _problem(refused: Refused) -> str:
    return {
        "name_taken": _("An organisation with this name belongs to another centre. Please call the person."),
        "too_many_into_the_place": invitation_problem(refused),
        "too_many_by_the_person": invitation_problem(refused),
        "kind_missing": _("Please choose what kind of organisation it is."),
    }.get(refused.code, _("Somebody has answered this request already."))
