"""The pages of the account that people must be able to use: what is kept secret once must be readable then."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from anlaufpunkt.accounts.domain.devices import device
from anlaufpunkt.config import settings as configured
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


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "known"),
    [
        (FIREFOX, "Firefox · Windows"), (EDGE, "Edge · Windows"), (PHONE, "Chrome · Android"), (IPHONE, "Safari · iPhone"),
        ("curl/8", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_as_people_know_it(agent: str, known: str) -> None:
    assert device(agent) == known


def test_a_session_names_its_device(person: Person) -> None:
    member = person(Role.MEMBER, second=False)[1]
    for agent, known in ((PHONE, "Chrome · Android"), ("<b>odd</b>", "Unknown device")):
        client = Client(headers={"user-agent": agent})
        client.post("/en/account/login/", {"login": member.user.email, "password": PASSWORD})
        text = client.get("/en/account/sessions/").content.decode()
        assert known in text
        assert "Mozilla" not in text
        assert "<b>odd" not in text


def test_the_address_is_changed_by_a_link_and_the_old_one_counts_until_then(
    person: Person, settings: Any, mails: Callable[[], list[EmailMessage]]
) -> None:
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    member = person(Role.MEMBER, second=False)[1]
    old = member.user.email
    client = signed_in(member)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/en/account/email/").content.decode()
    assert old in page
    assert client.post("/en/account/email/", {"email": "nonsense", "action_add": ""}).status_code == 200
    assert client.post("/en/account/email/", {"email": "new@example.org", "action_add": ""}).status_code == 302
    page = client.get("/en/account/email/").content.decode()
    assert "new@example.org" in page
    assert 'name="action_remove"' in page
    member.user.refresh_from_db()
    assert member.user.email == old
    link = next(
        found for mail in mails() if (found := re.search(r"http://testserver(/en/account/confirm-email/\S+)", mail.get_content()))
    )
    assert client.get(link[1]).status_code == 200
    client.post(link[1])
    member.user.refresh_from_db()
    assert member.user.email == "new@example.org"


def test_passkeys_are_listed_with_what_one_can_do(person: Person) -> None:
    member = person(Role.MEMBER)[1]
    client, _ = person(Role.LEAD, name="other")
    one = Authenticator.objects.create(
        user=member.user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "My <phone>", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}},
    )
    other = Client()
    other.force_login(member.user)
    text = other.get("/en/account/2fa/webauthn/").content.decode()
    for words in ("My &lt;phone&gt;", "without a password", "Not used yet", f"/en/account/2fa/webauthn/keys/{one.pk}/remove/"):
        assert words in text
    assert "My &lt;phone&gt;" not in client.get("/en/account/2fa/webauthn/").content.decode()
