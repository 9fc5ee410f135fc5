"""Whoever meets an error at the desk is led back to the desk; whoever lacks a role learns which, and whom to ask."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from tests.desk.people import NOW, Person, Places

pytestmark = pytest.mark.django_db


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def test_who_lacks_a_role_learns_which_and_whom_to_ask(person: Person) -> None:
    client, mine = person(Role.MEMBER)
    person(Role.LEAD, name="Lea Lead")
    person(Role.COORDINATOR, name="Cora Coordinator")
    for away in (Role.LEAD, Role.COORDINATOR):
        person(away, away=True, name="Stranger Danger")
    response = client.get("/en/desk/people/")
    text = text_of(response)
    assert response.status_code == 403
    assert mine.place in text
    for words in ("Lead: publishes offers", "Coordinator of the centre", "Lea Lead", "Cora Coordinator", 'href="/en/desk/"'):
        assert words in text
    assert "Auditor" not in text
    assert "Stranger Danger" not in text
    assert 'class="tiles"' not in text  # nothing of the public start page


def test_who_has_the_role_in_another_place_is_told_where(person: Person, places: Places) -> None:
    client, mine = person(Role.MEMBER)
    assert "another place" not in text_of(client.get("/en/desk/people/"))
    Membership.objects.create(user=mine.user, role=Role.LEAD, since=NOW.replace(day=23), organization=places[3])
    told = re.search(r"another place[^<]*<bdi[^>]*>([^<]+)", text_of(client.get("/en/desk/people/")))
    assert told
    assert told[1] == places[3].name


def test_who_has_no_access_any_more_is_told_so(person: Person) -> None:
    client, mine = person(Role.MEMBER)
    Membership.objects.filter(pk=mine.pk).update(ended=NOW)
    response = client.get("/de/desk/")
    assert response.status_code == 403
    assert '<html lang="de"' in text_of(response)
    assert "/de/account/logout/" in text_of(response)


@pytest.mark.parametrize(
    ("path", "status"), [("/ar/desk/nothing/", 404), ("/ar/desk/services/?q=%00", 400), ("/ar/account/nothing/", 404)]
)
def test_errors_at_the_desk_lead_back_to_it(path: str, status: int, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    response = client.get(path)
    assert response.status_code == status
    assert 'href="/ar/desk/"' in text_of(response)
    assert 'dir="rtl"' in text_of(response)
    assert 'action="/ar/ask/"' not in text_of(response)


def test_a_form_with_an_old_token_says_what_to_do(person: Person) -> None:
    _client, mine = person(Role.MEMBER)
    client = Client(enforce_csrf_checks=True)
    client.force_login(mine.user)
    response = client.post("/en/desk/switch/", {"csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert "send it again" in text_of(response)
    assert 'href="/en/desk/"' in text_of(response)


def test_a_desk_without_its_database_says_so_at_the_desk(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _mine = person(Role.MEMBER)

    def gone(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("anlaufpunkt.network.access.memberships_of", gone)
    response = client.get("/en/desk/")
    assert response.status_code == 503
    assert 'href="/en/desk/"' in text_of(response)
    assert "few minutes" in text_of(response)


def test_public_errors_still_help_who_looks_for_help(page: Client) -> None:
    assert 'action="/en/ask/"' in text_of(page.get("/en/dortmund/nothing/"))
    assert 'action="/en/ask/"' in text_of(page.get("/en/join/guessed/"))


def test_one_signs_out_from_every_page_of_the_desk(person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    assert '<form method="post" action="/en/account/logout/">' in text_of(client.get("/en/desk/services/"))
    assert client.post("/en/account/logout/")["Location"] == "/en/"
    assert client.get("/en/desk/")["Location"].startswith("/en/account/login/")


def test_public_pages_show_the_door_to_the_desk(page: Client, person: Person) -> None:
    for path, join in (("/en/", "/en/join/"), ("/en/dortmund/", "/en/join/?place=dortmund")):
        text = text_of(page.get(path))
        assert f'href="{join}"' in text
        assert 'href="/en/desk/"' in text
    assert page.get("/en/join/?place=dortmund")["Location"] == "/en/join/?centre=dortmund"
    assert page.get("/en/desk/")["Location"].startswith("/en/account/login/")
    assert "For organisations" not in text_of(person(Role.MEMBER)[0].get("/en/desk/"))
