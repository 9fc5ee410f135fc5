"""The public API, version 1. Errors are problem+json (RFC 9457). Questions are neither logged nor stored."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from anlaufpunkt.finder.domain.ranking import Ranked
from anlaufpunkt.finder.selectors import answer, asked, card
from anlaufpunkt.needs.domain.facets import Facets
from anlaufpunkt.needs.domain.understanding import Understanding
from anlaufpunkt.needs.selectors import understood
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.languages import DEFAULT, served
from anlaufpunkt.ui.access import public

MAX_QUESTION = 10_000
MAX_LIMIT = 50
OPENAPI = Path(__file__).resolve().parent / "data" / "openapi.json"
Params = Mapping[str, Any]


class Problem(Exception):
    """What is wrong with a request, for its sender."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail

    def response(self) -> JsonResponse:
        body = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        every_site = {"Access-Control-Allow-Origin": "*"}
        return JsonResponse(body, status=self.status, content_type="application/problem+json", headers=every_site)


def _endpoint(work: Callable[[Params], dict[str, Any]]) -> Callable[[HttpRequest], HttpResponse]:
    """GET with parameters, or POST with the same names in a JSON object, so that words need not stand in addresses."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":  # a page of another site asks whether it may post
            allowed = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Content-Type"}
            return HttpResponse(status=204, headers={**allowed, "Access-Control-Allow-Origin": "*", "Allow": "GET, POST"})
        try:
            response: HttpResponse = JsonResponse(work(_params(request)))
        except Problem as problem:
            response = problem.response()
        if response.status_code == 405:
            response["Allow"] = "GET, POST"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return public(csrf_exempt(view))


def _params(request: HttpRequest) -> Params:
    if request.method in ("GET", "HEAD"):
        return request.GET
    if request.method != "POST":
        raise Problem(405, "Method not allowed", "Use GET or POST.")
    if request.content_type != "application/json":
        raise Problem(415, "Unsupported media type", "Send a JSON object with content type application/json.")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "Body not understood", "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "Body not understood", "The body must be a JSON object.")
    return body


def _question(params: Params) -> str:
    question = params.get("q")
    if not isinstance(question, str) or not question.strip():
        raise Problem(400, "No question", "Give the question as text in q.")
    if len(question) > MAX_QUESTION:
        raise Problem(413, "Question too long", f"At most {MAX_QUESTION} characters.")
    return question


def _language(params: Params) -> str:
    given = params.get("lang", DEFAULT)
    code = served(given) if isinstance(given, str) else None
    if code is None:
        raise Problem(400, "Unknown language", "lang must be one of the 20 language codes, see openapi.json.")
    return code


def _near(params: Params) -> Place | None:
    near = params.get("near", "")
    if not isinstance(near, str) or len(near) > 200:
        raise Problem(400, "Unknown place", "near must be a postcode or the name of a place in North Rhine-Westphalia.")
    if not near.strip():
        return None
    found = places().named(near)
    if found is None:
        raise Problem(400, "Unknown place", "near must be a postcode or the name of a place in North Rhine-Westphalia.")
    return found


def _limit(params: Params) -> int:
    try:
        limit = int(str(params.get("limit", 10))) if len(str(params.get("limit", 10))) <= 6 else 0
    except ValueError:
        limit = 0
    if isinstance(params.get("limit"), (bool, float)) or not 1 <= limit <= MAX_LIMIT:
        raise Problem(400, "Bad limit", f"limit must be a whole number from 1 to {MAX_LIMIT}.")
    return limit


def _needs(params: Params) -> dict[str, Any]:
    return _meaning(understood(_question(params), language=_language(params), today=timezone.localdate()))


def _search(params: Params) -> dict[str, Any]:
    language, near, limit = _language(params), _near(params), _limit(params)
    now = timezone.now()
    meant = understood(_question(params), language=language, today=timezone.localdate(now))
    with translation.override(language):
        found = answer(query=asked(meant, place=near, reader=language), now=now, dangers=meant.danger.kinds)
        results = [_result(ranked, language) for ranked in found.ranked[:limit]]
        lines = [
            {"id": line.id, "number": line.number, "name": line.name, "source": line.source, "checked": line.checked}
            for line in found.lines
        ]
    return {
        **_meaning(meant),
        "place": _place(found.query.place),
        "widened": found.widened,
        "hotlines": lines,
        "results": results,
        "centres": [{"name": c.name, "phone": c.phone or "115", "url": c.url} for c in found.centres],
    }


def _meaning(meant: Understanding) -> dict[str, Any]:
    return {
        "needs": meant.ids,
        "urgent": meant.urgent,
        "language": meant.language.code,
        "facets": _facets(meant.facets, meant.place),
        "weights": {found.need: found.weight for found in meant.needs},
        "unsure": meant.unsure,
        "dangers": list(meant.danger.kinds),
    }


def _facets(facets: Facets, place: Place | None) -> dict[str, Any]:
    known: dict[str, Any] = {
        "age_months": facets.age_months, "pregnant": facets.pregnant, "languages": list(facets.languages),
        "weekdays": list(facets.weekdays), "part_of_day": facets.part_of_day, "women_only": facets.women_only,
        "childcare": facets.childcare, "online": facets.online, "now": facets.now,
    }  # fmt: skip
    return {**{k: v for k, v in known.items() if v not in (None, False, "", [])}, **({"place": place.slug} if place else {})}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"slug": place.slug, "name": place.label, "centres": list(place.centres), "lat": place.lat, "lon": place.lon}


def _result(ranked: Ranked, language: str) -> dict[str, Any]:
    shown = card(ranked, language)
    return {
        "id": shown.id,
        "example": shown.offer.is_example,
        "name": ("EXAMPLE: " if shown.offer.is_example else "") + shown.text.name,
        "name_language": shown.text_language,
        "organization": shown.organization,
        "needs": list(shown.offer.needs),
        "for_whom": shown.who, "when": list(shown.when), "where": shown.where, "cost": shown.cost,
        "languages": list(shown.offer.spoken),
        "phone": shown.offer.phone, "email": shown.offer.email, "url": shown.offer.url,
        "km": None if ranked.km is None else round(ranked.km, 1),
        "score": round(ranked.score, 2),
        "reasons": list(shown.reasons), "misfits": list(shown.misfits),
        "unknown": [reason.why.value for reason in ranked.unknowns],
        "state": shown.state, "source": shown.offer.source, "source_date": shown.offer.source_date,
        "page": shown.url,
    }  # fmt: skip


needs = _endpoint(_needs)
search = _endpoint(_search)


@cache
def _document() -> bytes:
    return OPENAPI.read_bytes()


@public
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_document(), content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})
