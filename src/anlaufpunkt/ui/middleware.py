"""Language from the path, and the headers that protect a reader."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from anlaufpunkt.terms.domain.languages import LANGUAGES, preferred
from anlaufpunkt.ui.adapters.stylesheet import css_hash

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageFromPath:
    """The first part of the path is the language. No cookie; nobody is redirected away from an address with a language."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
        code = first if first in LANGUAGES else preferred(request.headers.get("Accept-Language", ""))
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", LANGUAGES[code].tag)
        return response


class Protection:
    """No third party, no inline script, nothing kept on a shared phone that the page did not allow."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy())
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
        headers.setdefault("Cache-Control", "no-store")
        headers.setdefault("X-Frame-Options", "DENY")
        if settings.DEMO:
            headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _policy() -> str:
    return (
        f"default-src 'none'; style-src 'self' '{css_hash()}'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
