"""People with roles, for the tests of the desk."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from anlaufpunkt.accounts.actions import create_user
from anlaufpunkt.accounts.models import User
from anlaufpunkt.network.access import CHOSEN, OPENED_IN
from anlaufpunkt.network.domain.roles import OF_CENTRE, OF_ORGANIZATION, Role
from anlaufpunkt.network.models import Centre, Membership, Organization
from anlaufpunkt.network.selectors import memberships_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"  # noqa: S105


class DeskClient(Client):
    """Sends forms as the pages of the desk do: each says in which place it was opened, here the present one."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        signed_in = method == "POST" and "/desk/" in path and "_auth_user_id" in self.session
        if signed_in and f"{OPENED_IN}=" not in path:
            mine = memberships_of(user=User.objects.get(pk=self.session["_auth_user_id"])).first()
            place = self.session.get(CHOSEN) or (mine.id if mine else "")
            path += f"{'&' if '?' in path else '?'}{OPENED_IN}={place}"
        return super().generic(method, path, *args, **kwargs)


Person = Callable[..., tuple[Client, Membership]]
Places = tuple[Centre, Organization, Centre, Organization]  # here: a centre and its club; there: another centre and its club


def make_places() -> Places:
    here, there = Centre.objects.get(slug="dortmund"), Centre.objects.get(slug="essen")
    club, other = (
        Organization.objects.create(name=f"EXAMPLE {c.slug}", kind="mso", centre=c, is_example=True) for c in (here, there)
    )
    return here, club, there, other


def make_person(places: Places, role: Role, *, away: bool, second: bool, name: str) -> tuple[Client, Membership]:
    """Somebody signed in with a role, here or there, with a second factor unless told otherwise."""
    here, club, there, other = places
    user = create_user(email=f"{role}{away}{name}@example.org", name=name or role, password=PASSWORD, language="en", now=NOW)
    membership = Membership.objects.create(
        user=user, role=role, since=NOW,
        organization=(other if away else club) if role in OF_ORGANIZATION else None,
        centre=(there if away else here) if role in OF_CENTRE else None,
    )  # fmt: skip
    if second:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = DeskClient(raise_request_exception=False)
    client.force_login(user)
    return client, membership
