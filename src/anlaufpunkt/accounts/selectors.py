"""Reads of accounts."""

from allauth.mfa.models import Authenticator

from anlaufpunkt.accounts.models import User


def has_second_factor(user: User) -> bool:
    """An authenticator app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email, is_active=True).first()


def display(user: User) -> str:
    return user.name
