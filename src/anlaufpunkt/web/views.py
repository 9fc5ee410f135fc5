"""Composition only: what is on these pages comes from the rooms below."""

import http
import sys
from dataclasses import asdict
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from anlaufpunkt.directory.actions import report_wrong
from anlaufpunkt.finder.adapters.index import IndexMissing
from anlaufpunkt.finder.api import Problem
from anlaufpunkt.finder.views.address import place_or_404
from anlaufpunkt.finder.views.answers import tiles
from anlaufpunkt.needs.domain.understanding import clean
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import NotYours
from anlaufpunkt.network.domain.colours import parsed, style
from anlaufpunkt.network.domain.organizations import PageKind
from anlaufpunkt.network.domain.roles import MAY, Role
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import ROLES, brand_of, centres_of, logo, memberships_of, page_of, places, whom_to_ask
from anlaufpunkt.network.selectors import place as place_of
from anlaufpunkt.terms.domain.folding import fold
from anlaufpunkt.terms.domain.languages import LANGUAGES, preferred
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public
from anlaufpunkt.web.domain.standing import prometheus
from anlaufpunkt.web.selectors import figures, serving, standing

FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@public
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """All languages by their own name; the device's language first. `page` is the page that shall be read in another one."""
    first = preferred(request.headers.get("Accept-Language", ""))
    wanted = request.GET.get("page", "")
    there = _ours(f"/{first}{wanted}") if wanted.startswith("/") and wanted == clean(wanted) else None
    brand = brand_of(centres_of(place_of(there.kwargs.get("place", "")))) if there else None
    codes = dict.fromkeys((first, *(brand.languages if brand else ()), *LANGUAGES))
    ordered, page = [LANGUAGES[code] for code in codes if code in LANGUAGES], wanted if there else "/"
    return render(request, "web/languages.html", {"ordered": ordered, "page": page})


def _ours(address: str) -> ResolverMatch | None:
    """Which of our pages this is the address of."""
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    return found if found.url_name != "leave" else None


@public
@require_safe
def home(request: HttpRequest, lang: str, place: str = "") -> HttpResponse:
    where = place_or_404(place)
    towns = []
    if where and where.unclear:
        known = [places().towns[key] for key in where.municipalities]
        towns = [(town.name, f"/{lang}/{town.slug}/") for town in known]
    centres = centres_of(where)
    brand = brand_of(centres)
    context = {
        "here": f"/{place}/" if place else "",
        "tiles": tiles(lang, where),
        "place": where,
        "centres": centres,
        "choices": towns,
        "brand": brand,
        "welcome": brand.welcome.get(lang, "") if brand else "",
    }
    return render(request, "web/home.html", context)


@public
@require_safe
def needs(request: HttpRequest, lang: str) -> HttpResponse:
    named = sorted(labels(lang).items(), key=lambda item: fold(item[1]))
    return render(request, "web/needs.html", {"named": named})


@public
@require_safe
def about(request: HttpRequest, lang: str) -> HttpResponse:
    return render(request, "web/about.html", {"examples": settings.SHOW_EXAMPLES})


@public
@require_safe
def leave(request: HttpRequest, lang: str) -> HttpResponse:
    """Clears what the browser kept of this site, then goes to a harmless page."""
    response = HttpResponse(status=303, headers={"Location": "https://www.wetter.de/"})
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@public
@require_safe
def page(request: HttpRequest, lang: str, place: str, kind: str) -> HttpResponse:
    where = place_or_404(place)
    if kind not in set(PageKind):
        raise Http404
    centres = centres_of(where)
    texts = [(centre, page_of(centre=centre, kind=PageKind(kind), language=lang)) for centre in centres]
    titles = {
        PageKind.IMPRINT: _("Imprint"), PageKind.PRIVACY: _("Privacy"), PageKind.ACCESSIBILITY: _("Accessibility"),
        PageKind.EASY_LANGUAGE: "Leichte Sprache", PageKind.SIGN_LANGUAGE: _("Sign language"),
    }  # fmt: skip
    context: dict[str, object] = {"place": where, "texts": texts, "title": titles[PageKind(kind)], "brand": brand_of(centres)}
    context["barrier"] = kind == PageKind.ACCESSIBILITY
    return render(request, "web/page.html", context)


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest, lang: str, place: str) -> HttpResponse:
    """A barrier that somebody met, for the centre."""
    where = place_or_404(place)
    if request.method != "POST":
        return HttpResponseRedirect(f"/{lang}/{place}/accessibility/", status=303)
    note = clean(request.POST.get("note", ""))[:500]
    status = 200 if note else 422
    try:
        if note:
            report_wrong(service_id=None, page=place, fact="barrier", note=note, language=lang, now=timezone.now())
    except Refused:  # more than the centre has been able to read
        status = 429
    except DatabaseError:
        status = 503
    centres = centres_of(where)
    context = {"back": f"/{lang}/{place}/accessibility/", "kept": status == 200, "place": where, "centres": centres}
    context |= {"brand": brand_of(centres)}
    return render(request, "finder/thanks.html", context, status=status)


@public
@require_safe
def colour(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of a colour; it never changes and says nothing about a centre."""
    try:
        sheet = style(parsed(f"#{colour}"))
    except Refused as refused:
        raise Http404 from refused
    return HttpResponse(sheet, content_type="text/css", headers=FOR_EVER)


@public
@require_safe
def centre_logo(request: HttpRequest, digest: str) -> HttpResponse:
    picture = logo(digest)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png", headers=FOR_EVER)


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    text = f"User-agent: *\nDisallow: /*/ask/\nDisallow: /*/leave/\nSitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    return HttpResponse(text, content_type="text/plain")


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri("/")
    urls = "".join(f"<url><loc>{base}{code}/</loc></url>" for code in LANGUAGES)
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return HttpResponse(f"{head}{urls}</urlset>", content_type="application/xml")


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a balancer: do readers get answers? With the token every line of `anlaufpunkt check_installation`."""
    well = serving()
    told: dict[str, object] = {"state": "ok" if well else "fail"}
    if _has_token(request):
        told["lines"] = [asdict(line) for line in standing(timezone.now())]
    return JsonResponse(told, status=200 if well else 503)


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus. Requests and their time are counted by the proxy: each process here knows only its own."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not _has_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    now = timezone.now()
    return HttpResponse(prometheus(figures(now), standing(now)), content_type="text/plain; version=0.0.4; charset=utf-8")


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)


def _centres(request: HttpRequest) -> list[Centre]:
    """The centres of the place in the address, where it names one."""
    slug = request.resolver_match.kwargs.get("place", "") if request.resolver_match else ""
    return centres_of(place_of(slug)) if slug else []


def _error(request: HttpRequest, status: int, message: str) -> HttpResponse:
    lang = getattr(request, "LANGUAGE_CODE", "de")
    if request.path_info.startswith("/api/"):
        return Problem(status, http.HTTPStatus(status).phrase.capitalize(), message).response()
    if _at_desk(request):
        return _desk_error(request, status, _(message))
    context = {"message": _(message), "tiles": tiles(lang, None), "lang": LANGUAGES[lang]}
    centres = _centres(request)
    context |= {"centres": centres, "brand": brand_of(centres)}
    return render(request, "finder/message.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400, gettext_noop("This request was not understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    mine = getattr(request, "membership", None)
    if mine is None:
        return _error(request, 403, gettext_noop("This page is not open to you."))
    roles = [role for role in Role if role in MAY[exception.duty]] if isinstance(exception, NotYours) else []
    return _desk_error(
        request, 403, _("This page is not open to you."), mine=mine, role=ROLES[Role(mine.role)],
        needed=[ROLES[role] for role in roles], asked=[(p, ROLES[Role(p.role)]) for p in whom_to_ask(membership=mine)],
        elsewhere=[other for other in memberships_of(user=mine.user) if other.role in roles],
    )  # fmt: skip


def _at_desk(request: HttpRequest) -> bool:
    """Where somebody has, or looks for, an account. Whoever follows an invitation has none yet."""
    return getattr(request, "at_desk", False) and "/join/" not in request.path_info


def _desk_error(request: HttpRequest, status: int, message: str, **told: object) -> HttpResponse:
    """Leads back to the desk; asks no database, which may be what is away."""
    return render(request, "web/desk_error.html", {"message": message, "status": status, **told}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token that is too old, most often: somebody has signed in again in another tab."""
    stale = _(
        "This form was open for too long, or you have signed in again meanwhile. Please open its page again and send it again."
    )
    if _at_desk(request):
        return _desk_error(request, 403, _("This request was not understood."), more=stale)
    return _error(request, 403, gettext_noop("This request was not understood."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404, gettext_noop("This page does not exist."))


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database or the index is away for a while, 500 where the mistake is ours."""
    status = 503 if isinstance(sys.exc_info()[1], (DatabaseError, IndexMissing)) else 500
    if _at_desk(request):
        return _desk_error(request, status, _("Something went wrong on our side."))
    message = gettext_noop("Something went wrong on our side. These people help you all the same.")
    return _error(request, status, message)
