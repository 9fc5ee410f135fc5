"""A whole path without typing: tile → child's age → place from a list."""

from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from anlaufpunkt.finder.actions import note_helped
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.finder.views import address
from anlaufpunkt.needs.domain.facets import Facets
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, SENSITIVE
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import brand_of, centres_of, places
from anlaufpunkt.terms.domain.folding import fold
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public

# Needs for which the child's age decides.
ASKS_AGE = frozenset({
    "parent-baby-group", "parent-toddler-group", "kindergarten-place", "school-enrolment", "homework-help", "tutoring",
    "youth-leisure", "holiday-camp", "parent-programme-kita-school", "child-development", "after-school-care",
})  # fmt: skip
_AGES = (2, 8, 12, 24, 36, 48, 60, 72, 120, 168)  # months shown as choices


@public
@require_safe
def start(request: HttpRequest, lang: str, need: str, place: str = "") -> HttpResponse:
    if need not in need_ids():
        raise Http404
    where = address.place_or_404(place)
    try:
        facets = address.facets_of(request.GET)
    except Refused:
        facets = Facets()
    asked = "age" in request.GET or "pregnant" in request.GET or "any" in request.GET
    context = {"need": need, "title": labels(lang)[need], "exit": need in AT_RISK, "sensitive": need in SENSITIVE, "place": where}
    if need in ASKS_AGE and not asked:
        return render(request, "finder/age.html", {**context, "choices": _ages(), "brand": brand_of(centres_of(where))})
    params = urlencode(address.facet_params(facets))
    ending = f"/need/{need}/" + (f"?{params}" if params else "")
    if where:
        return HttpResponseRedirect(f"/{lang}/{where.slug}{ending}", status=303)
    choices = [(p.name, f"/{lang}/{p.slug}{ending}") for p in _centres()]
    return render(request, "finder/where.html", {**context, "choices": choices, "anywhere": f"/{lang}{ending}"})


def _ages() -> list[tuple[str, str]]:
    ages = [(_("not born yet"), "?pregnant=1")]
    labels_of = {
        2: _("under 6 months"),
        8: _("6 to 11 months"),
        72: _("6 to 9 years"),
        120: _("10 to 13 years"),
        168: _("14 to 17 years"),
    }
    ages += [(labels_of.get(months) or words.years(months // 12), f"?age={months}m") for months in _AGES]
    return [*ages, (_("does not matter"), "?any=1")]


def _centres() -> list[Place]:
    """One place per centre, by name; a town that is its own centre is that town."""
    chosen = {p.centres[0]: p for p in places().by_slug.values() if p.kind == "centre"}
    chosen |= {p.centres[0]: p for p in places().towns.values() if _alone(p)}
    return sorted(chosen.values(), key=lambda p: fold(p.name.removeprefix("Kreis ")))


def _alone(town: Place) -> bool:
    """A kreisfreie Stadt: the municipality's key is the district's key with zeros; the city of Aachen has its own centre."""
    return town.municipalities[0] in (f"{town.centres[0]}000", town.centres[0])


@public
@csrf_exempt  # no cookie and no session: there is nothing a forged request could borrow
@require_POST
def helped(request: HttpRequest, lang: str) -> HttpResponse:
    """ "Did this help?" One more in a count, nothing else."""
    need = request.POST.get("need", "")
    if need not in need_ids() - SENSITIVE:
        raise Http404
    try:
        note_helped(need=need, language=lang, helped=request.POST.get("answer") == "yes", today=timezone.localdate())
    except DatabaseError:
        return render(request, "finder/thanks.html", {"back": f"/{lang}/", "kept": False}, status=503)
    return render(request, "finder/thanks.html", {"back": f"/{lang}/", "kept": True})
