"""The page behind a mail's link: no account, nothing by merely opening it, nothing for strangers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufpunkt.directory.actions import mark_unconfirmed, set_status
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep import actions, jobs
from anlaufpunkt.upkeep.domain.answers import Answer
from anlaufpunkt.upkeep.models import Link, Question, Review
from anlaufpunkt.upkeep.selectors.links import answer_link
from tests.desk.people import NOW, Places
from tests.upkeep.scene import agree, link_in, mails, make_service, posted, recipients

pytestmark = pytest.mark.django_db


def today():  # type: ignore[no-untyped-def]
    return timezone.localdate()


@pytest.fixture
def services(places: Places) -> list[Service]:
    """Five services of one organisation that has been asked today."""
    club = places[1]
    found = [make_service(club, name=f"EXAMPLE offer {n}") for n in range(5)]
    agree(club)
    jobs.run(now=timezone.now())
    return found


@pytest.fixture
def link(services: list[Service]) -> str:
    return link_in(mails()[0])


def state(services: list[Service]) -> list[object]:
    rows = Service.objects.filter(pk__in=[s.pk for s in services]).order_by("pk")
    return [
        *rows.values_list("status", "assured_date", "unconfirmed", "revision"), Link.objects.filter(used=None).count(),
        Review.objects.count(), Entry.objects.count(), Report.objects.count(), Question.objects.exclude(answer="").count(),
    ]  # fmt: skip


def text(page: Client, path: str) -> str:
    return page.get(path).content.decode()


def test_opening_changes_nothing(page: Client, link: str, services: list[Service]) -> None:
    before, stop = state(services), link_in(mails()[0], "review/stop")
    for path in (link, stop, link + "?answer=ended&all=1", stop + "?renew=1"):
        for method in (page.get, page.head, page.options):
            assert method(path).status_code in (200, 405)
    assert state(services) == before
    assert Organization.objects.get(name="EXAMPLE dortmund").mail_agreed is not None


def test_the_page_keeps_its_address_to_itself(page: Client, link: str) -> None:
    for path in (link, link_in(mails()[0], "review/stop"), "/de/review/guessed/"):
        response = page.get(path)
        body = response.content.decode()
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "<title>Anlaufpunkt</title>" in body
        assert link.split("/")[-2] not in body
        assert "office@example.org" not in body
        assert not response.cookies
        assert "<script>" not in body
        assert "style=" not in body


def test_all_five_are_confirmed_with_one_tap(page: Client, link: str, services: list[Service]) -> None:
    assert page.post(link, {"all": "1"}).status_code == 302
    for service in services:
        service.refresh_from_db()
        assert service.assured_date == today()
    assert not Review.objects.exists()
    assert Entry.objects.filter(action="service.confirmed", actor__startswith="link:").count() == 5
    assert "Alle Fragen" in text(page, link)


def test_each_answer_does_what_it_says(page: Client, link: str, services: list[Service]) -> None:
    right, changed, ended, closed, open_ = services
    until = today() + timedelta(30)
    for service, data in (
        (right, {"answer": "right"}), (changed, {"answer": "changed", "note": "jetzt dienstags"}), (ended, {"answer": "ended"}),
        (closed, {"answer": "closed", "until": until.isoformat()}),
    ):  # fmt: skip
        assert page.post(link, {"service": str(service.pk), **data}).status_code == 302
    for service in services:
        service.refresh_from_db()
    assert (right.assured_date, right.status) == (today(), "active")
    assert (ended.status, closed.status, closed.closed_until) == ("defunct", "temporarily closed", until)
    assert closed.assured_date == today()
    report = Report.objects.get(service=changed)
    assert (report.fact, report.note, report.owner, report.done) == ("changed", "jetzt dienstags", "centre", False)
    assert report.due > today()
    assert changed.assured_date != today()
    assert Review.objects.get().service == open_
    assert Link.objects.get(purpose="ask").used is None
    page.post(link, {"service": str(open_.pk), "answer": "right"})
    assert Link.objects.get(purpose="ask").used is not None


def test_an_answer_is_given_once(page: Client, link: str, services: list[Service]) -> None:
    one = services[0]
    page.post(link, {"service": str(one.pk), "answer": "right"})
    page.post(link, {"service": str(one.pk), "answer": "ended"})
    one.refresh_from_db()
    assert one.status == "active"


@pytest.mark.parametrize(
    "data",
    [{"answer": "right"}, {"answer": "explode"}, {"answer": "changed", "note": "x" * 501}, {"answer": "closed", "until": "soon"},
     {"answer": "closed", "until": "1999-01-01"}, {"answer": "closed", "until": "2999-01-01"}, {}],
)  # fmt: skip
def test_nonsense_is_refused_in_words(page: Client, link: str, services: list[Service], data: dict[str, str]) -> None:
    before = state(services)
    without_service = data == {"answer": "right"}
    response = page.post(link, data if without_service else {"service": str(services[0].pk), **data})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert state(services) == before


def test_a_link_opens_only_what_it_asks_about(page: Client, link: str, places: Places) -> None:
    foreign = make_service(places[3])
    own_but_not_asked = make_service(places[1], name="EXAMPLE not asked")
    for service in (foreign, own_but_not_asked):
        page.post(link, {"service": str(service.pk), "answer": "ended"})
        service.refresh_from_db()
        assert service.status == "active"
        assert service.texts.get().name not in text(page, link) or service is foreign


def test_the_secrets_are_for_one_purpose_each(page: Client, link: str, services: list[Service]) -> None:
    stop = link_in(mails()[0], "review/stop")
    before = state(services)
    assert page.post(f"/de/review/{stop.split('/')[-2]}/", {"all": "1"}).status_code == 404
    assert page.post(f"/de/review/stop/{link.split('/')[-2]}/").status_code == 404
    assert page.post("/de/review/guessed/", {"all": "1"}).status_code == 404
    digest = Link.objects.get(purpose="ask").digest
    assert page.post(f"/de/review/{digest}/", {"all": "1"}).status_code == 404
    assert state(services) == before


def expire() -> None:
    Link.objects.update(expires=timezone.now() - timedelta(1))


def test_an_expired_link_sends_a_new_one_to_the_same_address_once_a_day(page: Client, link: str, services: list[Service]) -> None:
    expire()
    assert page.post(link, {"all": "1"}).status_code == 200
    services[0].refresh_from_db()
    assert services[0].assured_date != today()
    assert 'name="renew"' in text(page, link)
    said = {page.post(link, {"renew": "1"}).content for _ in range(3)}
    assert len(said) == 1
    assert b"office@example.org" not in said.pop()
    assert recipients() == ["office@example.org"] * 2
    assert page.post(link_in(mails()[1]), {"all": "1"}).status_code == 302
    services[0].refresh_from_db()
    assert services[0].assured_date == today()


def test_a_used_link_sends_nothing(page: Client, link: str) -> None:
    page.post(link, {"all": "1"})
    page.post(link, {"renew": "1"})
    assert len(posted()) == 1


def test_a_link_ends_with_its_address(page: Client, link: str, services: list[Service], places: Places) -> None:
    Organization.objects.filter(pk=places[1].pk).update(contact_email="new@example.org")
    before = state(services)
    page.post(link, {"all": "1"})
    page.post(link, {"renew": "1"})
    page.post(link_in(mails()[0], "review/stop"))  # the old address does not stop mails to the new one
    assert state(services)[:5] == before[:5]
    assert len(posted()) == 1
    assert Organization.objects.get(pk=places[1].pk).mail_agreed is not None


def test_the_mails_are_stopped_with_one_tap(page: Client, link: str, places: Places) -> None:
    stop = link_in(mails()[0], "review/stop")
    assert page.post(stop).status_code == 302
    club = Organization.objects.get(pk=places[1].pk)
    assert (club.mail_agreed, club.contact_email) == (None, "")
    assert page.get(stop).status_code == 200
    assert page.post(stop).status_code == 302
    assert Entry.objects.filter(action="mail.withdrawn").count() == 1
    expire()
    assert page.post(link, {"renew": "1"}).status_code == 200
    assert len(posted()) == 1


def test_what_was_hidden_comes_back_by_the_link(page: Client, link: str, services: list[Service]) -> None:
    one, gone = services[0], services[1]
    Review.objects.filter(service=one).update(stage="hidden")
    mark_unconfirmed(service=one, now=NOW)
    set_status(service=one, status="inactive", now=NOW, cause="hidden")
    Service.objects.filter(pk=gone.pk).update(status="defunct")
    page.post(link, {"all": "1"})
    one.refresh_from_db()
    gone.refresh_from_db()
    assert (one.status, one.unconfirmed, one.assured_date) == ("active", False, today())
    assert gone.status == "defunct"  # somebody ended it: the link does not bring it back
    assert Link.objects.get(purpose="ask").used is not None


def test_a_link_that_is_over_answers_nothing_in_the_action_either(link: str, services: list[Service]) -> None:
    found = answer_link(link.split("/")[-2])
    assert found is not None
    expire()
    with pytest.raises(Refused, match="link_over"):
        actions.answer(link=found, service=services[0].pk, answer=Answer.RIGHT, now=timezone.now())
    with pytest.raises(Refused, match="link_over"):
        actions.answer_all(link=found, now=timezone.now())


@pytest.mark.parametrize("lang", ["de", "ar", "ti", "en"])
def test_the_page_stands_in_every_language(page: Client, link: str, lang: str) -> None:
    body = text(page, link.replace("/de/", f"/{lang}/", 1))
    assert f'dir="{"rtl" if lang == "ar" else "ltr"}"' in body[:100]
    assert "EXAMPLE offer 0" in body
