"""The question and its answer."""

import logging
from dataclasses import replace

from django.core.paginator import Page, Paginator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from anlaufpunkt.finder import actions
from anlaufpunkt.finder.adapters.tally import Tally
from anlaufpunkt.finder.domain import gaps
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import Ranked
from anlaufpunkt.finder.selectors import Answer, answer, asked, card
from anlaufpunkt.finder.views import address
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, SENSITIVE, TILES
from anlaufpunkt.needs.domain.understanding import Understanding, clean
from anlaufpunkt.needs.selectors import labels, need_ids, understood
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import brand_of, places
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public
from anlaufpunkt.ui.adapters.qr import qr_of_public

log = logging.getLogger(__name__)
PER_PAGE = 10
_asked = Tally()
AT_ONCE = 12
MAX_QUESTION = 10_000


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, lang: str) -> HttpResponse:
    """A question. Harmless ones go to an address without words; sensitive ones and those we cannot place are answered here."""
    if request.method != "POST":  # a tab that is restored, or Enter in the address bar
        return HttpResponseRedirect(f"/{lang}/", status=303)
    question = request.POST.get("q", "")
    if len(question) > MAX_QUESTION:
        return _message(request, lang, _("Your text is too long. Please write one or two sentences."), status=413)
    place, unknown = _typed_place(request.POST.get("place", ""))
    if not clean(question):
        return _without_question(request, lang, place)
    now = timezone.now()
    meant = understood(question, language=lang, today=timezone.localdate(now))
    query = asked(meant, place=place, reader=lang)
    _count_asked(query, meant)
    if query.needs and not (meant.sensitive or unknown):
        return HttpResponseRedirect(address.of(query, unsure=meant.unsure), status=303)
    found = answer(query=query, now=now, dangers=meant.danger.kinds)
    _count(found, meant, question)
    return _page(request, lang, found, meant=meant, unknown_place=unknown, question=question)


@public
@require_safe
def need(request: HttpRequest, lang: str, need: str, place: str = "") -> HttpResponse:
    """The answer at an address: need, place and facets."""
    if need not in need_ids():
        raise Http404
    where = address.place_or_404(place)
    try:
        query = address.query_of(need=need, place=where, params=request.GET, reader=lang, known=need_ids())
    except Refused:
        return _message(request, lang, _("This address has an age that we do not understand."), status=400)
    found = answer(query=query, now=timezone.now())
    if found.unanswered and not found.broken and need not in SENSITIVE:
        _count_needs(found, lang)
    return _page(request, lang, found)


def _typed_place(text: str) -> tuple[Place | None, str]:
    """The place, and the text when it was not found."""
    text = clean(text)[:80]
    found = places().named(text) if text else None
    return found, text if text and found is None else ""


def _without_question(request: HttpRequest, lang: str, place: Place | None) -> HttpResponse:
    if place:
        return HttpResponseRedirect(f"/{lang}/{place.slug}/", status=303)
    return _message(request, lang, _("Please write what you need, or choose a picture."), status=422)


def _message(request: HttpRequest, lang: str, text: str, *, status: int) -> HttpResponse:
    context = {"message": text, "tiles": tiles(lang, None), "place": None}
    return render(request, "finder/message.html", context, status=status)


def tiles(lang: str, place: Place | None) -> list[dict[str, str]]:
    names, base = labels(lang), f"/{lang}/{place.slug}" if place else f"/{lang}"
    return [{"need": n, "label": names[n], "url": f"{base}/start/{n}/"} for n in TILES]


def _page(
    request: HttpRequest, lang: str, found: Answer, *, meant: Understanding | None = None, unknown_place: str = "",
    question: str = "",
) -> HttpResponse:  # fmt: skip
    query = found.query
    # What came by POST has no address to go on from: the best are shown at once.
    page = Paginator(found.ranked, AT_ONCE if meant else PER_PAGE).get_page(request.GET.get("page"))
    unsure = meant.unsure if meant else request.GET.get("unsure") == "1"
    sensitive = bool(SENSITIVE & set(query.needs)) or bool(meant and meant.sensitive)
    helps = set(query.needs) or {need for ranked in page for need in ranked.offer.needs}  # what was found by its own words only
    names = labels(lang)
    share = "" if meant else request.build_absolute_uri(address.of(query, unsure=unsure))
    context = {
        "answer": found,
        "query": query,
        "place": query.place,
        "choices": _choices(query, lang, unsure),
        "need": next(iter(query.needs), ""),
        "title": names.get(next(iter(query.needs), ""), ""),
        "meant": meant,
        "did_you_mean": _did_you_mean(query, lang) if unsure else [],
        "cards": [card(ranked, lang) for ranked in page],
        "page": page,
        "related": [(names[n], address.of(Query({n: 1.0}, (), query.facets, query.place, lang))) for n in found.related],
        "tiles": [] if found.ranked and query.needs else tiles(lang, query.place),
        "own_words": found.own_words,
        "exit": bool(AT_RISK & helps) or bool(meant and meant.at_risk),
        "sensitive": sensitive,
        "question": question,  # to be taken along to a person
        "unknown_place": unknown_place,
        "share": share,
        "qr": qr_of_public(share) if share and not sensitive else "",
        "more": _more(request, page),
        "now": timezone.localtime(),
        "brand": brand_of(found.centres),
    }
    return render(request, "finder/answers.html", context)


def _more(request: HttpRequest, page: Page[Ranked]) -> str:
    if request.method != "GET" or not page.has_next():
        return ""
    params = request.GET.copy()
    params["page"] = str(page.next_page_number())
    return f"?{params.urlencode()}"


def _choices(query: Query, lang: str, unsure: bool) -> list[tuple[str, str]]:
    """Where a postcode touches two centres the reader is asked."""
    if not (query.place and query.place.unclear):
        return []
    chosen = [places().towns[key] for key in query.place.municipalities]
    if not query.needs:
        return [(town.name, f"/{lang}/{town.slug}/") for town in chosen]
    return [(town.name, address.of(replace(query, place=town), unsure=unsure)) for town in chosen]


def _did_you_mean(query: Query, lang: str) -> list[tuple[str, str]]:
    names = labels(lang)
    choices = [(names[n], address.of(replace(query, needs={n: 1.0}))) for n in list(query.needs)[:3]]
    return choices if len(choices) > 1 else []


def _count(found: Answer, meant: Understanding, question: str) -> None:
    """Count what stayed unanswered; never for sensitive needs, never at the price of the page."""
    if meant.sensitive or not found.unanswered or found.broken:
        return
    _count_needs(found, found.query.reader)
    if not found.query.needs:
        # German writes all nouns with a capital, so names cannot be told apart: nothing is kept.
        phrases = [] if meant.language.code == "de" else gaps.keepable(meant.unmatched, gaps.personal(question))
        try:
            actions.note_unknown_words(phrases=phrases, language=meant.language.code, today=timezone.localdate())
        except DatabaseError:
            log.warning("an unanswered question could not be counted")


def _count_asked(query: Query, meant: Understanding) -> None:
    """Count a question; never for sensitive needs, never at the price of the page."""
    need = next(iter(query.needs), "")
    if meant.sensitive or need in SENSITIVE:
        return
    now = timezone.now()
    due = _asked.add((timezone.localdate(now), need, query.reader, gaps.area(query.place)), now)
    try:
        if due:
            actions.count_asked(counts=due)
    except DatabaseError:
        log.warning("questions could not be counted")


def _count_needs(found: Answer, lang: str) -> None:
    area = gaps.area(found.query.place)
    try:
        actions.count_unanswered(needs=list(found.query.needs)[:1], language=lang, area=area, today=timezone.localdate())
    except DatabaseError:
        log.warning("an unanswered question could not be counted")
