"""How allauth behaves here: nobody signs up alone, an invitation makes the account; the language stays in the address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from anlaufpunkt.terms.domain.languages import DEFAULT


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return f"/{_language(request)}/desk/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{_language(request)}/"


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", DEFAULT))
