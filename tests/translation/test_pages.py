"""The desk in the browser's words: lists, side by side, putting in, conflicts; and the note for readers."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlaufpunkt.directory.domain.offer import Text
from anlaufpunkt.directory.models import Service
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.translation.actions import keep_machine_text
from anlaufpunkt.translation.domain.state import State, state_of
from tests.desk.people import NOW, Person, Places
from tests.translation.conftest import ARABIC, GERMAN, change_source, inside, make_service, revision, translate

pytestmark = pytest.mark.django_db


def address(service: Service, language: str = "ar", rest: str = "") -> str:
    return f"/en/desk/translation/{language}/{service.pk}/{rest}"


def hidden(client: Client, service: Service) -> dict[str, str]:
    """The hidden fields as the page gives them."""
    body = client.get(address(service)).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', body)[1] for name in ("made_from", "base")}  # type: ignore[index]


def test_the_languages_show_what_is_to_be_done(service: Service, person: Person) -> None:
    client, mine = person(Role.MEMBER)
    translate(mine, service, language="tr")
    body = client.get("/en/desk/translation/").content.decode()
    assert '<a href="?language=ar&amp;state=missing"><b>1</b>' in body
    assert '<a href="?language=tr&amp;state=human"><b>1</b>' in body
    assert "language=de&" not in body  # the original


def test_the_list_begins_with_what_is_most_urgent(service: Service, places: Places, person: Person) -> None:
    client, mine = person(Role.MEMBER)
    make_service(places[1], Text("Nähtreff"))
    translate(mine, service)
    assert "Nähtreff" in client.get("/en/desk/translation/?language=ar").content.decode()
    change_source(service, Text("Radtreff neu"))
    body = client.get("/en/desk/translation/?language=ar").content.decode()
    assert "Radtreff neu" in body
    assert "Nähtreff" not in body
    assert "Nähtreff" in client.get("/en/desk/translation/?language=ar&state=missing&page=x").content.decode()


def test_lists_and_pages_need_a_constant_number_of_queries(places: Places, person: Person) -> None:
    client, mine = person(Role.MEMBER)

    def queries(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    first = make_service(places[1])
    paths = ("/en/desk/translation/", "/en/desk/translation/?language=ar", address(first))
    before = [queries(path) for path in paths]
    for number in range(12):
        translate(mine, make_service(places[1], Text(f"Treff {number}", "Wir reparieren Räder. Kommen Sie.")), language="tr")
        make_service(places[1], Text(f"Laden {number}"))
    assert [queries(path) for path in paths] == before


def test_side_by_side_each_with_its_language_and_direction(service: Service, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    body = client.get(address(service)).content.decode()
    assert f'<div lang="de" dir="ltr"><p><b>{GERMAN.name}</b>' in body
    assert re.search(r'<textarea name="description"[^>]*lang="ar" dir="rtl"', body)
    body = client.get(address(service, "sr").replace("/en/", "/ar/")).content.decode()
    assert '<html lang="ar" dir="rtl">' in body
    assert re.search(r'<textarea name="description"[^>]*lang="sr-Latn" dir="ltr"', body)
    assert client.get(address(service, "de")).status_code == 404
    assert client.get(address(service, "xx")).status_code == 404


def test_saving_and_going_on(service: Service, places: Places, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    behind = make_service(places[1], Text("Zirkus"), id="ffffffff-ffff-4fff-8fff-ffffffffffff")
    assert f'href="{address(behind)}" rel="next"' in client.get(address(service)).content.decode()
    sent = {**hidden(client, service), "name": ARABIC.name, "description": ARABIC.description}
    response = client.post(address(service, rest="?state=missing"), {**sent, "next": "1"})
    assert response["Location"] == address(behind, rest="?state=missing")
    assert inside(service).texts["ar"].name == ARABIC.name
    response = client.post(address(service), {**sent, **hidden(client, service)})
    assert response["Location"] == address(service)


def test_what_is_wrong_is_said_and_nothing_is_lost(service: Service, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    sent = {**hidden(client, service), "name": "اسم", "description": "نص […]"}
    response = client.post(address(service), sent)
    assert response.status_code == 422
    assert "There is still a gap" in response.content.decode()
    assert "نص […]" in response.content.decode()
    response = client.post(address(service), {**sent, "name": ""})
    assert response.status_code == 422
    assert "نص […]" in response.content.decode()
    assert "ar" not in inside(service).texts


def test_the_second_of_two_sees_both_texts(service: Service, person: Person) -> None:
    (first, _one), (second, _two) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    opened = hidden(second, service)
    first.post(address(service), {**hidden(first, service), "name": "الأول", "description": "نص الأول"})
    response = second.post(address(service), {**opened, "name": "الثاني", "description": "نص الثاني"})
    body = response.content.decode()
    assert response.status_code == 409
    for words in ("الأول", "الثاني", "نص الأول", "نص الثاني", f'name="base" value="{revision(service)}"'):
        assert words in body
    again = {**opened, "base": str(revision(service)), "name": "الثاني", "description": "نص الثاني"}
    assert second.post(address(service), again).status_code == 302
    assert inside(service).texts["ar"].name == "الثاني"


def test_a_stale_text_shows_what_has_changed(service: Service, person: Person) -> None:
    client, mine = person(Role.MEMBER)
    translate(mine, service)
    change_source(service, replace(GERMAN, description="Wir verkaufen Räder. Kommen Sie um 10:30 Uhr."))
    body = client.get(address(service)).content.decode()
    assert "<del>reparieren</del><ins>verkaufen</ins>" in body
    assert ARABIC.description in body


def test_the_memory_fills_in_and_offers(service: Service, places: Places, person: Person) -> None:
    client, mine = person(Role.MEMBER)
    translate(mine, service)
    other = make_service(places[1], Text("Rad", "Wir reparieren Räder. Kommen Sie um 11:30 Uhr."))
    body = client.get(address(other)).content.decode()
    assert "نصلح الدراجات. […]</textarea>" in body
    assert "Number differs" in body
    (number,) = set(re.findall(r'name="use" value="text:(\d+)"', body.split("A similar sentence")[1]))
    sent = {**hidden(client, other), "name": "دراجة", "description": "نصلح الدراجات. […]"}
    body = client.post(address(other), {**sent, "use": f"text:{number}"}).content.decode()
    assert "نصلح الدراجات. تعالوا الساعة 10:30.</textarea>" in body
    assert 'value="دراجة"' in body
    assert "Please check these numbers:" in body
    assert "ar" not in inside(other).texts  # nothing is saved yet
    for rubbish in ("text:999999", "text:x", "", "name:" + "9" * 40):
        assert "نصلح الدراجات. […]</textarea>" in client.post(address(other), {**sent, "use": rubbish}).content.decode()


def test_office_words_are_suggested(places: Places, person: Person) -> None:
    client, mine = person(Role.MEMBER)
    service = make_service(places[1], Text("Beratung zur Duldung"))
    assert "suspension of deportation" in client.get(address(service, "en")).content.decode()
    translate(mine, service, Text("Advice on tolerance"), "en")
    body = client.get(address(service, "en")).content.decode()
    assert "Better not:" in body
    assert "not yet reviewed by a speaker" in body


def test_the_writer_is_not_offered_the_check_but_a_second_person_is(service: Service, person: Person) -> None:
    (first, one), (second, _two) = person(Role.MEMBER, name="A"), person(Role.LEAD, name="B")
    translate(one, service)
    assert "I have read it and it is right" not in first.get(address(service)).content.decode()
    body = second.get(address(service)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', body)
    assert seen is not None
    first.post(address(service, rest="review/"), {"seen": seen[1]})
    assert state_of(inside(service), "ar") == State.HUMAN
    second.post(address(service, rest="review/"), {"seen": "0" * 16})
    assert state_of(inside(service), "ar") == State.HUMAN
    second.post(address(service, rest="review/"), {"seen": seen[1]})
    assert state_of(inside(service), "ar") == State.REVIEWED


class Parrot:
    """Stands for a translation service at the outer edge."""

    def __init__(self, answer: str = "م") -> None:
        self.answer, self.asked = answer, 0

    def speaks(self, source: str, target: str) -> bool:
        return target == "ar"

    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        self.asked += 1
        return [f"{self.answer} {text}" for text in texts]


def test_the_button_for_a_machine(service: Service, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client, mine = person(Role.MEMBER)
    button = "Let a machine translate"
    assert button not in client.get(address(service)).content.decode()  # off by default
    client.post(address(service, rest="machine/"))
    assert "ar" not in inside(service).texts
    parrot = Parrot()
    monkeypatch.setattr("anlaufpunkt.translation.views.machine", lambda: parrot)
    assert button in client.get(address(service)).content.decode()
    assert button not in client.get(address(service, "ti")).content.decode()
    client.post(address(service, rest="machine/"))
    assert (inside(service).texts["ar"].origin, parrot.asked) == ("machine", 1)
    client.post(address(service, rest="machine/"))
    assert parrot.asked == 1  # a second press costs nothing
    change_source(service, Text("Neu"))
    client.post(address(service, rest="machine/"))
    assert (inside(service).texts["ar"].name, parrot.asked) == ("م Neu", 2)
    translate(mine, service)
    change_source(service, Text("Noch neuer"))
    assert button not in client.get(address(service)).content.decode()
    client.post(address(service, rest="machine/"))
    assert (inside(service).texts["ar"].name, parrot.asked) == (ARABIC.name, 2)


def test_a_draft_is_not_shown_to_a_machine(places: Places, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _mine = person(Role.MEMBER)
    parrot = Parrot()
    monkeypatch.setattr("anlaufpunkt.translation.views.machine", lambda: parrot)
    client.post(address(make_service(places[1], status="inactive"), rest="machine/"))
    assert parrot.asked == 0


def test_readers_are_told_what_a_machine_translated(service: Service, person: Person, page: Client) -> None:
    _client, mine = person(Role.MEMBER)
    note = "Translated by machine."
    text = Text("Bike club", "We repair.", "machine", GERMAN.digest)
    keep_machine_text(membership=mine, service=service.pk, language="en", text=text, now=NOW)
    assert note in page.get(f"/en/service/{service.pk}/").content.decode()
    assert note not in page.get(f"/fr/service/{service.pk}/").content.decode()
    translate(mine, service, Text("Bike club", "We repair."), "en")
    assert note not in page.get(f"/en/service/{service.pk}/").content.decode()


def test_hostile_words_stay_words(service: Service, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    evil = "</textarea><script>alert(1)</script>"
    client.post(address(service), {**hidden(client, service), "name": evil, "description": evil})
    change_source(service, Text("Neu"))
    assert "<script>alert" not in client.get(address(service)).content.decode()


def test_what_a_form_may_not_say(service: Service, person: Person) -> None:
    client, _mine = person(Role.MEMBER)
    good: dict[str, Any] = {**hidden(client, service), "name": "x", "description": "y"}
    for bad in (
        {"made_from": "zz"},
        {"base": "-1"},
        {"base": "9" * 30},
        {"name": "x" * 201},
        {"description": "y" * 5001},
        {"name": "a\0b"},
    ):
        assert client.post(address(service), {**good, **bad}).status_code == 422
    assert revision(service) == 1
