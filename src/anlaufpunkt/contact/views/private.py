"""Behind the private link: what became of the question, in her language."""

import uuid
from contextlib import suppress
from datetime import datetime
from typing import Any

from allauth.core.ratelimit import consume
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.codes import spoken, typed
from anlaufpunkt.contact.domain.inquiry import State
from anlaufpunkt.contact.forms import ContactForm, LostForm, TurnForm
from anlaufpunkt.contact.models import PrivateLink
from anlaufpunkt.contact.selectors import contact_of, link_behind, thread
from anlaufpunkt.contact.selectors.words import CHANNELS, KINDS, PROMISES
from anlaufpunkt.needs.selectors import labels, understood
from anlaufpunkt.terms.domain.characters import western
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public

_COOKIE, _SALT, _MINUTES = "page", "private-page", 30


def private(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Neither stored nor indexed nor passed on; a neutral title, and a way to leave quickly."""
    response = render(request, template, {**context, "sensitive": True, "exit": True, "place": None}, status=status)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    return response


@public
@csrf_exempt  # whoever has the secret may write, nobody else can
@require_http_methods(["GET", "HEAD", "POST"])
def my_page(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    now, link = timezone.now(), link_behind(secret)
    if link is None or link.expires < now:
        return HttpResponseRedirect(f"/{lang}/my/?over=1")
    try:
        if not _is_open(request, link):
            return _ask_pin(request, lang, link, now)
        return _do(request, lang, link, now) if request.method == "POST" else _page(request, link)
    except Refused as refused:
        if refused.code != "erased":
            raise
        return HttpResponseRedirect(f"/{lang}/my/?over=1")  # at this moment


def _is_open(request: HttpRequest, link: PrivateLink) -> bool:
    if not link.pin:
        return True
    try:
        return bool(signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_MINUTES * 60) == link.digest)
    except signing.BadSignature:
        return False


def _ask_pin(request: HttpRequest, lang: str, link: PrivateLink, now: datetime) -> HttpResponse:
    """What she was sending, when the PIN ran out, travels along and is done once the PIN is right."""
    carried = [(name, value) for name, value in request.POST.items() if name != "pin"]
    if request.method != "POST" or "pin" not in request.POST:
        return private(request, "contact/pin.html", carried=carried)
    if not actions.open_door(link=link, pin=western(request.POST["pin"][:80].strip()), now=now):
        text = _("This PIN is not right. After five wrong ones this page stays shut for 15 minutes.")
        return private(request, "contact/pin.html", status=422, problem=text, carried=carried)
    response = _do(request, lang, link, now) if carried else HttpResponseRedirect(request.path)
    response.set_cookie(
        _COOKIE, signing.dumps(link.digest, salt=_SALT), max_age=_MINUTES * 60, httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def _page(request: HttpRequest, link: PrivateLink, *, status: int = 200, **context: Any) -> HttpResponse:
    inquiry = link.inquiry
    contact = contact_of(inquiry.person)
    form = TurnForm(initial={"once": uuid.uuid4()})
    return private(
        request,
        "contact/mine.html",
        status=status,
        **{
            "inquiry": inquiry,
            "code": spoken(inquiry.code),
            "turns": thread(inquiry, inside=False),
            "form": form,
            "contact": contact,
            "channel": CHANNELS[contact.channel],
            "promise": PROMISES[State(inquiry.state)],
            "contact_form": ContactForm(initial=contact.to_json()),
            "looks": inquiry.looks.order_by("-day").values_list("day", flat=True).distinct()[:10],
            "place_name": inquiry.organization or inquiry.centre,
            "written": request.GET.get("written"),
            **context,
        },
    )


def _do(request: HttpRequest, lang: str, link: PrivateLink, now: datetime) -> HttpResponse:
    what = request.POST.get("do", "")
    if what == "write":
        form = TurnForm(request.POST)
        if not form.is_valid():
            return _page(request, link, status=422, form=form)
        if not consume(request, action="write_to_us"):
            form.add_error(None, _("Many messages have come from your connection. Please try again in an hour, or call us."))
            return _page(request, link, status=429, form=form)
        text, once = form.cleaned_data["text"], str(form.cleaned_data["once"])
        kinds = understood(text, language=lang, today=timezone.localdate(now)).danger.kinds
        actions.write(inquiry=link.inquiry, text=text, once=once, dangers=tuple(kinds), now=now)
    elif what == "contact":
        contact = ContactForm(request.POST)
        if not contact.is_valid():
            return _page(request, link, status=422, contact_form=contact, correcting=True)
        actions.set_contact(inquiry=link.inquiry, contact=contact.contact(), now=now)
    elif what == "delete":
        return private(request, "contact/delete.html")
    elif what == "delete-all":
        actions.erase(person=link.inquiry.person, actor="public", now=now)
        return HttpResponseRedirect(f"/{lang}/my/?gone=1")
    return HttpResponseRedirect(f"{request.path}?written=1")


@public
@require_safe
def my_copy(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    """What is kept of her, to take away (Art. 15 and 20 GDPR). Notes may speak of others: the place itself hands them out."""
    link = link_behind(secret)
    if link is None or link.expires < timezone.now() or not _is_open(request, link):
        return HttpResponseRedirect(f"/{lang}/my/{secret}/")  # it says what is the matter
    inquiry = link.inquiry
    try:
        turns, contact = thread(inquiry, inside=False), contact_of(inquiry.person)
    except Refused as refused:
        if refused.code != "erased":
            raise
        return HttpResponseRedirect(f"/{lang}/my/?over=1")  # at this moment
    names = labels(lang)
    response = private(
        request, "contact/copy.html", inquiry=inquiry, code=spoken(inquiry.code), contact=contact,
        channel=CHANNELS[contact.channel], turns=[(turn, KINDS[turn.kind]) for turn in turns], consents=inquiry.consents.all(),
        looks=inquiry.looks.order_by("day"), needs=[names.get(one.need, one.need) for one in inquiry.needs.all()],
        spoken_in=LANGUAGES[inquiry.language].autonym,
    )  # fmt: skip
    response["Content-Disposition"] = 'attachment; filename="copy.html"'
    return response


@public
@csrf_exempt  # no cookie and no session
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest, lang: str) -> HttpResponse:
    """A new link by mail. The page says the same, whether code and address belong together or not."""
    form = LostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if consume(request, action="lost_link"):  # else the page says the same
            with suppress(Refused):  # erased at this moment: the page says the same
                actions.renew_link(code=typed(form.cleaned_data["code"]), mail=form.cleaned_data["mail"], now=timezone.now())
        return HttpResponseRedirect(f"/{lang}/my/?sent=1")
    said = request.GET
    return private(
        request, "contact/lost.html", status=422 if form.errors else 200, form=form, over="over" in said, gone="gone" in said,
        sent="sent" in said,
    )  # fmt: skip
