"""The account pages live below the language, as all pages do; allauth knows nothing of that."""

from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.ui.middleware import Respond


class AccountBelowLanguage:
    """/ar/account/… is served as /account/… with the prefix /ar/, so that every address allauth writes keeps the language."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code, _slash, rest = request.path_info.lstrip("/").partition("/")
        if code in LANGUAGES and rest.startswith("account/"):
            request.path_info = f"/{rest}"
            set_script_prefix(f"/{code}/")
        return self.get_response(request)
