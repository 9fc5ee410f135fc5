"""Verbs that change accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from anlaufpunkt.accounts.models import User
from anlaufpunkt.accounts.selectors import holder_of
from anlaufpunkt.journal.actions import note
from anlaufpunkt.terms.domain.refusal import Refused


@transaction.atomic
def create_user(*, email: str, name: str, password: str, language: str, now: datetime) -> User:
    """An account for somebody who has proved to own the address; raises Refused for a weak password or a second account."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("account_exists")
    user = User(email=email.lower(), name=name, language=language)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("weak_password", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    note(now=now, actor=user.actor, action="account.created", subject=user.actor)
    return user


@transaction.atomic
def new_password(*, user: User, password: str, now: datetime) -> None:
    """Given by the command line; whoever was signed in is out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    note(now=now, actor="system", action="account.password", subject=user.actor)
    end_sessions(user=user)


@transaction.atomic
def link(*, provider: str, subject: str, address: str, now: datetime) -> None:
    """Tie somebody's identity at the town's single sign-on to the account with the same verified address.

    Nobody gets an account this way, and an account is tied to one identity only: whoever is given the address of a
    colleague who left does not get that colleague's account.
    """
    if SocialAccount.objects.filter(provider=provider, uid=subject).exists():
        return
    holder = holder_of(address)
    if holder is None:
        raise Refused("no_account")
    user = User.objects.select_for_update().get(pk=holder.pk)
    tied = SocialAccount.objects.filter(user=user, provider=provider).first()
    if tied is None:
        SocialAccount.objects.create(user=user, provider=provider, uid=subject)
        note(now=now, actor=user.actor, action="account.linked", subject=user.actor)
    elif tied.uid != subject:
        raise Refused("linked_to_another")


def end_sessions(*, user: User) -> None:
    """Sign somebody out everywhere, at once."""
    for session in UserSession.objects.filter(user=user):
        session.end()
