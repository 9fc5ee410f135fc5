"""Reads of the network."""

from anlaufpunkt.network.adapters.area_files import place_book
from anlaufpunkt.network.domain.organizations import PageKind
from anlaufpunkt.network.domain.places import Place, PlaceBook
from anlaufpunkt.network.models import Centre, CentrePage


def places() -> PlaceBook:
    return place_book()


def place(slug: str) -> Place | None:
    return place_book().get(slug)


def centres_of(where: Place | None) -> list[Centre]:
    """The centres a place belongs to: one, or both where a postcode touches two."""
    return list(Centre.objects.filter(ags__in=where.centres)) if where else []


def page_of(*, centre: Centre, kind: PageKind, language: str) -> CentrePage | None:
    """The centre's page in this language, else in German."""
    pages = {p.language: p for p in CentrePage.objects.filter(centre=centre, kind=kind.value, language__in=[language, "de"])}
    return pages.get(language) or pages.get("de")


def missing_pages() -> list[tuple[Centre, list[PageKind]]]:
    """Centres that take part and still owe a page."""
    found = []
    for centre in Centre.objects.filter(active=True).prefetch_related("pages"):
        there = {p.kind for p in centre.pages.all() if p.body.strip()}
        missing = [kind for kind in PageKind if kind.value not in there]
        if missing:
            found.append((centre, missing))
    return found
