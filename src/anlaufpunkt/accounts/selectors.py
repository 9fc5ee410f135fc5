"""Reads of accounts."""

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from anlaufpunkt.accounts.adapters.single_sign_on import provider_id
from anlaufpunkt.accounts.models import User


def has_second_factor(user: User) -> bool:
    """An authenticator app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def second_factor_elsewhere(request: HttpRequest) -> bool:
    """Whether this session began at the town's single sign-on, and the town says that it asks for a second factor itself."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    return any(record.get("provider") == provider_id() for record in get_authentication_records(request, request.user))


def holder_of(address: str) -> User | None:
    """Whose verified address this is."""
    found = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return found.user if found else None


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email, is_active=True).first()


def display(user: User) -> str:
    return user.name
