"""What every page's template may use."""

from django.conf import settings
from django.http import HttpRequest

from anlaufpunkt.terms.domain.languages import DEFAULT, LANGUAGES
from anlaufpunkt.ui.adapters.stylesheet import css


def page(request: HttpRequest) -> dict[str, object]:
    """`here` is the page's address below the language, for the language picker; templates leave it out on sensitive pages."""
    code = getattr(request, "LANGUAGE_CODE", DEFAULT)
    path = request.get_full_path()
    here = path.removeprefix(f"/{code}") if request.method == "GET" and path.startswith(f"/{code}/") else ""
    lang = LANGUAGES.get(code, LANGUAGES[DEFAULT])
    return {"lang": lang, "languages": LANGUAGES.values(), "inline_css": css(), "here": here, "demo": settings.DEMO}
