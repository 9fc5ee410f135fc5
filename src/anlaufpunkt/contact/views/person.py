"""Somebody asks a person: form, check, receipt. Stateless: no cookie, no script; what was typed travels with the form."""

import logging
from datetime import datetime
from typing import Any

from allauth.core.ratelimit import consume
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.actions.asking import Receipt
from anlaufpunkt.contact.domain.asked import Channel
from anlaufpunkt.contact.domain.codes import spoken
from anlaufpunkt.contact.domain.consent import How, text_mark
from anlaufpunkt.contact.domain.messages import Origin
from anlaufpunkt.contact.domain.working_time import is_open
from anlaufpunkt.contact.forms import AskForm
from anlaufpunkt.contact.selectors.words import CHANNELS
from anlaufpunkt.contact.views.private import private
from anlaufpunkt.finder.domain.query import Query, from_understanding
from anlaufpunkt.finder.selectors import answer
from anlaufpunkt.needs.domain.understanding import Understanding, clean
from anlaufpunkt.needs.selectors import labels, understood
from anlaufpunkt.network.models import Municipality
from anlaufpunkt.network.selectors import example_centre, has_coordinator
from anlaufpunkt.network.selectors import place as place_of
from anlaufpunkt.protection.domain.keys import KeyStoreError
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.ui.access import public
from anlaufpunkt.ui.adapters.qr import qr_svg

log = logging.getLogger(__name__)


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, lang: str) -> HttpResponse:
    step = request.POST.get("step", "")
    demo = example_centre()
    if not step:  # from another page, with the question that was typed there, if any
        return _form(request, AskForm(lang=lang, demo=demo, initial=_brought(request, lang)))
    form = AskForm(request.POST, lang=lang, demo=demo)
    if not form.is_valid():
        return _form(request, form, status=422)
    if not has_coordinator(form.centre):
        return private(request, "contact/nobody.html", centres=[form.centre], form=form, unread=True)
    if step == "change":
        return _form(request, form)
    meant = understood(form.cleaned_data["text"], language=lang, today=timezone.localdate())
    if step == "send":
        try:
            return _send(request, lang, form, meant)
        except (OSError, DatabaseError, KeyStoreError):  # a full disk, a locked database: what she typed must not be lost
            log.exception("an inquiry could not be kept")
            text = _("This did not work just now, and nothing has been sent. Please try again in a few minutes, or call us.")
            return _form(request, form, status=503, problem=text)
    return private(request, "contact/check.html", form=form, answers=_answers(form), **_danger(form, meant))


def _brought(request: HttpRequest, lang: str) -> dict[str, str]:
    """The question typed on another page; of a need in an address, its name; a place."""
    data = request.POST if request.method == "POST" else request.GET
    place = place_of(clean(data.get("place", ""))[:80])
    text = clean(request.POST.get("q", ""))
    return {
        "text": text or labels(lang).get(data.get("need", ""), ""),
        "place": place.name if place else clean(data.get("place", ""))[:80],
    }


def _form(request: HttpRequest, form: AskForm, *, status: int = 200, problem: str = "") -> HttpResponse:
    return private(request, "contact/write.html", status=status, form=form, problem=problem)


def _answers(form: AskForm) -> list[tuple[str, str]]:
    """What she typed, to be looked over: label and words."""
    data = form.cleaned_data
    shown: dict[str, Any] = {name: data[name] for name in ("text", "place")}
    shown["language"] = LANGUAGES[data["language"]].autonym
    shown["channel"] = str(CHANNELS[Channel(data["channel"])])
    shown |= {name: data[name] for name in ("mail", "phone", "when", "name")}
    if data["phone"]:
        shown |= {name: _("yes") if data[name] else _("no") for name in ("voicemail", "others")}
    return [(str(form.fields[name].label), value) for name, value in shown.items() if value]


def _danger(form: AskForm, meant: Understanding) -> dict[str, Any]:
    """The lines for her danger, at once and not only after somebody has read."""
    if not meant.urgent:
        return {}
    query = Query({}, place=form.where, reader=str(form.cleaned_data["language"]))
    lines = answer(query=query, now=timezone.now(), dangers=meant.danger.kinds).lines
    return {"lines": lines, "few": lines[:3], "urgent": True, "now": timezone.localtime()}


def _send(request: HttpRequest, lang: str, form: AskForm, meant: Understanding) -> HttpResponse:
    if not consume(request, action="write_to_us"):
        text = _("Many messages have come from your connection. Please try again in an hour, or call us.")
        return _form(request, form, status=429, problem=text)
    now, data = timezone.now(), form.cleaned_data
    receipt = actions.send_inquiry(
        once=str(data["once"]), wish=_wish(form, meant, lang), centre=form.centre, organization=None, origin=Origin.WEB,
        how=How.TICKED, now=now,
    )  # fmt: skip
    return _receipt(request, form, receipt, meant, now)


def _wish(form: AskForm, meant: Understanding, lang: str) -> actions.Wish:
    data = form.cleaned_data
    query = from_understanding(meant, place=form.where, reader=lang)
    town = next(iter(form.where.municipalities), None) if form.where and form.where.municipalities else None
    return actions.Wish(
        text=data["text"], language=data["language"], contact=form.contact(), pin=data["pin"], needs=tuple(query.needs)[:3],
        dangers=tuple(meant.danger.kinds), place=Municipality.objects.filter(ags=town).first() if town else None,
        consent=text_mark([str(form.fields["agree"].label)]), read_in=lang,
    )  # fmt: skip


def _receipt(request: HttpRequest, form: AskForm, receipt: Receipt, meant: Understanding, now: datetime) -> HttpResponse:
    link = request.build_absolute_uri(f"/{form.cleaned_data['language']}/my/{receipt.secret}/")
    return private(
        request, "contact/receipt.html", inquiry=receipt.inquiry, code=spoken(receipt.inquiry.code), link=link, qr=qr_svg(link),
        centre=receipt.inquiry.centre, open_now=is_open(now), **_danger(form, meant),
    )  # fmt: skip
