"""The periodic job: who is asked when, what readers see, and that nobody is written to who has not agreed."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlaufpunkt import upkeep
from anlaufpunkt.directory.actions import confirm_service, report_wrong, set_status
from anlaufpunkt.directory.models import Report, Service
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.actions import agree_to_mail, withdraw_mail
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Organization
from anlaufpunkt.outbox.models import Message
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep import actions, emails, jobs
from anlaufpunkt.upkeep.actions.mails import write
from anlaufpunkt.upkeep.domain.answers import Answer
from anlaufpunkt.upkeep.domain.links import Purpose
from anlaufpunkt.upkeep.models import Link, MonthlyShare, Review
from anlaufpunkt.upkeep.selectors.links import answer_link
from tests.desk.people import NOW, Person, Places
from tests.upkeep.scene import (
    OLD,
    TODAY,
    after,
    agree,
    daily,
    link_in,
    mails,
    make_review,
    make_service,
    posted,
    recipients,
    run,
    stage,
)

pytestmark = pytest.mark.django_db


def test_no_real_offer_vanishes_where_nobody_uses_the_system() -> None:
    before = set(Service.objects.public().values_list("pk", flat=True))
    for day in (0, 40, 80, 160, 400):
        run(day)
    assert set(Service.objects.public().values_list("pk", flat=True)) == before
    assert not Review.objects.exists()
    assert not Service.objects.filter(unconfirmed=True).exists()
    assert posted() == []


def test_all_offers_in_one_mail_a_month_in_the_organisations_language(places: Places) -> None:
    club = places[1]
    services = [make_service(club, name=f"EXAMPLE {n}") for n in range(5)]
    make_service(club, assured=TODAY, name="EXAMPLE fresh")
    agree(club, language="tr")
    run()
    run()
    assert [stage(s) for s in services] == ["asked"] * 5
    assert recipients() == ["office@example.org"]
    body = mails()[0]
    assert all(f"- EXAMPLE {n}" in body for n in range(5))
    assert "fresh" not in body
    assert link_in(body).startswith("/tr/review/")
    assert link_in(body, "review/stop").startswith("/tr/review/stop/")
    secret = link_in(body).split("/")[-2]
    assert not Link.objects.filter(digest=secret).exists()  # only its hash is kept
    assert answer_link(secret) is not None


def test_from_the_first_mail_to_hiding_and_nothing_is_deleted(places: Places) -> None:
    club = places[1]
    service = make_service(club)
    agree(club)
    reached = {}
    for day in (0, 13, 14, 27, 28, 30, 41, 42, 60, 89, 90, 99):
        run(day)
        reached.setdefault(stage(service), day)
    assert reached == {"asked": 0, "reminded": 14, "call": 28, "unconfirmed": 42, "hidden": 90}
    service.refresh_from_db()
    assert (service.status, service.unconfirmed) == ("inactive", True)
    assert {"service.unconfirmed", "service.hidden"} <= set(
        Entry.objects.filter(subject=f"service:{service.pk}").values_list("action", flat=True)
    )
    sent = [(link.purpose, (link.day - TODAY).days) for link in Link.objects.exclude(purpose="stop").order_by("made")]
    assert sent[:2] == [("ask", 0), ("remind", 14)]
    assert [purpose for purpose, _day in sent].count("remind") == 1
    assert len(sent) == len(posted())
    actions.say(service=service, answer=Answer.RIGHT, actor="user:1", now=after(100))
    service.refresh_from_db()
    assert (service.status, service.unconfirmed, stage(service)) == ("active", False, "none")


def test_a_long_pause_of_the_machine_hides_nothing_at_once(places: Places) -> None:
    club = places[1]
    service = make_service(club)
    agree(club)
    run()
    run(400)
    assert stage(service) == "reminded"
    service.refresh_from_db()
    assert (service.status, service.unconfirmed) == ("active", False)


@pytest.mark.parametrize("day", [1, 15, 30, 50])
def test_a_confirmation_at_any_time_resets(places: Places, day: int) -> None:
    club = places[1]
    service = make_service(club)
    agree(club)
    for earlier in (0, 14, 28, 42):
        run(min(earlier, day))
    confirm_service(service=service, today=after(day).date(), now=after(day))
    run(day)
    run(day + 60)
    assert stage(service) == "none"
    service.refresh_from_db()
    assert (service.status, service.unconfirmed) == ("active", False)
    run(day + 91)
    assert stage(service) == "asked"


def test_what_is_closed_ended_or_in_work_is_not_asked_about(places: Places) -> None:
    club = places[1]
    closed, ended, changed = (make_service(club, name=f"EXAMPLE {n}") for n in range(3))
    set_status(service=closed, status="temporarily closed", closed_until=TODAY + timedelta(20), now=NOW)
    agree(club)
    run()
    assert stage(closed) == "none"
    set_status(service=ended, status="defunct", now=after(1))
    actions.say(service=changed, answer=Answer.CHANGED, actor="link:x", now=after(1))
    run(1)
    assert [stage(s) for s in (closed, ended, changed)] == ["none", "none", "none"]
    for day in (2, 19, 35, 60):
        run(day)
    assert stage(closed) != "none"  # the break is over
    assert stage(changed) == "none"
    assert not Service.objects.get(pk=changed.pk).unconfirmed


def test_who_has_not_agreed_is_called_if_the_centre_has_a_coordinator(places: Places, person: Person) -> None:
    here, away = make_service(places[1]), make_service(places[3])
    person(Role.COORDINATOR)
    for day in (0, 50, 100):
        run(day)
    assert (stage(here), stage(away)) == ("call", "none")
    assert posted() == []
    assert not Service.objects.get(pk=here.pk).unconfirmed  # the clock stands until somebody has tried
    mine = person(Role.COORDINATOR, name="Zweite")[1]
    actions.note_call(by=mine, review=Review.objects.get(service=here), result=None, now=after(100))
    run(113)
    assert stage(here) == "call"
    run(114)
    assert stage(here) == "unconfirmed"


def test_an_agreement_while_the_call_waits_leads_to_a_mail(places: Places, person: Person) -> None:
    service = make_service(places[1])
    person(Role.COORDINATOR)
    run()
    agree(places[1])
    daily(1, 2)
    assert stage(service) == "asked"


def test_taking_the_agreement_back_stops_the_clock(places: Places) -> None:
    service = make_service(places[1])
    agree(places[1])
    daily(0, 14)
    sent = len(posted())
    withdraw_mail(organization=places[1], actor="user:1", now=after(20))
    for day in (21, 40, 100, 200):
        run(day)
    assert len(posted()) == sent
    assert stage(service) == "none"
    assert Service.objects.get(pk=service.pk).status == "active"


def test_hidden_and_shown_again_by_the_editor_is_reviewed_anew(places: Places) -> None:
    club = places[1]
    service = make_service(club)
    agree(club)
    for day in (0, 14, 28, 42, 90):
        run(day)
    assert stage(service) == "hidden"
    set_status(service=service, status="active", now=after(91))
    run(91)
    assert stage(service) == "asked"
    assert Review.objects.get(service=service).started == after(91).date()


# The gate.


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["agree", "withdraw", "run", "renew", "forced", "erased"]), max_size=14))
def test_no_address_is_mailed_before_its_organisation_has_agreed(places: Places, story: list[str]) -> None:
    club = places[1]
    Message.objects.all().delete()
    Service.objects.filter(organization=club).update(status="defunct")
    Link.objects.all().delete()
    Organization.objects.filter(pk=club.pk).update(contact_email="office@example.org", mail_agreed=None)
    service = make_service(club)
    for day, step in enumerate(story):
        now, before = after(day * 31), len(posted())
        if step == "agree":
            agree_to_mail(organization=club, email="office@example.org", language="de", spoken=False, actor="user:1", now=now)
        elif step == "withdraw":
            withdraw_mail(organization=club, actor="user:1", now=now)
        elif step == "erased":
            Organization.objects.filter(pk=club.pk).update(contact_email="")
        elif step == "run":
            run(day * 31)
        else:
            club.refresh_from_db()
            agreed = club.mail_agreed is not None and club.contact_email
            refused = False
            try:
                if step == "forced":
                    write(organization=club, services=[service], purpose=Purpose.RENEW, address="http://x", now=now)
                for link in Link.objects.exclude(purpose="stop").filter(organization=club):
                    actions.renew(link=link, address="http://x", now=now)
            except Refused:
                refused = True
            assert refused == (step == "forced" and not agreed)
        club.refresh_from_db()
        if len(posted()) > before:
            assert club.mail_agreed is not None
            assert recipients()[-1] == club.contact_email


def test_every_mail_of_the_room_passes_through_the_gate() -> None:
    room = Path(upkeep.__file__).parent
    ways_out = re.compile(r"send_mail|EmailMessage|outbox(?!\.domain)|send_messages")
    senders = [p.name for p in room.rglob("*.py") if ways_out.search(p.read_text())]
    assert senders == ["emails.py"]
    text = Path(emails.__file__).read_text()
    assert len(re.findall(r"\bpost\(", text)) == 1
    assert re.search(r"if not may_write_to\(organization\):\s+raise Refused\(\"not_agreed\"\)\s+post\(", text)


# The count.


def test_the_share_is_counted_once_a_month(places: Places) -> None:
    club = places[1]
    make_service(club, assured=TODAY - timedelta(80))
    make_service(club, assured=TODAY - timedelta(91))
    gone = make_service(club, assured=None)
    run()
    run()
    set_status(service=gone, status="defunct", now=after(1))
    run(1)
    run(31)
    rows = list(MonthlyShare.objects.filter(organization=club).order_by("month").values_list("confirmed", "total"))
    assert rows == [(1, 2), (0, 2)]


def test_examples_count_for_examples_only(places: Places) -> None:
    club = places[1]
    service = make_service(club, assured=TODAY)
    Organization.objects.filter(pk=club.pk).update(is_example=False)
    run()
    assert not MonthlyShare.objects.filter(organization=club).exists()
    Service.objects.filter(pk=service.pk).update(is_example=False, source="x")
    run()
    assert MonthlyShare.objects.get(organization=club).total == 1


def test_the_command_may_be_repeated(places: Places) -> None:
    make_service(places[1], assured=OLD)
    agree(places[1])
    call_command("upkeep", stdout=io.StringIO())
    call_command("upkeep", stdout=io.StringIO())
    assert len(posted()) == 1


def test_a_repeated_job_posts_nothing_again_even_where_its_own_memory_is_lost(places: Places) -> None:
    make_service(places[1])
    agree(places[1])
    for day, month in ((0, "2026-11"), (31, "2026-12")):
        for _ in range(2):
            run(day)
            Link.objects.all().delete()
            Review.objects.all().delete()
        assert posted()[-1].key == f"review-ask:{places[1].pk}.{month}"
    assert len(posted()) == 2


@pytest.mark.parametrize("address", ['"quoted"@example.org', "a@[127.0.0.1]", ""])
def test_whom_no_mail_can_reach_is_called_and_holds_up_nobody(places: Places, person: Person, address: str) -> None:
    person(Role.COORDINATOR)
    unreached, reached = make_service(places[1]), make_service(places[3])
    agree(places[1], address)
    agree(places[3])
    run()
    assert (stage(unreached), stage(reached)) == ("call", "asked")
    assert recipients() == ["office@example.org"]


def test_settled_reports_go_after_90_days_and_open_ones_stay(places: Places) -> None:
    service = make_service(places[1], assured=TODAY)
    for note, settled in (("open", None), ("new", 1), ("old", 0), ("before the day was kept", None)):
        report_wrong(service_id=service.pk, page="", fact="cost", note=note, language="de", now=NOW)
        kept = {"done": note != "open", "settled": None if settled is None else after(settled)}
        Report.objects.filter(note=note).update(**kept)
    run(90)
    assert Report.objects.filter(service=service).count() == 4
    jobs.run(now=after(90) + timedelta(hours=1))
    assert set(Report.objects.filter(service=service).values_list("note", flat=True)) == {"open", "new"}
    run(400)
    assert set(Report.objects.filter(service=service).values_list("note", flat=True)) == {"open"}


def test_an_answer_that_passed_the_review_by_and_ran_out_begins_it_anew(places: Places) -> None:
    carrier = places[1]
    agree(carrier)
    service = make_service(carrier)
    make_review(service, "asked", days=150)
    Service.objects.filter(pk=service.pk).update(assured_date=TODAY - timedelta(150), review_days=90)
    run()
    assert Review.objects.get(service=service).started == TODAY
    daily(1, 15)
    assert stage(service) == "reminded"  # and does not stay "asked" for ever
