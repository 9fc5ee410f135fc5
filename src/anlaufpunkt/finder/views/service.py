"""The page of one service, its calendar file, and "this is wrong"."""

import uuid
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from anlaufpunkt.directory.actions import report_wrong
from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import judge, over
from anlaufpunkt.finder.selectors import Card, card, coming, not_on, words
from anlaufpunkt.finder.selectors import offer as offer_of
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, SENSITIVE
from anlaufpunkt.network.selectors import brand_of, centres_of, places
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import upcoming
from anlaufpunkt.ui.access import public
from anlaufpunkt.ui.adapters.qr import qr_of_public


def _offer(service: uuid.UUID) -> Offer:
    found = offer_of(service)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def service(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    offer = _offer(service)
    now = timezone.now()
    ranked = judge(Query({}, reader=lang), offer, now)
    share = request.build_absolute_uri(f"/{lang}/service/{offer.id}/")
    town = places().towns.get(offer.spot.municipality) if offer.spot else None
    centres = centres_of(town)
    shown = card(ranked, lang)
    context = {
        "card": replace(shown, not_on=not_on(offer, lang, now)),
        "offer": offer,
        "coming": coming(offer, lang, now),
        "documents": words.listed(str(words.DOCUMENTS.get(d, d)) for d in offer.documents),
        "access": words.listed(str(words.ACCESS.get(a, a)) for a in offer.accessibility),
        "delivery": words.listed(str(words.DELIVERY[d]) for d in offer.delivery if d in words.DELIVERY),
        "centres": centres,
        "brand": brand_of(centres),
        "exit": bool(AT_RISK & set(offer.needs)),
        "share": share,
        "qr": qr_of_public(share),
        "calendar": not offer.closed(now.date()) and any(rule.opens_at for rule in offer.rules),
        "over": over(offer, now),
        "sensitive": bool(SENSITIVE & set(offer.needs)),
        "written_in": _written_in(shown.text_language, lang),
        "german": _german(offer, lang),
    }
    return render(request, "finder/service.html", context)


def _written_in(language: str, lang: str) -> tuple[str, str] | None:
    """Code and name of the text's language, where it is not the reader's."""
    language = "de" if language == "de-simple" else language
    return None if language == ("de" if lang == "de-simple" else lang) else (language, words.spoken(language))


def _german(offer: Offer, lang: str) -> Card | None:
    """The same card in German for the printed sheet: to show at the counter."""
    if lang.startswith("de"):
        return None
    with override("de"):
        return card(judge(Query({}, reader="de"), offer, timezone.now()), "de")


@public
@require_safe
def calendar(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    """The coming dates of eight weeks as .ics: real dates, so that holidays and exceptions are right in every calendar."""
    offer = _offer(service)
    now = timezone.now()
    _, text = offer.text(lang)
    book = Calendar()
    book.add("prodid", "-//Anlaufpunkt//DE")
    book.add("version", "2.0")
    for rule in offer.rules:
        for when in upcoming(rule, now, horizon=56):
            if when.start is None or when.end is None:
                continue
            event = Event()
            event.add("uid", f"{offer.id}-{when.start:%Y%m%dT%H%M}@anlaufpunkt")
            event.add("dtstamp", now)
            event.add("dtstart", when.start)
            event.add("dtend", when.end if rule.closes_at else when.start + timedelta(hours=1))
            event.add("summary", ("EXAMPLE: " if offer.is_example else "") + text.name)
            event.add("location", card(judge(Query({}, reader=lang), offer, now), lang).where)
            event.add("url", request.build_absolute_uri(f"/{lang}/service/{offer.id}/"))
            book.add_component(event)
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{offer.id}.ics"'
    return response


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_POST
def report(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    """One tap: this fact is wrong."""
    offer = _offer(service)
    fact = request.POST.get("fact", "")
    kept = True
    try:
        report_wrong(
            service_id=service, page="", fact=fact, note="",
            language=lang, now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        raise BadRequest(refused) from refused
    except DatabaseError:
        kept = False
    context = {"offer": offer, "back": f"/{lang}/service/{offer.id}/", "kept": kept}
    return render(request, "finder/thanks.html", context, status=200 if kept else 503)
