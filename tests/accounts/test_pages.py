"""The pages of the account that people must be able to use: what is kept secret once must be readable then."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from tests.desk.people import PASSWORD, Person

pytestmark = pytest.mark.django_db


def test_recovery_codes_can_be_read(person: Person) -> None:
    client, member = person(Role.MEMBER)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    codes = RecoveryCodes.activate(member.user).get_unused_codes()
    assert len(codes) == 10
    text = client.get("/en/account/2fa/recovery-codes/").content.decode()
    assert all(f"<code>{code}</code>" in text for code in codes)


def signed_in(member: Membership) -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": member.user.email, "password": PASSWORD})
    return client


def test_the_key_for_the_app_can_be_read_and_opened(person: Person) -> None:
    client = signed_in(person(Role.MEMBER, second=False)[1])
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    text = client.get("/en/account/2fa/totp/activate/").content.decode()
    key = re.search(r'class="secret"[^>]*>([A-Z2-7]{32})<', text)
    assert key is not None
    assert f"secret={key.group(1)}" in text
    assert 'href="otpauth://totp/' in text


def test_sessions_are_listed_and_ended(person: Person) -> None:
    member = person(Role.MEMBER, second=False)[1]
    here = signed_in(member)
    text = here.get("/en/account/sessions/").content.decode()
    assert "This device" in text
    assert "Sign out everywhere else" not in text
    elsewhere = signed_in(member)
    assert elsewhere.get("/en/desk/").status_code == 200
    assert "Sign out everywhere else" in here.get("/en/account/sessions/").content.decode()
    here.post("/en/account/sessions/")
    assert elsewhere.get("/en/desk/").status_code == 302
    assert here.get("/en/desk/").status_code == 200
