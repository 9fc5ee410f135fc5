"""The coordinator's pages: right, only of the own centre, and with a fixed number of questions to the database."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufpunkt.directory.models import (
    Address,
    Language,
    Location,
    Phone,
    Report,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
    ServiceText,
)
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.finder.actions import count_asked, count_unanswered
from anlaufpunkt.finder.models import Asked
from anlaufpunkt.needs.domain.taxonomy import SENSITIVE
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.actions import demo_centre
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.reach.actions import invent_questions
from anlaufpunkt.reach.domain.invented import QUESTIONS
from anlaufpunkt.reach.domain.quarters import days_of, finished
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, Person, Places, make_person
from tests.editing.routes import some_draft

pytestmark = pytest.mark.django_db
Coordinator = tuple[Client, Membership]


@pytest.fixture
def coordinator(person: Person) -> Coordinator:
    return person(Role.COORDINATOR)


def some(organization: Organization, number: int, **facts: object) -> list[Service]:
    """Services of an organisation, made in bulk: with text, need, language, place and a weekly hour."""
    plain = {"organization": organization, "is_example": True, "last_modified": NOW, "groups": ["parents"]}
    made = Service.objects.bulk_create(Service(**{**plain, **facts}) for _ in range(number))
    ServiceText.objects.bulk_create(ServiceText(service=s, language="de", name=f"Angebot {n:05}") for n, s in enumerate(made))
    ServiceNeed.objects.bulk_create(ServiceNeed(service=s, need="midwife") for s in made)
    Language.objects.bulk_create(Language(service=s, code="ar") for s in made)
    places = Location.objects.bulk_create(Location(municipality_id="05913000", district="Innenstadt-Nord") for _ in made)
    ServiceAtLocation.objects.bulk_create(ServiceAtLocation(service=s, location=p) for s, p in zip(made, places, strict=True))
    Schedule.objects.bulk_create(Schedule(service=s, byday="TU", opens_at=time(5, 10), closes_at=time(5, 50)) for s in made)
    return made


PAGES = (
    "/en/desk/partners/", "/en/desk/overview/", "/en/desk/overview/?state=unconfirmed&sort=oldest", "/en/desk/overview/?text=0009",
    "/en/desk/calendar/", "/en/desk/gaps/", "/en/desk/gaps/midwife/", "/en/desk/tables/", "/en/desk/tasks/",
)  # fmt: skip


def test_a_hundredfold_of_services_costs_no_further_query(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    centre, club, *_ = places
    asked: list[dict[str, int]] = []
    for number in (100, 9_900):
        some(club, number)
        Organization.objects.bulk_create(Organization(name=f"Verein {uuid4()}", kind="mso", centre=centre) for _ in range(60))
        asked.append({path: questions(client, path) for path in PAGES})
    assert asked[0] == asked[1]
    assert max(asked[0].values()) <= 25


def questions(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_one_organisation_costs_the_same_at_any_size(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    asked = []
    for number in (60, 900):
        some(places[1], number)
        asked.append(questions(client, f"/en/desk/partners/{places[1].id}/"))
    assert asked[0] == asked[1]


def test_states_of_offers(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    club, today = places[1], timezone.localdate()
    kinds = {
        "right": {"assured_date": today - timedelta(90)}, "old": {"assured_date": today - timedelta(91)}, "never": {},
        "marked": {"assured_date": today, "unconfirmed": True}, "hidden": {"status": "inactive"}, "over": {"status": "defunct"},
        "slow": {"assured_date": today - timedelta(91), "review_days": 365},
    }  # fmt: skip
    for name, facts in kinds.items():
        (service,) = some(club, 1, **facts)
        ServiceText.objects.filter(service=service).update(name=f"Angebot {name}")
        if name == "right":
            Report.objects.create(service=service, fact="when", language="de", created=NOW, due=NOW.date())

    def listed(state: str) -> set[str]:
        text = client.get(f"/en/desk/overview/?state={state}&text=Angebot").content.decode()
        return set(re.findall(r"Angebot (\w+)</bdi>", text))

    assert listed("unconfirmed") == {"old", "never", "marked"}
    assert listed("unpublished") == {"hidden"}
    assert listed("ended") == {"over"}
    assert listed("reported") == {"right"}
    assert listed("") == set(kinds)


def test_new_drafts_have_a_count_of_their_own(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    Draft.objects.create(organization=places[1], touched=NOW, touched_by="user:x")
    Draft.objects.create(organization=places[3], touched=NOW, touched_by="user:x")
    assert re.search(r"New drafts: <bdi[^>]*>1<", client.get("/en/desk/overview/").content.decode())
    page = client.get("/en/desk/partners/?q=EXAMPLE").content.decode()
    assert re.search(r"New drafts: <bdi[^>]*>1<", page)
    assert "Not published" not in page


def test_the_lists_sort(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    for name, days in (("B", 5), ("A", 200), ("C", None)):
        (service,) = some(places[1], 1, assured_date=date(2026, 11, 1) - timedelta(days) if days is not None else None)
        ServiceText.objects.filter(service=service).update(name=f"Sorte {name}")
    orders = {"name": "ABC", "oldest": "CAB"}
    for sort, order in orders.items():
        text = client.get(f"/en/desk/overview/?sort={sort}&text=Sorte").content.decode()
        assert "".join(re.findall(r"Sorte (\w)</bdi>", text)) == order


def test_nothing_of_another_centre_is_seen(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    _here, _club, _there, other = places
    (service,) = some(other, 1, partner_name="Frau Fremd", partner_phone="0201 99")
    ServiceText.objects.filter(service=service).update(name="Unsichtbares")
    for path in ("/en/desk/partners/?q=essen", "/en/desk/overview/?text=Unsichtbar", "/en/desk/calendar/"):
        page = client.get(path).content.decode()
        assert "EXAMPLE essen" not in page
        assert "Unsichtbares" not in page
    for name in ("organisations", "services", "calendar"):
        body = client.get(f"/en/desk/lists/{name}.csv").content.decode()
        assert "Unsichtbares" not in body
        assert "EXAMPLE essen" not in body


def test_umbrella_clubs_and_contacts(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    centre, club, *_ = places
    umbrella = Organization.objects.create(name="Dachverband", kind="mso-umbrella", centre=centre)
    Organization.objects.filter(pk=club.pk).update(umbrella=umbrella)
    some(club, 1, email="info@club.example", partner_name="Kollegin Kaya", partner_phone="0231 77")
    assert 'Member of: <bdi lang="de" dir="ltr">Dachverband' in client.get("/en/desk/partners/?kind=mso").content.decode()
    assert club.name in client.get(f"/en/desk/partners/{umbrella.id}/").content.decode()
    page = client.get(f"/en/desk/partners/{club.id}/").content.decode()
    assert "info@club.example" in page
    assert "Kollegin Kaya" in page
    assert "Kollegin Kaya" not in client.get("/en/desk/lists/organisations.csv").content.decode()


def test_the_week_shows_dates_hints_and_holidays(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    first, second = some(places[1], 2)
    page = client.get("/en/desk/calendar/?day=2026-12-24&need=midwife").content.decode()
    assert page.count("public holiday") == 2
    assert page.count("05:10–05:50") == 2
    assert page.count("Same people, same hour, same district") == 2
    for change in ("need=housing-search", "group=youth", "place=05113000", "place=05913000/Hombruch"):
        assert "05:10–05:50" not in client.get(f"/en/desk/calendar/?day=2026-12-24&{change}").content.decode()
    both = client.get("/en/desk/calendar/?day=2026-12-24&need=midwife&group=parents&place=05913000/Innenstadt-Nord")
    assert both.content.decode().count("05:10–05:50") == 2
    Service.objects.filter(id=first.id).update(status="temporarily closed")
    page = client.get("/en/desk/calendar/?day=2026-12-24&need=midwife").content.decode()
    assert page.count("05:10–05:50") == 1
    assert "Same people" not in page
    assert client.get("/en/desk/calendar/?day=nonsense").status_code == 200
    assert client.get("/en/desk/calendar/?day=9999-12-31").status_code == 200
    rows = client.get("/de/desk/lists/calendar.csv?day=2026-12-24&need=midwife&place=05913000/Innenstadt-Nord").content.decode(
        "utf-8-sig"
    )
    assert [row[0] for row in csv.reader(io.StringIO(rows), delimiter=";")][1:] == ["2026-12-22"]
    assert second.id


def test_dates_without_a_time_stand_last_and_what_is_invented_is_marked(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    early, unknown = some(places[1], 2)
    Schedule.objects.filter(service=unknown).update(opens_at=None, closes_at=None)
    page = client.get("/en/desk/calendar/?day=2026-12-22&need=midwife").content.decode()
    assert page.index(str(early.id)) < page.index(str(unknown.id))
    assert re.search(rf"{early.id}/.*?</a> <span[^>]*>EXAMPLE<", page)


@pytest.fixture
def asked() -> Callable[..., None]:
    """Questions of the quarter that ended last."""

    def ask(need: str, language: str, times: int, *, area: str = "05913000", unanswered: bool = False) -> None:
        day = days_of(finished(timezone.localdate())[0])[1]
        for _ in range(times):
            if unanswered:
                count_unanswered(needs=[need], language=language, area=area, today=day)
            else:
                count_asked(counts={(day, need, language, area): 1})

    return ask


MIDWIFE = labels("de")["midwife"]


def row_of(client: Client, need: str, query: str) -> dict[str, str]:
    body = client.get(f"/de/desk/lists/gaps.csv?{query}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    return next(dict(zip(rows[0], row, strict=True)) for row in rows if row[0] == need)


def test_gaps_show_offers_as_they_are_and_questions_in_steps(
    coordinator: Coordinator, places: Places, asked: Callable[..., None]
) -> None:
    client, _mine = coordinator
    before = int(list(row_of(client, MIDWIFE, "").values())[1])
    some(places[1], 3)
    asked("midwife", "ar", 7)
    asked("midwife", "tr", 3)
    asked("midwife", "ar", 12, unanswered=True)
    asked("midwife", "ar", 50, area="05113000")  # Essen
    row = row_of(client, MIDWIFE, "figure=asked&by=languages")
    values = list(row.values())
    assert int(values[1]) == before + 3
    assert values[2:4] == ["10+", "10+"]
    by_language = dict(zip(list(row)[4:], values[4:], strict=True))
    assert sorted(set(by_language.values())) == ["5+", "< 5"]
    page = client.get("/en/desk/gaps/midwife/?figure=asked").content.decode()
    assert "50+</bdi></td>" not in page
    assert "<title>Dortmund: 10+</title>" in page


def test_a_running_quarter_and_sensitive_needs_are_not_shown(coordinator: Coordinator) -> None:
    client, _mine = coordinator
    for _ in range(9):
        count_asked(counts={(timezone.localdate(), "midwife", "ar", "05913000"): 1})
    assert "5+" not in list(row_of(client, MIDWIFE, "figure=asked").values())
    sensitive = client.get("/en/desk/gaps/domestic-violence/?figure=asked").content.decode()
    assert "<title>Dortmund: –</title>" in sensitive


def test_a_count_below_five_is_nowhere(coordinator: Coordinator, asked: Callable[..., None]) -> None:
    client, _mine = coordinator
    for times in range(1, 5):
        asked("midwife", ("ar", "tr", "uk", "fa")[times - 1], times)
    for path in ("/en/desk/lists/gaps.csv?figure=asked&by=languages", "/en/desk/lists/gaps.csv?figure=asked"):
        row = row_of(client, MIDWIFE, path.partition("?")[2])
        assert set(list(row.values())[2:]) <= {"< 5", "5+", "10+"}


@pytest.mark.parametrize("name", ["organisations", "services", "calendar", "gaps", "tasks"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_every_list_is_there_in_every_form(name: str, form: str, coordinator: Coordinator) -> None:
    client, _mine = coordinator
    response = client.get(f"/ar/desk/lists/{name}.{form}")
    assert response.status_code == 200
    assert response.content[:4] == {"csv": b"\xef\xbb\xbf" + response.content[3:4], "xlsx": b"PK\x03\x04", "pdf": b"%PDF"}[form]
    assert response["Content-Disposition"].startswith(f'attachment; filename="{name}-')


def test_headings_and_file_names_are_in_the_readers_language(coordinator: Coordinator) -> None:
    client, _mine = coordinator
    heads = {lang: client.get(f"/{lang}/desk/lists/services.csv") for lang in ("de", "ar", "en")}
    assert rows_in(heads["de"])[0][:2] == ["Angebot", "Organisation"]
    assert rows_in(heads["en"])[0][0] == "Offer"
    assert re.search("[\u0600-\u06ff]", rows_in(heads["ar"])[0][0])
    named = heads["ar"]["Content-Disposition"]
    assert re.match(r"attachment; filename=\"services-[\d-]+\.csv\"; filename\*=UTF-8''%D8[%\w]+-[\d-]+\.csv$", named)
    sheet = zipfile.ZipFile(io.BytesIO(client.get("/ar/desk/lists/services.xlsx").content)).read("xl/worksheets/sheet1.xml")
    assert b'rightToLeft="1"' in sheet


def rows_in(response: HttpResponseBase) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))  # type: ignore[attr-defined]


def test_a_list_of_offers_holds_what_everybody_may_know(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    facts = {
        "email": "info@club.example",
        "url": "https://club.example",
        "time_note": "bitte anrufen",
        "partner_phone": "0231 77",
    }
    open_one, shut_one = some(places[1], 2, **facts)
    Service.objects.filter(pk=shut_one.pk).update(status="temporarily closed", closed_until=date(2026, 12, 24))
    Phone.objects.create(service=open_one, number="0231 500")
    at = Location.objects.get(services__service=open_one)
    Address.objects.create(location=at, address_1="Nordstr. 1", postal_code="44145", city="Dortmund")
    first, second = (row for row in rows_in(client.get("/en/desk/lists/services.csv?text=Angebot+0000")) if row[0] != "Offer")
    assert first == [
        "EXAMPLE: Angebot 00000", places[1].name, "Tuesday 05:10–05:50; bitte anrufen", "Nordstr. 1, 44145 Dortmund",
        "0231 500, info@club.example, https://club.example", "published", "Not confirmed", "",
    ]  # fmt: skip
    assert "24.12.2026" in second[5]


def test_unknown_lists_are_not_there(coordinator: Coordinator) -> None:
    client, _mine = coordinator
    assert client.get("/en/desk/lists/people.csv").status_code == 404
    assert client.get("/en/desk/lists/services.exe").status_code == 404


def test_a_protected_address_is_in_no_list(coordinator: Coordinator, places: Places) -> None:
    client, _mine = coordinator
    (service,) = some(places[1], 1)
    at = Location.objects.get(services__service=service)
    Location.objects.filter(pk=at.pk).update(confidential=True, name="Zufluchtshaus")
    Address.objects.create(location=at, address_1="Geheimweg 7", postal_code="99999", city="Dortmund")
    for name in ("organisations", "services", "calendar", "gaps"):
        body = client.get(f"/en/desk/lists/{name}.csv?day=2026-12-22").content.decode()
        assert not {"Zufluchtshaus", "Geheimweg", "99999"} & set(re.findall(r"\w+", body)), name


def test_the_desk_says_what_waits(person: Person) -> None:
    lead_client, lead = person(Role.LEAD)
    coordinator, _mine = person(Role.COORDINATOR)
    assert "Nothing waits for you" in coordinator.get("/en/desk/").content.decode()
    some_draft(lead)
    assert "Drafts: " in lead_client.get("/en/desk/").content.decode()
    some_draft(lead, state="handed-in")
    assert 'href="/en/desk/checking/"><span>Offers to check' in coordinator.get("/en/desk/").content.decode()
    away, _other = person(Role.COORDINATOR, away=True)
    assert "Nothing waits for you" in away.get("/en/desk/").content.decode()


def test_a_centre_without_an_area_has_a_page_without_its_map(places: Places) -> None:
    invented = (demo_centre(now=NOW), *places[1:])
    client, _mine = make_person(invented, Role.COORDINATOR, away=False, second=True, name="Demo")
    for path in ("gaps/meeting-place/", "gaps/", "overview/", "calendar/"):
        assert client.get(f"/en/desk/{path}").status_code == 200


def test_the_invented_centre_shows_invented_questions_and_says_so(
    places: Places, settings: Any, asked: Callable[..., None]
) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo_questions")
    settings.DEMO = True
    before = dict(Asked.objects.values_list("area").annotate(n=Sum("count")))
    for _ in range(2):  # it fills once
        call_command("demo_questions")
    counted = dict(Asked.objects.values_list("area").annotate(n=Sum("count")))
    assert counted == {**before, "EXAMPLE": sum(row[2] for row in QUESTIONS)}
    assert {row[0] for row in QUESTIONS} <= need_ids() - SENSITIVE
    demo = demo_centre(now=NOW)
    client, _mine = make_person((demo, *places[1:]), Role.COORDINATOR, away=False, second=True, name="Demo")
    row = row_of(client, labels("de")["housing-search"], "figure=asked&by=places")
    assert list(row.values())[2:] == ["60+", "35+", "60+"]
    assert row_of(client, labels("de")["homework-help"], "")["Angebote"] != "0"
    for path in ("gaps/?figure=unanswered", "gaps/housing-search/?figure=asked"):
        assert "This centre is invented" in client.get(f"/en/desk/{path}").content.decode()
    with pytest.raises(Refused):
        invent_questions(centre=places[0], today=timezone.localdate())


def test_a_real_centre_is_not_called_invented(coordinator: Coordinator) -> None:
    client, _mine = coordinator
    assert "This centre is invented" not in client.get("/en/desk/gaps/").content.decode()
