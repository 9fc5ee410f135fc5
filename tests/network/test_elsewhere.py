"""A form that was opened in one place and is sent while somebody works in another: nothing is changed, nothing typed is lost."""

import html
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Branding, Invitation, Membership
from tests.desk.people import NOW, Person, Places
from tests.network.test_branding import png, upload

pytestmark = pytest.mark.django_db
PEOPLE = "/en/desk/people/"
TYPED = {"email": "new@example.org", "role": "member"}


@pytest.fixture
def two(person: Person, places: Places) -> tuple[Client, Membership, Membership]:
    """A lead of two organisations, who works in the first; the browser sends what the test says, and checks forms."""
    _client, first = person(Role.LEAD)
    second = Membership.objects.create(user=first.user, role=Role.LEAD, since=NOW + timedelta(days=1), organization=places[3])
    client = Client(enforce_csrf_checks=True)
    client.force_login(first.user)
    return client, first, second


def fields(response: HttpResponse, action: str = "") -> dict[str, str]:
    """The hidden fields of the form that leads to `action`, as a browser would send them."""
    text = response.content.decode()
    form = next(f for f in re.findall(r"<form .*?</form>", text, re.DOTALL) if f'action="{action}' in f or not action)
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def pressed(response: HttpResponse) -> str:
    found = re.search(r'action="(/en/desk/switch/[^"]*)"', response.content.decode())
    assert found
    return html.unescape(found[1])


def switch(client: Client, to: Membership) -> None:
    token = fields(client.get("/en/desk/"), "/en/desk/switch/")
    assert client.post("/en/desk/switch/", {**token, "membership": str(to.id)}).status_code == 302


def opened(client: Client) -> dict[str, str]:
    """The form of the page of people: its token and its mark."""
    text = client.get(PEOPLE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    mark = re.search(r'name="opened_in" value="([^"]+)"', text)
    assert token
    assert mark
    return {"csrfmiddlewaretoken": token[1], "opened_in": mark[1]}


def send(client: Client, path: str, data: dict[str, str]) -> HttpResponse:
    return client.post(path, "&".join(f"{k}={v}" for k, v in data.items()), content_type="application/x-www-form-urlencoded")


def test_a_form_from_another_place_changes_nothing_and_is_sent_there_by_one_button(
    two: tuple[Client, Membership, Membership],
) -> None:
    client, first, second = two
    form = opened(client) | TYPED
    switch(client, second)
    answer = send(client, PEOPLE, form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert first.place in text
    assert second.place in text
    assert not Invitation.objects.exists()
    again = send(client, pressed(answer), fields(answer, "/en/desk/switch/"))
    assert again.status_code == 307  # the browser sends the same once more
    done = send(client, again["Location"], fields(answer, "/en/desk/switch/"))
    assert done.status_code == 302
    assert Invitation.objects.get().organization_id == first.organization_id
    assert Invitation.objects.get().email == TYPED["email"]


def test_a_form_that_says_no_place_is_refused_likewise(two: tuple[Client, Membership, Membership]) -> None:
    client, first, _second = two
    for mark in ("", "nonsense", "00000000-0000-4000-8000-000000000000"):
        answer = send(client, PEOPLE, opened(client) | TYPED | {"opened_in": mark})
        assert answer.status_code == 409
        assert "We cannot see" in answer.content.decode()
        assert not Invitation.objects.exists()
    kept = fields(answer, "/en/desk/switch/")
    assert kept["opened_in"] == str(first.id)
    again = send(client, pressed(answer), kept)
    assert send(client, again["Location"], kept).status_code == 302
    assert Invitation.objects.get().organization_id == first.organization_id


def test_everything_typed_is_kept_with_its_lines_and_its_address(two: tuple[Client, Membership, Membership]) -> None:
    client, _first, second = two
    form = opened(client)
    switch(client, second)
    typed = {**form, "text": "a%0D%0A%22%3C%C3%A4", "many": "1&many=2"}
    answer = send(client, "/en/desk/people/?state=x%26y", typed)
    kept = fields(answer, "/en/desk/switch/")
    assert kept["text"] == 'a\r\n"<ä'
    assert re.findall(r'name="many" value="(.)"', answer.content.decode()) == ["1", "2"]
    assert send(client, pressed(answer), form)["Location"] == "/en/desk/people/?state=x%26y"


def test_nobody_is_sent_out_of_the_desk(two: tuple[Client, Membership, Membership]) -> None:
    client, first, _second = two
    for again in ("https://example.org/", "//example.org/", "/en/account/logout/", "/en/desk/../account/logout/", ""):
        answer = client.post(f"/en/desk/switch/?to={first.id}&again={again}", opened(client))
        assert (answer.status_code, answer["Location"]) == (302, "/en/desk/")


def test_a_form_with_a_file_says_its_place_in_its_address(person: Person, places: Places) -> None:
    _client, first = person(Role.COORDINATOR)
    second = Membership.objects.create(user=first.user, role=Role.COORDINATOR, since=NOW + timedelta(days=1), centre=places[2])
    client = Client(enforce_csrf_checks=True)
    client.force_login(first.user)
    page = client.get("/en/desk/branding/").content.decode()
    address = re.search(r'<form action="(\?opened_in=[^"]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert address
    assert token
    switch(client, second)
    data = {"name": "Typed", "csrfmiddlewaretoken": token[1]}
    answer = client.post(f"/en/desk/branding/{address[1]}", {**data, "logo": upload(png())})
    assert answer.status_code == 409
    assert "A file cannot be kept" in answer.content.decode()
    assert not Branding.objects.exists()
    kept = fields(answer, "/en/desk/switch/")
    again = client.post(pressed(answer), kept)
    assert client.post(again["Location"], kept).status_code == 302
    assert (Branding.objects.get().name, Branding.objects.get().centre_id) == ("Typed", first.centre_id)


def test_a_forged_form_does_not_even_see_the_page(person: Person) -> None:
    _client, mine = person(Role.COORDINATOR)
    client = Client(enforce_csrf_checks=True)
    client.force_login(mine.user)
    for path in (PEOPLE, "/en/desk/branding/"):
        assert client.post(path, {"name": "Forged"}).status_code == 403
