"""An organisation asks for access: from the public page over the confirmed address to the coordinator's answer."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network import actions
from anlaufpunkt.network.domain.asking import CONFIRM_WITHIN, KEEP, Reason
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import AccessRequest, Centre, Invitation, Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import PASSWORD, Person, Places
from tests.network.asking import request_for

pytestmark = pytest.mark.django_db
PAGE = "/en/join/?centre=dortmund"
Mails = Callable[[], list[EmailMessage]]


def form_id(client: Client, page: str = PAGE) -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(page).content.decode())
    assert found is not None
    return found.group(1)


def filled(form: str, **changes: str) -> dict[str, str]:
    plain = {
        "form": form, "organization": "Club of Friends", "name": "Nil Nobody", "email": "nil@example.org", "website": "club.example",
        "purpose": "Tea and talk on Tuesdays",
    }  # fmt: skip
    return {**plain, **changes}


def send(client: Client, path: str, data: dict[str, str] | None = None) -> HttpResponse:
    return client.post(path, data or {})


def body(message: EmailMessage) -> str:
    return str(message.get_content())


def link_in(text: object, path: str) -> str:
    found = re.search(rf"http://testserver({path}\S+)", str(text))
    assert found is not None
    return found.group(1)


def test_from_the_public_page_to_the_desk(person: Person, mails: Mails) -> None:
    coordinator, _mine = person(Role.COORDINATOR)
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get("/en/join/?place=44137")["Location"] == PAGE
    assert send(visitor, PAGE, filled(form_id(visitor)))["Location"] == "/en/join/?sent=1"
    assert "Nil Nobody" not in coordinator.get("/en/desk/partners/requests/").content.decode()  # not before the address is proved
    assert "Friends" not in str(body(mails()[-1]))  # it may go to a stranger
    link = link_in(body(mails()[-1]), "/en/join/confirm/")
    visitor.get(link)
    assert AccessRequest.objects.get().confirmed is None  # programs that look through mail open links too
    assert "confirmed" in send(visitor, link).content.decode()
    assert "confirmed" in send(visitor, link).content.decode()  # tapped twice

    text = coordinator.get("/en/desk/partners/requests/").content.decode()
    assert "Nil Nobody" in text
    assert "New organisation" in text
    asked = AccessRequest.objects.get()
    path = f"/en/desk/partners/requests/{asked.id}/grant/"
    send(coordinator, path)
    assert AccessRequest.objects.exists()  # without a kind nothing happens
    send(coordinator, path, {f"{asked.id}-kind": "mso"})
    assert not AccessRequest.objects.exists()
    made = Organization.objects.get(name="Club of Friends")
    assert (made.kind, made.centre_id, made.website, made.trusted) == ("mso", asked.centre_id, "https://club.example", False)
    assert made.source == f"own statement, {timezone.now():%Y-%m-%d}"
    fresh = Client()
    fresh.post(link_in(body(mails()[-1]), "/en/join/"), {"name": "Nil", "password": PASSWORD})
    joined = Membership.objects.get(organization=made)
    assert (joined.role, joined.user.email) == (Role.LEAD, "nil@example.org")
    noted = {entry.action for entry in Entry.objects.filter(subject=f"request:{asked.id}")}
    assert noted == {"access.asked", "access.granted"}


def test_the_public_pages_set_no_cookie(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    visitor = Client()
    for path in ("/en/join/", "/en/join/?place=Nowhereland", PAGE, "/en/join/?centre=essen", "/en/join/?sent=1"):
        response = visitor.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    send(visitor, PAGE, filled(form_id(visitor)))
    send(visitor, link_in(body(mails()[-1]), "/en/join/confirm/"))
    assert not visitor.cookies


def test_a_centre_without_a_coordinator_says_so_beforehand(person: Person, mails: Mails) -> None:
    _client, mine = person(Role.COORDINATOR)
    text = Client().get("/en/join/?centre=essen").content.decode()
    assert "cannot answer requests here yet" in text
    assert Centre.objects.get(slug="essen").url in text
    assert 'name="email"' not in text
    actions.end(by=mine, membership=mine, now=timezone.now())
    send(Client(), PAGE, filled(str(uuid.uuid4())))
    assert not AccessRequest.objects.exists()
    assert not mails()


def test_the_place_decides_the_centre(person: Person) -> None:
    assert Client().get("/en/join/?place=Dortmund")["Location"] == PAGE
    assert Client().get("/en/join/?place=Nowhereland").status_code == 422
    assert Client().get("/en/join/?centre=nowhere").status_code == 404


def test_the_answer_is_the_same_for_every_address(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    _client, lead = person(Role.LEAD)
    answers = set()
    for email in ("stranger@example.org", lead.user.email):
        for _ in range(2):
            page = send(Client(), PAGE, filled(str(uuid.uuid4()), email=email, organization="EXAMPLE dortmund"))
            answers.add((page.status_code, page["Location"]))
    assert answers == {(303, "/en/join/?sent=1")}
    assert {message["To"] for message in mails()} == {"stranger@example.org", lead.user.email.lower()}


def test_the_same_form_twice_is_one_request(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    form = form_id(Client())
    for _ in range(2):
        assert send(Client(), PAGE, filled(form))["Location"] == "/en/join/?sent=1"
    assert AccessRequest.objects.count() == len(mails()) == 1
    assert form != form_id(Client())


def test_of_two_requests_of_one_person_the_confirmed_one_counts(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    for name in ("First Club", "Second Club"):
        send(Client(), PAGE, filled(str(uuid.uuid4()), organization=name))
    second, first = (link_in(body(message), "/en/join/confirm/") for message in reversed(mails()))
    send(Client(), first)
    send(Client(), second)
    assert [asked.organization_name for asked in AccessRequest.objects.all()] in (["First Club"], ["Second Club"])
    assert AccessRequest.objects.get().confirmed


def test_nobody_is_flooded_with_mail(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    codes = [send(Client(), PAGE, filled(str(uuid.uuid4()))).status_code for _ in range(12)]
    assert len(mails()) == 3
    assert codes == [303] * 10 + [429] * 2


def test_a_known_name_means_the_known_organisation(person: Person, places: Places, mails: Mails) -> None:
    coordinator, _mine = person(Role.COORDINATOR)
    assert '<option value="EXAMPLE dortmund">' in Client().get(PAGE).content.decode()
    assert "EXAMPLE essen" not in Client().get(PAGE).content.decode()
    send(Client(), PAGE, filled(form_id(Client()), organization="  example   Dortmund "))
    send(Client(), link_in(body(mails()[-1]), "/en/join/confirm/"))
    asked = AccessRequest.objects.get()
    assert asked.organization == places[1]
    send(coordinator, f"/en/desk/partners/requests/{asked.id}/grant/")
    assert Invitation.objects.get().organization == places[1]


def test_a_name_of_another_centre_is_never_taken_over(person: Person, places: Places) -> None:
    coordinator, mine = person(Role.COORDINATOR)
    elsewhere = actions.put_organization(name="Haus der Vielfalt Essen", kind=Kind.MSO, centre_ags=places[2].ags)
    for name in (elsewhere.name, "EXAMPLE essen"):
        asked = request_for(places[0], organization_name=name)
        with pytest.raises(Refused, match="name_taken"):
            actions.grant(by=mine, asked=asked, kind=Kind.CARRIER, address="http://x/", now=timezone.now())
        assert AccessRequest.objects.filter(pk=asked.pk).exists()  # nothing is lost
        path = f"/en/desk/partners/requests/{asked.id}/grant/"
        coordinator.post(path, {f"{asked.id}-kind": "mso"})
        assert "another centre" in coordinator.get("/en/desk/partners/requests/").content.decode()
    elsewhere.refresh_from_db()
    assert (elsewhere.centre_id, elsewhere.kind) == (places[2].ags, "mso")


@pytest.mark.parametrize("reason", sorted(Reason))
def test_declining_says_why_and_deletes(reason: Reason, person: Person, places: Places, mails: Mails) -> None:
    coordinator, _mine = person(Role.COORDINATOR)
    asked = request_for(places[0], email="nil@example.org")
    path = f"/en/desk/partners/requests/{asked.id}/decline/"
    send(coordinator, path, {f"{asked.id}-reason": "because"})
    assert AccessRequest.objects.exists()
    send(coordinator, path, {f"{asked.id}-reason": str(reason)})
    assert not AccessRequest.objects.exists()
    (message,) = mails()
    assert message["To"] == "nil@example.org"
    assert places[0].name in body(message)
    entry = Entry.objects.get(action="access.declined")
    assert entry.fields == [f"reason:{reason}"]
    assert send(coordinator, path, {f"{asked.id}-reason": str(reason)}).status_code == 404
    assert len(mails()) == 1


def test_a_link_proves_the_address_for_three_days(person: Person, mails: Mails) -> None:
    person(Role.COORDINATOR)
    send(Client(), PAGE, filled(form_id(Client())))
    link = link_in(body(mails()[-1]), "/en/join/confirm/")
    AccessRequest.objects.update(asked=timezone.now() - CONFIRM_WITHIN)
    assert Client().get(link).status_code == Client().post(link).status_code == 404
    assert Client().get("/en/join/confirm/guessed/").status_code == 404


def test_what_was_written_is_kept_no_longer_than_said(places: Places, person: Person) -> None:
    coordinator, _mine = person(Role.COORDINATOR)
    now = timezone.now()
    second = timedelta(seconds=60)
    cases = {
        "fresh": (CONFIRM_WITHIN - second, False), "unconfirmed": (CONFIRM_WITHIN, False),
        "waiting": (KEEP - second, True), "forgotten": (KEEP, True),
    }  # fmt: skip
    for name, (age, confirmed) in cases.items():
        request_for(places[0], name=name, asked=now - age, confirmed=now - age if confirmed else None)
    text = coordinator.get("/en/desk/partners/requests/").content.decode()
    assert [name for name in cases if f">{name}<" in text] == ["waiting"]  # not even before it is deleted
    actions.forget(now=timezone.now())
    assert {asked.name for asked in AccessRequest.objects.all()} == {"fresh", "waiting"}


def test_only_the_coordinator_of_that_centre_answers(person: Person, places: Places) -> None:
    asked = request_for(places[0])
    for by in (person(Role.COORDINATOR, away=True)[1], person(Role.AUDITOR)[1], person(Role.LEAD)[1]):
        with pytest.raises(Refused, match="may_not_answer"):
            actions.grant(by=by, asked=asked, kind=Kind.MSO, address="http://x/", now=timezone.now())
        with pytest.raises(Refused, match="may_not_answer"):
            actions.decline(by=by, asked=asked, reason=Reason.UNKNOWN, now=timezone.now())
    assert AccessRequest.objects.exists()


def test_trust_is_given_and_taken_and_noted(person: Person, places: Places) -> None:
    coordinator, mine = person(Role.COORDINATOR)
    path = f"/en/desk/partners/{places[1].id}/trust/"
    for answer, trusted in (("yes", True), ("yes", True), ("no", False)):
        assert coordinator.post(path, {"trusted": answer}).status_code == 302
        places[1].refresh_from_db()
        assert places[1].trusted is trusted
    noted = Entry.objects.filter(subject=f"organization:{places[1].id}").order_by("id").values_list("action", flat=True)
    assert list(noted) == ["organization.trusted", "organization.untrusted"]
    with pytest.raises(Refused, match="may_not_trust"):
        actions.trust(by=mine, organization=places[3], trusted=True, now=timezone.now())


def test_of_two_answers_only_the_first_counts(person: Person, places: Places, mails: Mails) -> None:
    mine = person(Role.COORDINATOR)[1]
    asked = request_for(places[0])  # both coordinators have read it before one answers
    actions.grant(by=mine, asked=asked, kind=Kind.MSO, address="http://x/", now=timezone.now())
    for second in (
        lambda: actions.grant(by=mine, asked=asked, kind=Kind.MSO, address="http://x/", now=timezone.now()),
        lambda: actions.decline(by=mine, asked=asked, reason=Reason.UNKNOWN, now=timezone.now()),
    ):
        with pytest.raises(Refused, match="answered_already"):
            second()
    assert len(mails()) == 1


def test_the_demonstration_offers_its_invented_centre(settings: Any) -> None:
    client = Client()
    assert "beispielstadt" not in client.get("/en/join/").content.decode()
    actions.demo_centre(now=timezone.now())
    assert "beispielstadt" not in client.get("/en/join/").content.decode()
    assert client.get("/en/join/?place=Beispielstadt").status_code == 422
    settings.DEMO = True
    for page in ("/en/join/", "/en/join/?centre=essen"):  # nobody answers in Essen
        assert 'href="/en/join/?centre=beispielstadt"' in client.get(page).content.decode()
    assert client.get("/en/join/?place=beispielstadt")["Location"] == "/en/join/?centre=beispielstadt"
    assert client.get("/en/join/?place=44137")["Location"] == PAGE
