"""Single sign-on against a real provider: who gets in, who does not, and that no answer of the provider breaks a page."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.checks import run_checks
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.accounts.domain.claims import subject_of, verified_address
from anlaufpunkt.accounts.models import User
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network import actions
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, Person
from tests.postgres import free_port

pytestmark = pytest.mark.django_db


def told(town: str, subject: str, **claims: object) -> str:
    """Tell the provider about somebody."""
    requests.put(f"{town}/users/{subject}", json=claims, timeout=5).raise_for_status()
    return subject


def start(client: Client, lang: str = "de", **data: str) -> str:
    """From the button to the provider's address."""
    response = client.post(f"/{lang}/account/oidc/", data)
    assert response.status_code == 200
    assert "form-action 'self';" in response["Content-Security-Policy"]
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', response.content.decode())
    assert found is not None
    return unescape(found.group(1))


def consent(target: str, subject: str, **form: str) -> str:
    """At the provider: the person says yes; where the provider sends the browser."""
    answer = requests.post(target, data={"sub": subject, **form}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    assert answer.headers["Location"].startswith("http://testserver/account/oidc/callback/?")
    return answer.headers["Location"].removeprefix("http://testserver")


def back(client: Client, location: str, lang: str = "de") -> HttpResponse:
    below = client.get(location)
    assert below.status_code == 302
    assert below["Location"].startswith(f"/{lang}/account/oidc/callback/?")
    return client.get(below["Location"])


def sign_in(client: Client, subject: str) -> HttpResponse:
    return back(client, consent(start(client), subject))


def changed(address: str, **values: str) -> str:
    parts = urlsplit(address)
    query = {key: value[0] for key, value in parse_qs(parts.query).items()}
    return parts._replace(query=urlencode({**query, **values})).geturl()


def refused(response: HttpResponse, client: Client, words: str, status: int = 403) -> None:
    assert response.status_code == status
    assert words in response.content.decode()
    assert client.get("/de/desk/")["Location"].startswith("/de/account/login/")


def test_without_a_provider_there_is_no_button_and_no_way() -> None:
    assert "single_sign_on" not in Client().get("/en/account/login/").content.decode()
    for path in ("/en/account/oidc/", "/en/account/oidc/callback/?state=x&code=y"):
        assert Client().get(path).status_code == 404
        assert Client().post(path).status_code in (404, 405)


def test_from_the_button_to_the_desk(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "m1", email=member.user.email.upper(), email_verified=True, name="Not Kept")
    browser = Client()
    assert "Stadt Beispiel" in browser.get("/tr/account/login/").content.decode()
    target = start(browser, "tr", next="/tr/desk/?from=mail")
    asked = parse_qs(urlsplit(target).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/callback/"]  # one for all languages
    assert asked["nonce"] != asked["state"]
    done = back(browser, consent(target, subject), "tr")
    assert done["Location"] == "/tr/desk/?from=mail"
    assert member.user.name in browser.get("/tr/desk/").content.decode()
    kept = SocialAccount.objects.get(user=member.user)
    assert (kept.uid, kept.extra_data) == ("m1", {})
    assert Entry.objects.filter(action="account.linked", subject=member.user.actor).count() == 1
    assert sign_in(Client(), subject)["Location"] == "/de/desk/"  # a second time changes nothing
    assert SocialAccount.objects.count() == 1


def test_the_name_of_the_person_survives_a_change_of_address(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    sign_in(Client(), told(town, "m2", email=member.user.email, email_verified=True))
    browser = Client()
    assert sign_in(browser, told(town, "m2", email="married@example.org", email_verified=True))["Location"] == "/de/desk/"
    assert member.user.name in browser.get("/de/desk/").content.decode()


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}, {"email_verified": "true"}, {"email": None}])
def test_an_address_that_is_not_verified_is_never_linked(claims: dict[str, Any], town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "u1", **{"email": member.user.email, **claims})
    browser = Client()
    refused(sign_in(browser, subject), browser, "nicht bestätigt")
    assert not SocialAccount.objects.exists()


def test_an_unknown_address_gets_a_polite_page_and_no_account(town: str) -> None:
    before = User.objects.count()
    browser = Client()
    response = sign_in(browser, told(town, "n1", email="nobody@example.org", email_verified=True))
    refused(response, browser, "Kommunales Integrationszentrum")
    assert User.objects.count() == before


def test_who_inherits_an_address_does_not_inherit_the_account(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    sign_in(Client(), told(town, "first", email=member.user.email, email_verified=True))
    browser = Client()
    refused(sign_in(browser, told(town, "second", email=member.user.email, email_verified=True)), browser, "Integrationszentrum")


def test_a_provider_may_be_bound_to_its_domains(town: str, person: Person, settings: Any) -> None:
    settings.OIDC_DOMAINS = ["Town.example"]
    _client, member = person(Role.MEMBER, second=False)  # @example.org
    browser = Client()
    response = sign_in(browser, told(town, "d1", email=member.user.email, email_verified=True))
    assert response.status_code == 403
    settings.OIDC_DOMAINS = ["example.org"]
    assert sign_in(browser, told(town, "d2", email=member.user.email))["Location"] == "/de/desk/"  # it need not say so each time


@pytest.mark.parametrize("wrong", [{"state": "guessed"}, {"state": ""}, {"code": "guessed"}])
def test_a_wrong_state_or_code_is_refused(wrong: dict[str, str], town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "s1", email=member.user.email, email_verified=True)
    browser = Client()
    response = back(browser, changed(consent(start(browser), subject), **wrong))
    assert response.status_code == 403
    assert browser.get("/de/desk/").status_code == 302


def test_an_answer_works_once_and_in_the_browser_that_asked(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "s2", email=member.user.email, email_verified=True)
    asking, other = Client(), Client()
    location = consent(start(asking), subject)
    assert other.get(f"/de{location}").status_code == 403
    assert other.get("/de/desk/").status_code == 302
    assert back(asking, location)["Location"] == "/de/desk/"
    asking.logout()
    assert asking.get(f"/de{location}").status_code == 403


@pytest.mark.parametrize("key", ["nonce", "code_challenge"])
def test_a_wrong_nonce_or_verifier_is_refused(key: str, town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "s3", email=member.user.email, email_verified=True)
    browser = Client()
    response = back(browser, consent(changed(start(browser), **{key: "of-another-browser"}), subject))
    assert response.status_code == 403
    assert browser.get("/de/desk/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_token_signed_by_somebody_else_is_refused(town: str, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "s4", email=member.user.email, email_verified=True)
    browser = Client()
    location = consent(start(browser), subject)
    ask = requests.Session.request

    def forged(self: requests.Session, method: str, url: str, **rest: Any) -> requests.Response:
        answer = ask(self, method, url, **rest)
        if url.endswith("/token"):
            answer._content = re.sub(rb'("id_token":\s*"[^"]+\.)[^".]+"', rb'\1AAAA"', answer.content)
        return answer

    monkeypatch.setattr(requests.Session, "request", forged)
    assert back(browser, location).status_code == 403
    assert not SocialAccount.objects.exists()


def test_who_stops_at_the_provider_comes_back_to_a_page(town: str) -> None:
    browser = Client()
    target = start(browser)
    state = parse_qs(urlsplit(target).query)["state"][0]
    location = consent(target, "x", action="deny") + f"&state={state}"  # the provider forgets to add it
    refused(back(browser, location), browser, "abgebrochen")


def test_the_own_second_factor_is_asked_as_ever(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER)
    response = sign_in(Client(), told(town, "o1", email=member.user.email, email_verified=True))
    assert response["Location"] == "/de/account/2fa/authenticate/"


def test_a_provider_that_is_down_is_said_in_words(town: str, settings: Any, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    browser = Client(raise_request_exception=False)
    location = consent(start(browser), told(town, "p1", email=member.user.email, email_verified=True))
    nobody = f"http://127.0.0.1:{free_port()}"
    settings.OIDC_URL = nobody
    refused(browser.post("/de/account/oidc/"), browser, "antwortet gerade nicht", 503)
    assert browser.get(f"/de{location}").status_code in (403, 503)
    settings.OIDC_URL = f"{town}/oauth2"  # answers, but not as a provider does
    refused(browser.post("/de/account/oidc/"), browser, "antwortet gerade nicht", 503)


def test_the_way_back_when_the_provider_has_gone(town: str, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    _client, member = person(Role.MEMBER, second=False)
    browser = Client(raise_request_exception=False)
    location = consent(start(browser), told(town, "p2", email=member.user.email, email_verified=True))

    def gone(self: requests.Session, method: str, url: str, **rest: Any) -> requests.Response:
        raise requests.ConnectionError

    monkeypatch.setattr(requests.Session, "request", gone)
    refused(back(browser, location), browser, "antwortet gerade nicht", 503)


@pytest.mark.parametrize("asks", [True, False])
def test_the_providers_second_factor_counts_only_where_the_settings_say_so(
    asks: bool, town: str, settings: Any, person: Person
) -> None:
    settings.OIDC_SECOND_FACTOR = asks
    password_client, lead = person(Role.LEAD, second=False)
    browser = Client()
    sign_in(browser, told(town, "f1", email=lead.user.email, email_verified=True))
    response = browser.get("/de/desk/")
    assert response.status_code == (200 if asks else 302)
    assert asks or response["Location"] == "/de/account/2fa/?needed=1"
    assert password_client.get("/en/desk/").status_code == 302  # a session that began with a password is not meant


def test_who_left_sees_nothing(town: str, person: Person) -> None:
    _client, member = person(Role.MEMBER, second=False)
    subject = told(town, "l1", email=member.user.email, email_verified=True)
    browser = Client()
    sign_in(browser, subject)
    actions.end(by=member, membership=member, now=NOW)
    assert browser.get("/de/desk/").status_code == 302
    sign_in(browser, subject)
    assert browser.get("/de/desk/").status_code == 403


def test_a_provider_must_be_whole_and_safe(settings: Any) -> None:
    def ids() -> set[str]:
        return {str(found.id) for found in run_checks() if str(found.id).startswith("accounts.")}

    assert ids() == set()
    settings.OIDC_URL = "http://sso.town.example"
    assert ids() == {"accounts.E001", "accounts.E002"}
    settings.OIDC_URL = "https://sso.town.example"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "anlaufpunkt", "secret"
    assert ids() == set()


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=200), st.lists(st.text(max_size=5), max_size=2))


@given(claims=st.dictionaries(st.sampled_from(["sub", "nonce", "email", "email_verified"]), VALUES), nonce=st.text(max_size=20))
def test_any_claims_give_a_person_or_a_refusal(claims: dict[str, Any], nonce: str) -> None:
    for read in (
        lambda: subject_of(claims, nonce=nonce),
        lambda: verified_address(claims, domains=[]),
        lambda: verified_address(claims, domains=["example.org"]),
    ):
        try:
            assert isinstance(read(), str)
        except Refused:
            continue
    if claims.get("nonce") != nonce or not nonce:
        with pytest.raises(Refused):
            subject_of(claims, nonce=nonce)
    if claims.get("email_verified") is not True:
        with pytest.raises(Refused):
            verified_address(claims, domains=[])
