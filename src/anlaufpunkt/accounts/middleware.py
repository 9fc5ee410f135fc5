"""The account pages live below the language, as all pages do; and only they and the desk carry sessions, forms and users."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import get_script_prefix, set_script_prefix

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.ui.middleware import Respond

DESK = ("account", "desk", "join")


class AccountBelowLanguage:
    """/ar/account/… is served as /account/… with the prefix /ar/, so that every address allauth writes keeps the language."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code, _slash, rest = request.path_info.lstrip("/").partition("/")
        first = rest.partition("/")[0] if code in LANGUAGES else code
        request.at_desk = first in DESK  # type: ignore[attr-defined]
        if code in LANGUAGES and first == "account":
            request.path_info = f"/{rest}"
            before = get_script_prefix()
            set_script_prefix(f"/{code}/")
            try:
                return self.get_response(request)
            finally:
                set_script_prefix(before)
        return self.get_response(request)


class _AtDesk:
    """Passes public pages by: they have no session, hence nothing a forged request could use, and they must be fast."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.at_desk:  # type: ignore[attr-defined]
            response: HttpResponseBase = self.get_response(request)
            return response
        answer: HttpResponseBase = super().__call__(request)  # type: ignore[misc]
        return answer


class Sessions(_AtDesk, SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """First of all at the desk: what no database takes is refused."""
        plain = request.content_type == "application/x-www-form-urlencoded"
        if "%00" in request.META.get("QUERY_STRING", "") or (plain and b"%00" in request.body):
            raise BadRequest("NUL")
        super().process_request(request)


class Forms(_AtDesk, CsrfViewMiddleware):
    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        return super().process_view(request, *view) if request.at_desk else None  # type: ignore[attr-defined]


class Users(_AtDesk, AuthenticationMiddleware):
    pass


class Messages(_AtDesk, MessageMiddleware):
    pass
