"""The same thing has the same number on every page that shows it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.reach.selectors.services import Standing
from anlaufpunkt.reach.selectors.words import STATES
from anlaufpunkt.upkeep.models import Review
from tests.desk.people import NOW, Person, Places

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(person: Person, places: Places) -> tuple[Client, Membership, Organization]:
    """A centre with one real organisation, and offers in every state."""
    client, mine = person(Role.COORDINATOR)
    Organization.objects.filter(centre=places[0]).update(centre=None)
    real = Organization.objects.create(name="Echt e.V.", kind="mso", centre=places[0])
    today = timezone.localdate()
    for facts in (
        {"assured_date": today}, {"assured_date": today - timedelta(90)}, {"assured_date": today - timedelta(91)},
        {"assured_date": today - timedelta(20), "review_days": 10}, {"assured_date": today - timedelta(91), "review_days": 365},
        {"assured_date": today - timedelta(100), "review_days": 365, "unconfirmed": True}, {}, {"status": "temporarily closed"}, {"status": "inactive"},
        {"status": "inactive", "assured_date": today}, {"status": "defunct"},
    ):  # fmt: skip
        made = Service.objects.create(organization=real, source="s", last_modified=NOW, **facts)
        made.texts.create(language="de", name="Zahl")
        made.needs.create(need="midwife")
    due = date(2026, 11, 1)
    for service in Service.objects.filter(organization=real)[:2]:  # two reports of one offer are one offer
        Report.objects.create(service=service, fact="when", language="de", created=NOW, due=due, owner="centre")
        Report.objects.create(service=service, fact="where", language="de", created=NOW, due=due, owner="centre")
        Review.objects.create(service=service, stage="call", started=due, call_due=due)
    for service in (None, None, None, made):
        Draft.objects.create(organization=real, service=service, touched=NOW, touched_by="user:x")
    return client, mine, real


def figures(client: Client, path: str) -> dict[str, int]:
    """Every "Name: number" of a page."""
    text = re.sub(r"</?(?:bdi|span|dt|dd|a)[^>]*>", " ", client.get(f"/en/desk/{path}").content.decode())
    return {name: int(number) for name, number in re.findall(r"([A-Z][a-z ]+?):? +(\d+)(?!\d)(?! *%)", text)}


def test_all_pages_show_the_same_number_for_the_same_thing(centre: tuple[Client, Membership, Organization]) -> None:
    client, _mine, real = centre
    paths = ("", "overview/", "partners/", f"partners/{real.id}/", "freshness/", "calls/")
    pages = {path: figures(client, path) for path in paths}
    whole = {
        "Published": 8, "Not confirmed": 5, "Not published": 2, "New drafts": 3, "Reported as wrong": 2, "Ended": 1, "All": 11,
        "Reported": 4, "Please call": 1,
    }  # fmt: skip
    for name, number in whole.items():
        shown = {path: found[name] for path, found in pages.items() if name in found}
        assert set(shown.values()) == {number}, (name, shown)
    assert {path for path in paths if "Not confirmed" in pages[path]} == {"overview/", "partners/", f"partners/{real.id}/"}
    assert {path for path in paths if "Reported" in pages[path]} == {"", "freshness/"}
    assert {path for path in paths if "Please call" in pages[path]} >= {"", "freshness/"}
    assert "3 of 8 offers (37 %)" in client.get("/en/desk/freshness/").content.decode()


def test_a_count_is_the_length_of_its_list_and_the_marks_agree(centre: tuple[Client, Membership, Organization]) -> None:
    client, mine, _real = centre
    standing = Standing(mine, timezone.localdate())
    for state, number in standing.counts().items():
        listed = standing.described(standing.listed(state=state, text="", need="", sort="name"))
        assert len(listed) == number
        text = client.get(f"/en/desk/overview/?state={state}").content.decode()
        assert len(re.findall(r">Zahl<", text)) == number
        assert re.search(rf">\s*{number} offers?<", text)
        if state in STATES:
            assert all(STATES[state] in marks for _service, marks in listed)
    everything = standing.described(standing.listed(state="", text="", need="", sort="name"))
    for state, word in STATES.items():
        assert sum(word in marks for _service, marks in everything) == standing.counts()[state]
