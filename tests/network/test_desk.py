"""Who gets where at the desk: every role on every route, in the own tenant and in a foreign one."""

import io
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from anlaufpunkt.accounts.models import User
from anlaufpunkt.config.logs import WithoutSecrets
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network import actions
from anlaufpunkt.network.domain.roles import OF_CENTRE, OF_ORGANIZATION, Role
from anlaufpunkt.network.models import Centre, Invitation, Membership, Organization
from anlaufpunkt.network.policies import may_end, may_invite
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, PASSWORD, Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.AUDITOR, Role.OPERATOR])
def test_staff_sees_nothing_without_a_second_factor(role: Role, person: Person) -> None:
    client, _membership = person(role, second=False)
    assert client.get("/en/desk/")["Location"].startswith("/en/account/2fa/")


def test_a_volunteer_may_work_without_a_second_factor(person: Person) -> None:
    client, _membership = person(Role.MEMBER, second=False)
    assert client.get("/en/desk/").status_code == 200


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR])
def test_nobody_sees_or_ends_people_of_another_tenant(role: Role, person: Person) -> None:
    client, _mine = person(role)
    _stranger_client, stranger = person(role, away=True, name="Stranger Danger")
    assert "Stranger Danger" not in client.get("/en/desk/people/").content.decode()
    for data in ({}, {"sure": "1"}):
        assert client.post(f"/en/desk/people/{stranger.id}/end/", data).status_code == 404
    stranger.refresh_from_db()
    assert stranger.ended is None


def test_the_journal_shows_the_own_centre_only(person: Person) -> None:
    client, _mine = person(Role.AUDITOR)
    lead_client, lead = person(Role.LEAD)
    away_client, away = person(Role.LEAD, away=True)
    for who, membership in ((lead_client, lead), (away_client, away)):
        who.post(f"/en/desk/people/{membership.id}/end/", {"sure": "1"})
    text = client.get("/en/desk/journal/").content.decode()
    assert lead.user.actor in text
    assert away.user.actor not in text
    assert lead.user.email not in text


def test_who_leaves_is_out_at_once(person: Person) -> None:
    lead_client, _lead = person(Role.LEAD)
    client, member = person(Role.MEMBER)
    assert client.get("/en/desk/").status_code == 200
    assert lead_client.post(f"/en/desk/people/{member.id}/end/", {"sure": "1"}).status_code == 302
    assert client.get("/en/desk/").status_code in (302, 403)
    assert Entry.objects.filter(action="people.left", subject=member.user.actor).exists()


def test_nobody_is_out_by_one_tap(person: Person) -> None:
    client, _lead = person(Role.LEAD)
    _client, member = person(Role.MEMBER, name="Mira Muster")
    response = client.post(f"/en/desk/people/{member.id}/end/")
    member.refresh_from_db()
    assert (response.status_code, member.ended) == (200, None)
    text = response.content.decode()
    assert all(said in text for said in ("Mira Muster", "EXAMPLE dortmund", "Yes, end it", "No, back", 'href="/en/desk/people/"'))
    assert "You are the only coordinator" not in text
    assert client.post(f"/en/desk/people/{member.id}/end/", {"sure": "1"}).status_code == 302
    member.refresh_from_db()
    assert member.ended
    assert not Entry.objects.filter(action="people.left").exclude(subject=member.user.actor).exists()


def test_who_may_not_end_an_access_is_not_asked_either(person: Person) -> None:
    client, mine = person(Role.LEAD)
    _client, stays = person(Role.OPERATOR)
    assert client.post(f"/en/desk/people/{stays.id}/end/").status_code == 404
    assert client.get(f"/en/desk/people/{mine.id}/end/").status_code == 200


def test_the_last_coordinator_is_told_what_follows(person: Person) -> None:
    said = "You are the only coordinator: afterwards nobody can check offers or answer inquiries."
    client, mine = person(Role.COORDINATOR)
    person(Role.COORDINATOR, away=True)
    assert said in client.post(f"/en/desk/people/{mine.id}/end/").content.decode()
    person(Role.COORDINATOR, name="Second")
    assert said not in client.post(f"/en/desk/people/{mine.id}/end/").content.decode()
    assert client.post(f"/en/desk/people/{mine.id}/end/", {"sure": "1"}).status_code == 302


def test_a_person_in_two_places_switches_openly(
    person: Person, places: tuple[Centre, Organization, Centre, Organization]
) -> None:
    client, mine = person(Role.MEMBER)
    second = Membership.objects.create(user=mine.user, role=Role.MEMBER, since=NOW + timedelta(days=1), organization=places[3])
    foreign = person(Role.MEMBER, away=True)[1]
    assert "EXAMPLE dortmund" in client.get("/en/desk/").content.decode()
    assert client.post("/en/desk/switch/", {"membership": str(second.id)}).status_code == 302
    assert re.search(r"small quiet\"><bdi[^>]*>EXAMPLE essen", client.get("/en/desk/").content.decode())
    assert client.post("/en/desk/switch/", {"membership": str(foreign.id)}).status_code == 403
    assert client.post("/en/desk/switch/", {"membership": "nonsense"}).status_code == 403


@pytest.fixture
def invited(mails: Callable[[], list[EmailMessage]]) -> Callable[..., str]:
    """Invite through the page; the link from the mail."""

    def invite(client: Client, **data: str) -> str:
        assert client.post("/en/desk/people/", data).status_code == 302
        arrived = mails()[-1]
        assert arrived["To"] == data["email"].lower()
        return link_in(arrived.get_content())

    return invite


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/en/join/\S+)", text)
    assert found is not None
    return found.group(1)


def test_from_invitation_to_desk(person: Person, invited: Callable[..., str]) -> None:
    client, lead = person(Role.LEAD)
    link = invited(client, email="new@example.org", role="member")
    fresh = Client()
    assert "EXAMPLE dortmund" in fresh.get(link).content.decode()
    assert fresh.post(link, {"name": "New Person", "password": "short"}).status_code == 422
    assert fresh.post(link, {"name": "New Person", "password": PASSWORD})["Location"] == "/en/desk/"
    assert "New Person" in fresh.get("/en/desk/").content.decode()
    assert Client().get(link).status_code == 404  # it works once
    joined = Membership.objects.get(user__email="new@example.org")
    assert lead.organization == joined.organization
    actions.end(by=lead, membership=joined, now=NOW)
    assert fresh.get("/en/desk/")["Location"].startswith("/en/account/login/")  # the session has ended too


def test_an_invitation_is_for_one_address_and_expires(person: Person, invited: Callable[..., str]) -> None:
    client, _lead = person(Role.LEAD)
    link = invited(client, email="new@example.org", role="member")
    stranger, _ = person(Role.MEMBER, away=True)
    assert stranger.post(link).status_code == 422
    Invitation.objects.update(expires=timezone.now() + timedelta(days=13))  # made yesterday
    newer = invited(client, email="NEW@example.org", role="member")  # a second one replaces the first
    assert Client().get(link).status_code == 404
    Invitation.objects.update(expires=NOW - timedelta(days=400))
    assert Client().get(newer).status_code == 404
    assert Client().get("/en/join/guessed/").status_code == 404


def test_an_address_that_no_mail_reaches_is_refused_in_the_form(person: Person) -> None:
    client, _lead = person(Role.LEAD)
    assert client.post("/en/desk/people/", {"email": '"a b"@example.org', "role": "member"}).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("by", sorted(Role))
@pytest.mark.parametrize("role", sorted(Role))
def test_who_may_invite_whom(
    by: Role, role: Role, person: Person, places: tuple[Centre, Organization, Centre, Organization]
) -> None:
    here, club, there, other = places
    membership = person(by)[1]
    of_organization, of_centre = role in OF_ORGANIZATION, role in OF_CENTRE
    expected = (by == Role.LEAD and of_organization) or (by == Role.COORDINATOR and (of_organization or of_centre))
    assert (
        may_invite(membership, role, organization=club if of_organization else None, centre=here if of_centre else None)
        == expected
    )
    assert not may_invite(membership, role, organization=other if of_organization else None, centre=there if of_centre else None)
    assert not may_invite(membership, role, organization=club, centre=here)


@pytest.mark.parametrize("by", sorted(Role))
def test_nobody_reaches_an_organisation_elsewhere(
    by: Role, person: Person, places: tuple[Centre, Organization, Centre, Organization]
) -> None:
    _here, club, _there, other = places
    membership = person(by)[1]
    assert membership.reaches(club) == (by != Role.OPERATOR)
    assert not membership.reaches(other)
    Organization.objects.filter(pk=other.pk).update(centre=club.centre)
    assert membership.reaches(Organization.objects.get(pk=other.pk)) == (by in OF_CENTRE)
    Organization.objects.filter(pk=other.pk).update(centre=None)
    assert not membership.reaches(Organization.objects.get(pk=other.pk))


def test_a_coordinator_does_not_end_a_colleague_elsewhere(person: Person) -> None:
    mine, other = person(Role.COORDINATOR)[1], person(Role.COORDINATOR, away=True)[1]
    assert may_end(mine, mine)
    assert not may_end(mine, other)
    with pytest.raises(Refused):
        actions.end(by=mine, membership=other, now=NOW)


def test_public_pages_set_no_cookie_even_for_who_is_signed_in(person: Person) -> None:
    client, _membership = person(Role.MEMBER)
    for path in ("/en/", "/en/dortmund/", "/en/dortmund/need/bicycle/"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_signing_in_says_the_same_for_a_wrong_password_and_an_unknown_address(person: Person) -> None:
    person(Role.MEMBER)
    errors = []
    for email in ("memberFalse@example.org", "nobody@example.org"):
        text = Client().post("/en/account/login/", {"login": email, "password": "wrong"}).content.decode()
        errors.append(re.findall(r'class="error"[^>]*>([^<]+)', text))
    assert errors[0] == errors[1]
    assert errors[0]


def test_resetting_a_password_says_the_same_for_any_address(person: Person) -> None:
    person(Role.MEMBER)
    for email in ("memberFalse@example.org", "nobody@example.org"):
        assert Client().post("/en/account/password/reset/", {"email": email})["Location"] == "/en/account/password/reset/done/"


def test_many_wrong_passwords_are_stopped(person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    person(Role.MEMBER)
    text = ""
    for _ in range(12):
        response = Client().post("/en/account/login/", {"login": "memberFalse@example.org", "password": "wrong"})
        text = response.content.decode()
    assert response.status_code == 429 or "Too many" in text


def test_nobody_signs_up_alone() -> None:
    before = User.objects.count()
    Client().post("/en/account/signup/", {"email": "a@example.org", "password1": PASSWORD})
    assert User.objects.count() == before


def test_passwords_are_kept_with_argon2(person: Person) -> None:
    assert person(Role.MEMBER)[1].user.password.startswith("argon2$argon2id$")
    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_the_first_coordinator_is_made_on_the_command_line() -> None:
    out = io.StringIO()
    call_command("add_person", "first@example.org", "First", "--centre", "dortmund", stdout=out)
    password = re.search(r"password (\S+)", out.getvalue())
    assert password is not None
    made = Membership.objects.get(user__email="first@example.org")
    assert (made.role, made.centre_id) == ("coordinator", "05913")
    assert made.user.check_password(password.group(1))
    with pytest.raises(CommandError):
        call_command("add_person", "b@example.org", "B", "--role", "operator", "--centre", "dortmund")


def test_a_centre_becomes_a_tenant_with_its_first_coordinator() -> None:
    out = io.StringIO()
    call_command("create_tenant", "dortmund", "first@example.org", "First", stdout=out)
    password = re.search(r"password (\S+)", out.getvalue())
    assert password is not None
    made = Membership.objects.get(user__email="first@example.org")
    assert (made.role, made.centre_id) == ("coordinator", "05913")
    assert made.user.check_password(password.group(1))
    assert Centre.objects.get(active=True).ags == "05913"
    assert Entry.objects.filter(action="centre.activated", subject="centre:05913").count() == 1
    assert "imprint" in out.getvalue()
    call_command("create_tenant", "dortmund", "second@example.org", "Second", stdout=out)
    assert Entry.objects.filter(action="centre.activated").count() == 1
    with pytest.raises(CommandError, match="No centre"):
        call_command("create_tenant", "atlantis", "c@example.org", "C")


@pytest.mark.parametrize("path", ["/en/desk/switch/", "/en/account/login/", "/en/join/guessed/"])
def test_a_form_from_elsewhere_is_refused(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


def test_the_demonstration_prints_a_login_per_role_and_nobody_acts_for_a_real_centre(settings: Any) -> None:
    with pytest.raises(CommandError, match="Only in a demonstration"):
        call_command("demo_people")
    settings.DEMO = True
    first, second = io.StringIO(), io.StringIO()
    call_command("demo_people", stdout=first)
    call_command("demo_people", stdout=second)
    for role in Role:
        lines = [next(line for line in out.getvalue().splitlines() if f"{role}@" in line).split() for out in (first, second)]
        assert lines[0][2] != lines[1][2]  # passwords are new each time
        made = Membership.objects.get(user__email=f"{role}@demo.example", ended=None)
        assert made.user.check_password(lines[1][2])
        assert made.organization is None or made.organization.is_example
        assert made.centre is None or made.centre.ags == "EXAMPLE"
    assert not Organization.objects.filter(is_example=True).exclude(centre="EXAMPLE").exists()
    assert not Organization.objects.filter(is_example=False, centre="EXAMPLE").exists()


def test_who_leaves_takes_the_open_invitations_along(person: Person, invited: Callable[..., str]) -> None:
    client, lead = person(Role.LEAD)
    _other, coordinator = person(Role.COORDINATOR)
    by_the_leaver = invited(client, email="private@example.org", role="lead")
    to_the_leaver = invited(client, email=lead.user.email, role="lead")
    actions.end(by=coordinator, membership=lead, now=NOW)
    assert Client().get(by_the_leaver).status_code == 404
    assert Client().get(to_the_leaver).status_code == 404


@pytest.mark.parametrize("path", ["/en/desk/services/?q=%00", "/en/join/?centre=%00"])
def test_what_no_database_takes_is_refused_in_words(path: str, person: Person) -> None:
    client, _mine = person(Role.LEAD)
    assert client.get(path).status_code == 400
    assert client.post("/en/desk/switch/", "membership=%00", content_type="application/x-www-form-urlencoded").status_code == 400


def test_no_secret_of_a_link_stands_in_the_log() -> None:
    for path in ("/de/join/abc123/", "/de/join/confirm/abc123/", "/ar/review/abc123/", "/ar/review/stop/abc123/?x=1"):
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: %s", ("Forbidden", path), None)
        assert WithoutSecrets().filter(record)
        assert "abc123" not in record.getMessage()
    record = logging.LogRecord("x", logging.ERROR, "", 1, "%s", ("/de/desk/services/",), None)
    WithoutSecrets().filter(record)
    assert record.getMessage() == "/de/desk/services/"
