"""Posting, sending through a real mail server, and what stays afterwards."""

import io
import logging
import ssl
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.core.checks import run_checks
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from anlaufpunkt.accounts.adapters.sign_in import SignIn
from anlaufpunkt.config import settings as configured
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.outbox import actions, api, jobs
from anlaufpunkt.outbox.domain.periodic import RETRY, Job
from anlaufpunkt.outbox.domain.rules import CLAIM, CONTENT_KEPT, HANDOVER, KEYS_KEPT, WAITS, Outcome, Result, State
from anlaufpunkt.outbox.domain.server import Security, Server
from anlaufpunkt.outbox.models import Message, PeriodicJob
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, Person
from tests.outbox.certificate import make_certificate
from tests.outbox.mailbox import Mailbox
from tests.outbox.test_rules import ARABIC
from tests.postgres import free_port

pytestmark = pytest.mark.django_db


def post(number: int = 1, **changes: Any) -> Message:
    given = {
        "key": f"test:{number}",
        "to": f"a{number}@b.example",
        "subject": ARABIC,
        "body": f"مرحبا {number}\n.\n..",
        "now": NOW,
    }
    actions.post(**given | changes)
    return Message.objects.get(key=(given | changes)["key"])


@pytest.fixture
def through(settings: Any, mailbox: Mailbox) -> Mailbox:
    """The outbox sends to the real server."""
    settings.MAIL_SERVER = mailbox.server
    return mailbox


def test_the_same_key_is_the_same_mail() -> None:
    post(body="first")
    post(body="second")
    assert Message.objects.get().body == "first"


def test_a_mail_shares_the_fate_of_the_change_it_speaks_of() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_mail_arrives_as_written_and_nothing_of_it_stays(through: Mailbox) -> None:
    post()
    assert jobs.send_next(now=NOW) is Result.SENT
    assert jobs.send_next(now=NOW) is None
    (arrived,) = through.read()
    assert through.mails[0][0] == "a1@b.example"
    assert arrived["Subject"] == ARABIC
    assert arrived.get_content().splitlines() == ["مرحبا 1", ".", ".."]
    kept = Message.objects.get()
    assert (kept.state, kept.recipient, kept.subject, kept.body, kept.attempts, kept.code) == (State.SENT, "", "", "", 1, "250")
    post()  # the key is remembered
    assert jobs.send_next(now=NOW) is None


def test_the_database_refuses_a_sent_mail_with_content() -> None:
    message = post()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=State.SENT)


def test_a_mail_waits_until_it_is_due(through: Mailbox) -> None:
    post(due=NOW + timedelta(days=1))
    assert jobs.send_next(now=NOW + timedelta(hours=23)) is None
    assert jobs.send_next(now=NOW + timedelta(days=1)) is Result.SENT


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_mail_that_the_server_will_never_take_has_failed_at_once(
    through: Mailbox, step: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    message = post()
    through.answers[step] = "550 no such person as a1@b.example"
    assert jobs.send_next(now=NOW) is Result.REFUSED
    message.refresh_from_db()
    assert (message.state, message.code, message.recipient) == (State.FAILED, "550", "a1@b.example")
    assert "a1@b.example" not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("anlaufpunkt"))
    assert jobs.send_next(now=NOW + timedelta(days=9)) is None
    assert through.mails == []


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_server_that_asks_to_come_again_is_asked_again(through: Mailbox, step: str) -> None:
    post()
    through.answers[step] = "451 try again later"
    assert jobs.send_next(now=NOW) is Result.LATER
    through.answers.clear()
    due = Message.objects.get().due
    assert timedelta(0) < due - timezone.now() <= WAITS[0]
    assert jobs.send_next(now=due - timedelta(seconds=1)) is None
    assert jobs.send_next(now=due) is Result.SENT
    assert len(through.mails) == 1


def test_nothing_is_lost_while_there_is_no_server(settings: Any, mailbox: Mailbox) -> None:
    settings.MAIL_SERVER = Server("127.0.0.1", free_port(), Security.NONE)
    for number in range(3):
        post(number)
    assert jobs.work_off() is Result.UNREACHABLE  # one try shows it: the others need not wait for the same server
    assert sorted(Message.objects.values_list("state", "attempts")) == [("waiting", 0), ("waiting", 0), ("waiting", 1)]
    settings.MAIL_SERVER = mailbox.server
    Message.objects.update(due=NOW)
    jobs.work_off()
    assert sorted(to for to, _ in mailbox.mails) == ["a0@b.example", "a1@b.example", "a2@b.example"]


@pytest.mark.parametrize(("step", "answer"), [("MAIL", "550 we do not know you")])
def test_a_server_that_does_not_know_us_is_not_the_fault_of_the_mail(through: Mailbox, step: str, answer: str) -> None:
    post()
    through.answers[step] = answer
    assert jobs.send_next(now=NOW) is Result.UNREACHABLE
    assert Message.objects.get().state == State.WAITING


def test_a_server_that_speaks_no_encryption_gets_no_mail(settings: Any, mailbox: Mailbox) -> None:
    post()
    settings.MAIL_SERVER = Server("127.0.0.1", mailbox.controller.port, Security.STARTTLS)
    assert jobs.send_next(now=NOW) is Result.UNREACHABLE
    assert mailbox.mails == []


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[Mailbox, Path]]:
    """A server as on port 587, and the certificate that one would have to trust."""
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made = Mailbox(context)
    made.controller.start()
    yield made, certificate
    made.controller.stop()


def test_mail_goes_encrypted_with_a_password_to_a_server_with_a_trusted_certificate_only(
    settings: Any, encrypted: tuple[Mailbox, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox, certificate = encrypted
    post()

    def attempt(host: str, password: str) -> Result | None:
        settings.MAIL_SERVER = Server(host, mailbox.controller.port, Security.STARTTLS, "user", password)
        Message.objects.update(due=NOW)
        return jobs.send_next(now=NOW)

    assert attempt("127.0.0.1", "secret") is Result.UNREACHABLE  # nobody knows this certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert attempt("localhost", "secret") is Result.UNREACHABLE  # it belongs to another name
    assert attempt("127.0.0.1", "wrong") is Result.UNREACHABLE
    assert mailbox.mails == []
    assert attempt("127.0.0.1", "secret") is Result.SENT
    assert len(mailbox.mails) == 1


def test_a_line_that_breaks_after_the_mail_leads_to_one_repetition_and_no_more(through: Mailbox) -> None:
    message = post()
    through.answers["DATA"] = "250 broken line"
    assert jobs.send_next(now=NOW) is Result.UNCERTAIN
    message.refresh_from_db()
    assert (message.state, message.repeats) == (State.WAITING, 1)
    assert jobs.send_next(now=message.due) is Result.UNCERTAIN
    message.refresh_from_db()
    assert message.state == State.UNSURE
    assert jobs.send_next(now=NOW + timedelta(days=9)) is None
    assert through.mails[0] == through.mails[1]  # with the same Message-ID
    assert len(through.mails) == 2


def test_only_one_worker_gets_a_message_and_who_lost_it_writes_nothing() -> None:
    post()
    first = actions.claim(now=NOW)
    assert first is not None
    assert actions.claim(now=NOW) is None
    assert actions.recover(now=NOW + CLAIM) == 0
    later = NOW + CLAIM + timedelta(seconds=1)
    assert actions.recover(now=later) == 1
    second = actions.claim(now=later)
    assert second is not None
    assert not actions.hand_over(message=first, now=later)
    assert actions.hand_over(message=second, now=later)
    actions.settle(message=first, outcome=Outcome(Result.LATER), now=later)
    assert Message.objects.get().state == State.HANDED
    actions.settle(message=first, outcome=Outcome(Result.SENT), now=later)  # but that it was taken is true for all
    actions.settle(message=second, outcome=Outcome(Result.UNCERTAIN), now=later)
    assert Message.objects.get().state == State.SENT


def test_a_worker_that_comes_a_moment_late_does_not_take_what_another_has(monkeypatch: pytest.MonkeyPatch) -> None:
    post()
    quicker: list[Message | None] = []

    def dawdle() -> UUID:
        """Between looking and taking, another worker comes in."""
        monkeypatch.undo()
        quicker.append(actions.claim(now=NOW))
        return uuid4()

    monkeypatch.setattr("anlaufpunkt.outbox.actions.uuid.uuid4", dawdle)
    assert actions.claim(now=NOW) is None
    assert quicker[0] is not None
    assert Message.objects.get().claim == quicker[0].claim


def test_what_a_dead_worker_had_handed_over_is_repeated_once() -> None:
    now, message = NOW, post()
    for expected in (State.WAITING, State.UNSURE):
        held = actions.claim(now=now)
        assert held is not None
        assert actions.hand_over(message=held, now=now)
        assert actions.recover(now=now + HANDOVER) == 0
        assert actions.recover(now=now + HANDOVER + timedelta(seconds=1)) == 1
        message.refresh_from_db()
        assert message.state == expected
        now = message.due


def test_the_content_of_failed_mails_goes_and_later_the_key(through: Mailbox) -> None:
    message = post()
    actions.settle(message=_claimed(), outcome=Outcome(Result.REFUSED, "550"), now=NOW)
    actions.tidy(now=NOW + CONTENT_KEPT)
    message.refresh_from_db()
    assert message.body
    actions.tidy(now=NOW + CONTENT_KEPT + timedelta(days=1))
    message.refresh_from_db()
    assert (message.recipient, message.subject, message.body) == ("", "", "")
    with pytest.raises(Refused):
        actions.send_again(message=message.pk, now=NOW)
    post(2)
    actions.tidy(now=NOW + KEYS_KEPT + timedelta(days=1))
    assert Message.objects.get().key == "test:2"  # what waits is never dropped


def _claimed() -> Message:
    found = actions.claim(now=NOW)
    assert found is not None
    return found


def test_the_command_shows_trouble_without_naming_anybody_and_sends_again(through: Mailbox) -> None:
    message = post()
    actions.settle(message=_claimed(), outcome=Outcome(Result.REFUSED, "550"), now=NOW)
    out = io.StringIO()
    call_command("outbox", stdout=out)
    assert f"{message.pk}  2026-11-22 12:00  failed  test  attempts 1  answer 550" in out.getvalue()
    assert "b.example" not in out.getvalue()
    call_command("outbox", "--again", str(message.pk), stdout=out)
    assert Entry.objects.filter(action="mail.again", subject=f"message:{message.pk}").exists()
    call_command("worker", "--once")
    assert len(through.mails) == 1
    with pytest.raises(CommandError):
        call_command("outbox", "--again", str(message.pk), stdout=out)


def ids() -> set[str]:
    return {found.id or "" for found in run_checks(include_deployment_checks=True) if (found.id or "").startswith("outbox.")}


def test_checks_say_when_mail_does_not_go_out(settings: Any, mailbox: Mailbox) -> None:
    settings.MAIL_SERVER = mailbox.server
    assert ids() == set()
    settings.MAIL_SERVER = Server("mail.example", 587, Security.STARTTLS)
    assert ids() == {"outbox.W004"}
    settings.DEFAULT_FROM_EMAIL = "Anlaufpunkt <ki@town.example>"
    assert ids() == set()
    settings.MAIL_SERVER = None
    assert ids() == {"outbox.W001"}
    post(now=timezone.now() - timedelta(hours=2))
    assert ids() == {"outbox.W001", "outbox.W002"}
    Message.objects.update(state=State.UNSURE)
    assert ids() == {"outbox.W001", "outbox.W003"}


def test_every_mail_of_libraries_goes_through_the_outbox(settings: Any, mails: Callable[[], list[EmailMessage]]) -> None:
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    send_mail("Hello", "World", None, ["a@b.example", "c@d.example"])
    assert Message.objects.filter(state=State.WAITING).count() == 2
    assert [m["To"] for m in mails()] == ["a@b.example", "c@d.example"]
    assert mail.outbox == []


def test_resetting_a_password_posts_a_mail(settings: Any, person: Person, mails: Callable[[], list[EmailMessage]]) -> None:
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    _client, member = person(Role.MEMBER)
    Client().post("/en/account/password/reset/", {"email": member.user.email})
    (arrived,) = mails()
    assert arrived["To"] == member.user.email
    assert "/password/reset/key/" in arrived.get_content()


def test_a_double_click_on_a_forgotten_password_is_one_mail(
    settings: Any, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    _client, member = person(Role.MEMBER)
    _other, colleague = person(Role.LEAD)
    now = NOW
    monkeypatch.setattr(api.timezone, "now", lambda: now)
    seconds = iter(range(10))
    monkeypatch.setattr(
        PasswordResetTokenGenerator, "_num_seconds", lambda _self, _dt: 1_000_000 + next(seconds)
    )  # a slow second click
    for email in (member.user.email, member.user.email.upper(), colleague.user.email):
        Client().post("/en/account/password/reset/", {"email": email})
    keys = sorted(Message.objects.values_list("key", flat=True))
    assert len(keys) == 2  # one for each person
    assert all(key.startswith("account-password-reset-key:") for key in keys)
    assert not any(member.user.email.lower() in key for key in keys)
    now += timedelta(minutes=1)
    Client().post("/en/account/password/reset/", {"email": member.user.email})
    assert Message.objects.count() == 3  # who asks again later gets another


def test_two_events_of_one_account_are_two_mails(settings: Any, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change from elsewhere within the same minute is told, too; another new address as well."""
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    adapter = SignIn()
    monkeypatch.setattr(api.timezone, "now", lambda: NOW)
    monkeypatch.setattr(adapter, "format_email_subject", str)
    told = {"user": person(Role.MEMBER)[1].user, "timestamp": NOW, "current_site": None}
    for ip, agent in (("192.0.2.1", "a"), ("192.0.2.1", "a"), ("192.0.2.2", "a"), ("192.0.2.1", "b")):
        adapter.render_mail("account/email/password_changed", "a@b.example", {**told, "ip": ip, "user_agent": agent}).send()
    assert Message.objects.count() == 3
    for key in ("MQ:1:x", "MQ:2:y", "Mg:1:x"):
        adapter.render_mail("account/email/email_confirmation", "a@b.example", {**told, "key": key, "activate_url": key}).send()
    assert Message.objects.count() == 5


@pytest.mark.parametrize(
    "address", ['"a b"@town.example', "a@[127.0.0.1]", f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.de"]
)
def test_odd_addresses_typed_by_strangers_break_no_page(settings: Any, address: str) -> None:
    settings.EMAIL_BACKEND = configured.EMAIL_BACKEND
    answer = Client().post("/en/account/password/reset/", {"email": address})
    assert answer.status_code in (200, 302)
    assert not Message.objects.exists()


def test_the_door_for_libraries_takes_plain_text_only() -> None:
    rich = EmailMultiAlternatives("S", "text", None, ["a@b.example"])
    rich.attach_alternative("<b>text</b>", "text/html")
    with pytest.raises(Refused):
        get_connection(configured.EMAIL_BACKEND).send_messages([rich])
    with pytest.raises(Refused):
        get_connection(configured.EMAIL_BACKEND).send_messages(
            [EmailMultiAlternatives("S\nBcc: x@y.example", "t", None, ["a@b.example"])]
        )
    assert not Message.objects.exists()


def test_files_are_for_the_owner_only_and_can_be_read(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_SERVER, settings.MAIL_DIR = None, tmp_path / "mail"
    post(body="https://town.example/de/join/" + "x" * 80)
    assert jobs.send_next(now=NOW) is Result.SENT
    (file,) = (tmp_path / "mail").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert b"/join/" + b"x" * 80 in file.read_bytes()


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Job:
    runs: list[datetime] = []
    monkeypatch.setattr("anlaufpunkt.outbox.domain.periodic._JOBS", {})
    made = Job("tests.daily", timedelta(days=1), lambda *, now: runs.append(now))
    made.run.runs = runs  # type: ignore[attr-defined]
    return made


def test_a_job_runs_once_per_period(job: Job) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert [jobs.run_job(job, now=at) for at in (NOW, NOW, NOW + timedelta(hours=11), tomorrow, tomorrow)] == [
        True, False, False, True, False,
    ]  # fmt: skip
    assert job.run.runs == [NOW, tomorrow]  # type: ignore[attr-defined]


def test_a_job_that_fails_is_tried_again_and_stops_nothing(job: Job, caplog: pytest.LogCaptureFixture) -> None:
    broken = Job("tests.broken", timedelta(days=1), lambda *, now: 1 / 0)
    assert not jobs.run_job(broken, now=NOW)
    assert "tests.broken will be tried again" in caplog.text
    assert PeriodicJob.objects.get(name="tests.broken").due == NOW + RETRY
    assert jobs.run_job(job, now=NOW)


def test_a_job_of_a_dead_worker_is_taken_over_after_its_lease(job: Job) -> None:
    dead = actions.begin(job=job, now=NOW)
    assert dead is not None
    assert actions.begin(job=job, now=NOW + timedelta(minutes=59)) is None
    after_lease = NOW + timedelta(minutes=61)
    assert jobs.run_job(job, now=after_lease)
    actions.end(job=job, claim=dead, done=False, now=after_lease)  # it was not dead, only slow: too late
    assert not jobs.run_job(job, now=after_lease + RETRY)


@pytest.mark.django_db
def test_a_clock_that_ran_ahead_does_not_stop_the_jobs() -> None:
    job = Job("test.clock", timedelta(hours=1), lambda *, now: None)
    ahead = NOW + timedelta(days=400)
    claim = actions.begin(job=job, now=ahead)
    assert claim
    actions.end(job=job, claim=claim, done=True, now=ahead)
    again = actions.begin(job=job, now=NOW)  # set right
    assert again
    actions.end(job=job, claim=again, done=True, now=NOW)
    assert actions.begin(job=job, now=NOW) is None
