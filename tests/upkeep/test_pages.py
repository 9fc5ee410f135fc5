"""At the desk: calls, reports, agreements, the share that is confirmed; and what readers see."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from anlaufpunkt.accounts.models import User
from anlaufpunkt.config import serve
from anlaufpunkt.directory.actions import mark_unconfirmed, report_wrong, set_status
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.directory.selectors import offer
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import judge
from anlaufpunkt.finder.selectors import card
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.upkeep.domain.share import Share
from anlaufpunkt.upkeep.models import MonthlyShare, Review
from anlaufpunkt.upkeep.selectors.shares import counted_partners, shares_over_time
from tests.desk.people import NOW, Person, Places
from tests.upkeep.scene import agree, make_review, make_service, recipients, run, stage

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_demonstrations_coordinator_has_calls_from_the_first_minute_on(settings: Any) -> None:
    settings.DEMO = True
    for command in serve.DEMO:
        call_command(command, stdout=io.StringIO())
    coordinator = User.objects.get(email="coordinator@demo.example")
    browser = Client()
    browser.force_login(coordinator)
    assert 'value="not-reached"' in text(browser, "/en/desk/calls/")
    assert all(address.endswith("@demo.example") for address in recipients())  # no organisation has agreed


# Calls.


def test_a_call_is_counted_once_for_all_offers_of_an_organisation(person: Person, places: Places) -> None:
    centre, _mine = person(Role.COORDINATOR)
    for _ in range(3):
        make_review(make_service(places[1]), "call")
    Review.objects.update(call_due=today() - timedelta(1))
    assert "Please call: 1 (overdue: 1)" in text(centre, "/en/desk/freshness/")
    assert "1 call is overdue." in text(centre, "/en/desk/calls/")
    assert 'Please call: <bdi dir="ltr">1</bdi>' in text(centre, "/en/desk/")


@pytest.fixture
def called(places: Places) -> Review:
    service = make_service(places[1])
    Service.objects.filter(pk=service.pk).update(partner_name="EXAMPLE Anna", partner_phone="0231 7770")
    return make_review(service, "call")


def test_the_call_list_names_whom_to_reach(person: Person, called: Review) -> None:
    body = text(person(Role.COORDINATOR)[0], "/en/desk/calls/")
    for words in ("EXAMPLE dortmund", "EXAMPLE Fahrrad", "0231 5550", "0231 7770", "EXAMPLE Anna", f"{called.call_due:%d.%m.%Y}"):
        assert words in body
    assert "EXAMPLE Fahrrad" not in text(person(Role.COORDINATOR, away=True)[0], "/en/desk/calls/")


def test_a_colleague_sees_who_is_calling_and_cannot_interfere(person: Person, called: Review, places: Places) -> None:
    anna, bela = person(Role.COORDINATOR, name="Anna")[0], person(Role.COORDINATOR, name="Bela")[0]
    claim, result = f"/en/desk/calls/claim/{places[1].pk}/", f"/en/desk/calls/{called.pk}/"
    anna.post(claim)
    assert "Anna is calling" in text(bela, "/en/desk/calls/")
    bela.post(claim)
    bela.post(result, {"result": "ended"})
    assert called.service.status == Service.objects.get(pk=called.pk).status
    assert Review.objects.get(pk=called.pk).claimed_by.name == "Anna"
    bela.post(f"/en/desk/calls/release/{places[1].pk}/")
    assert Review.objects.get(pk=called.pk).claimed_by is not None
    anna.post(f"/en/desk/calls/release/{places[1].pk}/")
    bela.post(claim)
    assert Review.objects.get(pk=called.pk).claimed_by.name == "Bela"
    Review.objects.update(claimed_until=timezone.now() - timedelta(minutes=1))  # forgotten
    anna.post(result, {"result": "right"})
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("data", "left", "status"),
    [({"result": "right"}, "none", "active"), ({"result": "ended"}, "none", "defunct"),
     ({"result": "changed", "note": "neu"}, "none", "active"), ({"result": "not-reached"}, "call", "active"),
     ({"again": "7"}, "call", "active")],
)  # fmt: skip
def test_results_of_a_call(person: Person, called: Review, data: dict[str, str], left: str, status: str) -> None:
    client, mine = person(Role.COORDINATOR)
    assert client.post(f"/en/desk/calls/{called.pk}/", data).status_code == 302
    service = Service.objects.get(pk=called.pk)
    assert (stage(service), service.status) == (left, status)
    assert (service.assured_date == today()) == (data.get("result") == "right")
    assert Report.objects.filter(service=service, fact="changed", note="neu").exists() == ("note" in data)
    entry = Entry.objects.get(action="call.noted")
    assert (entry.actor, entry.centre) == (mine.user.actor, "05913")
    row = Review.objects.filter(pk=called.pk).first()
    if row:
        assert row.tries == 1
        assert row.call_after == today() + timedelta(7 if "again" in data else 1)
        assert (row.since > today()) == ("again" in data)


@pytest.mark.parametrize("data", [{}, {"result": "explode"}, {"again": "999"}, {"again": "x"}])
def test_a_result_that_does_not_exist(person: Person, called: Review, data: dict[str, str]) -> None:
    assert person(Role.COORDINATOR)[0].post(f"/en/desk/calls/{called.pk}/", data).status_code == 400
    assert Review.objects.get(pk=called.pk).tries == 0


def test_a_call_that_somebody_answered_meanwhile(person: Person, called: Review) -> None:
    client = person(Role.COORDINATOR)[0]
    Review.objects.update(stage="hidden")
    client.post(f"/en/desk/calls/{called.pk}/", {"result": "ended"})
    assert Service.objects.get(pk=called.pk).status == "active"


# Reports.


def report(service: Service, fact: str = "when", note: str = "") -> Report:
    report_wrong(service_id=service.pk, page="", fact=fact, note=note, language="ar", now=timezone.now())
    return Report.objects.get(service=service)


def test_a_report_is_looked_after_by_people_then_by_the_centre(person: Person, places: Places) -> None:
    alone, other = make_service(places[1]), make_service(places[3])
    person(Role.MEMBER, away=True)
    assert (report(alone).owner, report(other).owner) == ("centre", "organization")
    loose = Organization.objects.create(name="EXAMPLE loose", kind="mso", is_example=True)
    assert report(make_service(loose)).owner == "operator"
    report_wrong(service_id=None, page="dortmund", fact="barrier", note="x", language="de", now=NOW)
    assert Report.objects.get(page="dortmund").owner == "operator"
    assert Report.objects.get(page="dortmund").due == date(2026, 11, 27)  # Sunday; five working days


def test_the_organisation_settles_and_the_centre_watches(person: Person, places: Places) -> None:
    member, _ = person(Role.MEMBER)
    centre, _ = person(Role.COORDINATOR)
    one = report(make_service(places[1]))
    assert "Others are looking at these" in text(centre, "/en/desk/reports/")
    assert 'value="corrected"' in text(member, "/en/desk/reports/")
    member.post(f"/en/desk/reports/{one.pk}/", {"outcome": "corrected"})
    one.refresh_from_db()
    assert (one.done, one.outcome) == (True, "corrected")
    assert Entry.objects.filter(action="report.settled", subject=f"report:{one.pk}", fields=["outcome:corrected"]).exists()
    assert member.post(f"/en/desk/reports/{one.pk}/", {"outcome": "right"}).status_code == 404


def test_what_is_overdue_at_the_organisation_is_the_centres_too(person: Person, places: Places) -> None:
    person(Role.MEMBER)
    centre, _ = person(Role.COORDINATOR)
    one = report(make_service(places[1]))
    assert "overdue" not in text(centre, "/en/desk/reports/")
    Report.objects.update(due=today() - timedelta(1))
    body = text(centre, "/en/desk/reports/")
    assert "overdue" in body
    assert "Others are looking at these" not in body
    assert ": 1</span>" in text(centre, "/en/desk/freshness/")
    centre.post(f"/en/desk/reports/{one.pk}/", {"outcome": "right"})
    assert Report.objects.get(pk=one.pk).outcome == "right"


def test_passing_on_gives_the_whole_time_to_the_other_side(person: Person, places: Places) -> None:
    member, _ = person(Role.MEMBER)
    centre, _ = person(Role.COORDINATOR)
    one = report(make_service(places[1]))
    Report.objects.update(due=today())
    path = f"/en/desk/reports/{one.pk}/"
    member.post(path, {"outcome": "forwarded"})
    one.refresh_from_db()
    assert (one.owner, one.done) == ("centre", False)
    assert one.due > today()
    assert member.post(path, {"outcome": "corrected"}).status_code == 403  # it is the centre's now
    centre.post(path, {"outcome": "forwarded"})
    one.refresh_from_db()
    assert one.owner == "organization"
    Membership.objects.filter(role="member").update(ended=NOW)
    Report.objects.update(owner="centre")
    assert centre.post(path, {"outcome": "forwarded"}).status_code == 403  # nobody there to pass it on to
    assert centre.post(path, {"outcome": "explode"}).status_code == 400


def test_what_the_organisation_said_is_right_again_once_it_is_settled(person: Person, places: Places) -> None:
    centre, _ = person(Role.COORDINATOR)
    service = make_service(places[1])
    report_wrong(
        service_id=service.pk, page="", fact="changed", note="dienstags", language="de", now=NOW, from_carrier=True
    )  # fmt: skip
    one = Report.objects.get(service=service)
    assert "dienstags" in text(centre, "/en/desk/reports/")
    centre.post(f"/en/desk/reports/{one.pk}/", {"outcome": "corrected"})
    service.refresh_from_db()
    assert service.assured_date == today()


def test_readers_cannot_report_as_the_organisation(page: Client, places: Places) -> None:
    service = make_service(places[1])
    assert page.post(f"/de/service/{service.pk}/report/", {"fact": "changed"}).status_code == 400


def test_at_the_desk_one_tap_confirms_and_brings_back(person: Person, places: Places) -> None:
    member, _ = person(Role.MEMBER)
    due, hidden = make_service(places[1], name="EXAMPLE due"), make_service(places[1], name="EXAMPLE hidden")
    make_service(places[1], name="EXAMPLE fine", assured=today())
    make_review(hidden, "hidden")
    set_status(service=hidden, status="inactive", now=NOW, cause="hidden")
    body = text(member, "/en/desk/reports/")
    assert "EXAMPLE due" in body
    assert "EXAMPLE hidden" in body
    assert "EXAMPLE fine" not in body
    for service in (due, hidden):
        assert member.post(f"/en/desk/confirm/{service.pk}/").status_code == 302
        service.refresh_from_db()
        assert (service.status, service.assured_date) == ("active", today())
    Service.objects.filter(pk=due.pk).update(status="defunct")
    assert member.post(f"/en/desk/confirm/{due.pk}/").status_code == 400


# Agreements.


def test_a_lead_agrees_and_takes_it_back(person: Person, places: Places) -> None:
    lead, _ = person(Role.LEAD)
    path = f"/en/desk/mail/{places[1].pk}/"
    assert lead.post(path, {"email": "office@example.org", "language": "tr"}).status_code == 422  # without the tick
    assert Organization.objects.get(pk=places[1].pk).mail_agreed is None
    assert lead.post(path, {"email": "office@example.org", "language": "tr", "agreed": "on"}).status_code == 302
    club = Organization.objects.get(pk=places[1].pk)
    assert (club.contact_email, club.contact_language, club.mail_agreed is None) == ("office@example.org", "tr", False)
    assert "office@example.org" in text(lead, path)
    assert lead.post(f"{path}stop/").status_code == 302
    club.refresh_from_db()
    assert (club.contact_email, club.mail_agreed) == ("", None)
    noted = Entry.objects.filter(subject=f"organization:{club.pk}").values_list("action", "fields")
    assert list(noted) == [("mail.agreed", ["how:desk"]), ("mail.withdrawn", [])]


def test_a_coordinator_notes_what_was_said(person: Person, places: Places) -> None:
    centre, mine = person(Role.COORDINATOR)
    data = {"email": "office@example.org", "language": "de", "agreed": "on"}
    assert "not agreed" in text(centre, "/en/desk/mail/")
    centre.post(f"/en/desk/mail/{places[1].pk}/", data)
    entry = Entry.objects.get(action="mail.agreed")
    assert (entry.actor, entry.fields) == (mine.user.actor, ["how:spoken"])
    assert centre.post(f"/en/desk/mail/{places[3].pk}/", data).status_code == 404


# The share.


def test_the_coordinator_sees_the_share_per_organisation_and_over_time(person: Person, places: Places) -> None:
    centre, mine = person(Role.COORDINATOR)
    agree(places[1])
    real = Organization.objects.create(name="Real e.V.", kind="mso", centre=places[0])
    for days in (0, 89, 91):
        make_service(real, assured=today() - timedelta(days), name="Echt")
    Organization.objects.filter(centre=places[0]).exclude(pk__in=[real.pk, places[1].pk]).update(centre=None)
    MonthlyShare.objects.create(organization=real, month=date(2026, 1, 1), confirmed=1, total=4)
    run()
    body = text(centre, "/en/desk/freshness/")
    assert "2 of 3 offers (66 %)" in body
    assert "Real e.V." in body
    assert "EXAMPLE dortmund" not in body
    assert "style=" not in body
    assert shares_over_time(mine)[0] == (date(2026, 1, 1), Share(1, 4))
    assert 'height="25"' in body


def test_where_there_are_only_examples_they_count(person: Person, places: Places) -> None:
    _client, mine = person(Role.COORDINATOR)
    assert not any(o.is_example for o in counted_partners(mine))
    Organization.objects.filter(centre=places[0], is_example=False).update(centre=None)
    assert places[1] in counted_partners(mine)


# What readers see.


def test_readers_see_that_nobody_has_confirmed_it(page: Client, places: Places) -> None:
    service = make_service(places[1], assured=today() - timedelta(400))
    mark_unconfirmed(service=service, now=NOW)
    value = offer(service.pk)
    assert value is not None
    shown = card(judge(Query({}, reader="en"), value, NOW), "en")
    assert not shown.confirmed
    body = text(page, f"/en/service/{service.pk}/")
    assert '<p class="state no">nobody has confirmed this for some time: please ask before you go</p>' in body
