"""How allauth behaves here: nobody signs up alone, an invitation makes the account; the language stays in the address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from anlaufpunkt.terms.domain.languages import DEFAULT


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return f"/{_language(request)}/desk/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{_language(request)}/"

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> EmailMessage:
        """The mail says which event it speaks of, so that a double click does not send it twice (`outbox/api.py`)."""
        mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        name = template_prefix.rpartition("/")[2].replace("_", "-")[:24]
        mail.event = f"account-{name}:{_event(context)}"  # type: ignore[attr-defined]
        return mail


def _event(context: dict[str, Any]) -> str:
    """Apart from the minute: who did it from where, or which new address is to be confirmed (its number in a signed key)."""
    number, colon, _signature = str(context.get("key", "")).partition(":")
    number = number if colon else ""  # a password's key holds the second in which it was made
    return salted_hmac("account-mail", f"{context.get('ip')}|{context.get('user_agent')}|{number}").hexdigest()[:8]


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", DEFAULT))
