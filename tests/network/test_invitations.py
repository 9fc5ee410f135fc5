"""Open invitations: seen, withdrawn and sent again by those who may invite; not too many at once; a double click is one."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network import actions
from anlaufpunkt.network.domain.invitations import DOUBLE_CLICK, MOST_BY_ONE_PERSON, MOST_OF_ONE_PLACE, VALID
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Invitation, Membership, Organization
from anlaufpunkt.outbox.models import Message
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, Person

Mails = Callable[[], list[EmailMessage]]
PEOPLE, DO = "/en/desk/people/", "/en/desk/people/invitation/"


def invite(by: Membership, email: str = "new@example.org", **changes: object) -> None:
    plain: dict[str, object] = {
        "role": Role.MEMBER, "organization": by.organization, "centre": None, "language": "en", "address": "http://x/", "now": NOW,
    }  # fmt: skip
    actions.invite(by=by, email=email, **{**plain, **changes})  # type: ignore[arg-type]


def link(mail: EmailMessage) -> str:
    found = re.search(r"http://testserver(/en/join/\S+)", mail.get_content())
    assert found
    return found[1]


@pytest.mark.django_db
def test_open_invitations_are_listed_sent_again_and_withdrawn(person: Person, mails: Mails) -> None:
    client, lead = person(Role.LEAD)
    assert "Open invitations" not in client.get(PEOPLE).content.decode()
    client.post(PEOPLE, {"email": "new@example.org", "role": "member"})
    text = client.get(PEOPLE).content.decode()
    assert "new@example.org" in text
    assert f"{timezone.localtime(Invitation.objects.get().expires):%d.%m.%Y}" in text
    first = link(mails()[-1])
    Invitation.objects.update(expires=timezone.now() + timedelta(days=3))
    assert client.post(DO, {"invitation": Invitation.objects.get().pk, "again": "1"}).status_code == 302
    second = link(mails()[-1])
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Invitation.objects.get().expires > timezone.now() + timedelta(days=13)
    done = client.post(DO, {"invitation": Invitation.objects.get().pk, "withdraw": "1"}, follow=True)
    assert "is withdrawn" in done.content.decode()
    assert Client().get(second).status_code == Client().get("/en/join/guessed/").status_code == 404
    entry = Entry.objects.get(action="people.withdrawn")
    assert (entry.actor, entry.fields) == (lead.user.actor, ["role:member"])
    again = client.post(DO, {"invitation": "gone", "withdraw": "1"}, follow=True)
    assert "no longer open" in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR])
@pytest.mark.parametrize("verb", ["withdraw", "again"])
def test_nobody_sees_or_touches_invitations_elsewhere(role: Role, verb: str, person: Person) -> None:
    client, _mine = person(role)
    _other, away = person(Role.LEAD, away=True)
    invite(away, "secret@example.org", now=timezone.now() - timedelta(days=1))
    before = Invitation.objects.get().pk
    assert "secret@example.org" not in client.get(PEOPLE).content.decode()
    client.post(DO, {"invitation": before, verb: "1"})
    assert Invitation.objects.get().pk == before
    if verb == "withdraw":
        with pytest.raises(Refused):
            actions.withdraw(by=_mine, invitation=Invitation.objects.get(), now=NOW)


@pytest.mark.django_db
def test_a_lead_does_not_withdraw_the_centre_s_invitations(person: Person) -> None:
    _client, coordinator = person(Role.COORDINATOR)
    client, _lead = person(Role.LEAD)
    invite(coordinator, role=Role.AUDITOR, centre=coordinator.centre, now=timezone.now())
    client.post(DO, {"invitation": Invitation.objects.get().pk, "withdraw": "1"})
    assert Invitation.objects.exists()
    other, _second = person(Role.COORDINATOR, name="second")
    other.post(DO, {"invitation": Invitation.objects.get().pk, "withdraw": "1"})
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_a_double_click_is_one_invitation_and_one_mail(person: Person) -> None:
    _client, lead = person(Role.LEAD)
    invite(lead)
    first = Invitation.objects.get().pk
    invite(lead, now=NOW + DOUBLE_CLICK / 2)
    assert (Invitation.objects.get().pk, Message.objects.count()) == (first, 1)
    invite(lead, role=Role.LEAD, now=NOW + DOUBLE_CLICK / 2)  # another role is another invitation
    assert (Invitation.objects.get().role, Message.objects.count()) == (Role.LEAD, 2)
    invite(lead, role=Role.LEAD, now=NOW + DOUBLE_CLICK * 2)
    assert Message.objects.count() == 3


@pytest.mark.django_db
def test_not_too_many_are_open_into_one_place(person: Person) -> None:
    client, lead = person(Role.LEAD)
    _second, colleague = person(Role.LEAD, name="colleague")
    for number in range(MOST_OF_ONE_PLACE):
        invite(lead, f"n{number}@example.org", now=timezone.now() - timedelta(hours=1))
    response = client.post(PEOPLE, {"email": "more@example.org", "role": "member"})
    assert response.status_code == 422
    assert f"{MOST_OF_ONE_PLACE} invitations into this place are open" in response.content.decode()
    with pytest.raises(Refused, match="too_many_into_the_place"):
        invite(colleague, "more@example.org", now=timezone.now())
    invite(lead, "n0@example.org", now=timezone.now())  # sending again makes no more of them
    assert Invitation.objects.count() == MOST_OF_ONE_PLACE
    actions.withdraw(by=lead, invitation=Invitation.objects.all()[0], now=NOW)
    invite(colleague, "more@example.org", now=timezone.now())
    invite(lead, "later@example.org", now=timezone.now() + VALID)  # by then the others are over


@pytest.mark.django_db
def test_not_too_many_are_open_by_one_person(person: Person) -> None:
    _client, mine = person(Role.COORDINATOR)
    clubs = [Organization.objects.create(name=f"EXAMPLE {n}", kind="mso", centre=mine.centre, is_example=True) for n in range(5)]
    for number in range(MOST_BY_ONE_PERSON):
        invite(mine, f"n{number}@example.org", organization=clubs[number % 5])
    with pytest.raises(Refused, match="too_many_by_the_person"):
        invite(mine, "more@example.org", organization=clubs[0])


@pytest.mark.django_db
def test_what_is_over_is_deleted(person: Person) -> None:
    _client, lead = person(Role.LEAD)
    invite(lead)
    assert actions.forget(now=NOW + VALID - timedelta(minutes=1)) == 0
    assert actions.forget(now=NOW + VALID) == 1
    assert not Invitation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_mail(person: Person) -> None:
    _client, lead = person(Role.LEAD)
    start, failed = threading.Barrier(4), []

    def click() -> None:
        try:
            start.wait()
            invite(lead)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert failed == []
    assert (Invitation.objects.count(), Message.objects.count()) == (1, 1)
