"""What every page's template may use."""

from django.http import HttpRequest

from anlaufpunkt.terms.domain.languages import DEFAULT, LANGUAGES
from anlaufpunkt.ui.adapters.stylesheet import css


def page(request: HttpRequest) -> dict[str, object]:
    code = getattr(request, "LANGUAGE_CODE", DEFAULT)
    return {"lang": LANGUAGES.get(code, LANGUAGES[DEFAULT]), "languages": LANGUAGES.values(), "inline_css": css()}
