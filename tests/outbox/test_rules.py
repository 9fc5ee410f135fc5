"""Laws of the outbox: what may be posted, what comes of an attempt, which server is used, when a job comes back."""

import email
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.outbox.domain.letter import Letter, message_id
from anlaufpunkt.outbox.domain.periodic import Job, register
from anlaufpunkt.outbox.domain.rules import OVER, REPEATS, WAITS, Result, Standing, State, after
from anlaufpunkt.outbox.domain.server import Security, Server, server_of, usable
from anlaufpunkt.terms.domain.refusal import Refused

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SENDER = "Anlaufpunkt Köln <ki@town.example>"
ARABIC = "دعوة إلى Anlaufpunkt – \u200fمرحبا"


def letter(**changes: str) -> Letter:
    return Letter(**({"key": "invitation:abc", "recipient": "a@b.example", "subject": "S", "body": "B"} | changes), created=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("recipient", v) for v in (
            "", "a", "@b.example", "a@", "a@b.example\nBcc: c@d.example", "a@b.example\r\n", "a@b.example, c@d.example", "a b@c.example",
            "<a@b.example>", "a@b@c.example", "ü@b.example", "a@b..example", "a@-b.example", f"{'a' * 250}@b.example", "a\0@b.example",
        )),
        *(("subject", v) for v in ("", "Hello\nBcc: c@d.example", "Hello\r", "Hello\u2028x", "Hello\u2029x", "\x85", "\0", "x" * 251, "\ud800")),
        *(("body", v) for v in ("\0", "\udc80")),
        *(("key", v) for v in ("", "a@b.example", "invitation:a@b.example", "invitation:", "x:" + "a" * 61)),
    ],
)  # fmt: skip
def test_what_could_smuggle_in_a_header_is_refused(field: str, value: str) -> None:
    with pytest.raises(Refused):
        letter(**{field: value}).check()


@given(st.text(max_size=300), st.text(max_size=2000), st.booleans())
def test_whatever_is_accepted_arrives_as_it_was_written(subject: str, body: str, readable: bool) -> None:
    posted = letter(subject=subject, body=body)
    try:
        posted.check()
    except Refused:
        return
    arrived = email.message_from_bytes(posted.render(SENDER, readable=readable), policy=policy.default)
    assert " ".join(str(arrived["Subject"]).split()) == " ".join(subject.split())
    assert [*arrived.keys()].count("To") == 1
    assert set(arrived.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert _lines(arrived.get_content()) == _lines(body)  # type: ignore[attr-defined]
    assert readable or posted.render(SENDER).isascii()


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def test_a_mail_is_the_same_each_time_and_its_id_comes_from_the_key() -> None:
    assert letter().render(SENDER) == letter().render(SENDER)
    assert message_id("invitation:abc", SENDER) != message_id("invitation:abd", SENDER)
    assert message_id("invitation:abc", SENDER).endswith("@town.example>")
    assert b"abc" not in letter().render(SENDER)


def test_a_domain_with_umlauts_is_written_as_mail_servers_take_it() -> None:
    mail = letter(recipient="info@bücher.example")
    mail.check()
    assert b"To: info@xn--bcher-kva.example\r\n" in mail.render(SENDER)


@given(st.lists(st.sampled_from(Result), max_size=40))
def test_whatever_happens_a_mail_goes_onto_the_line_at_most_twice_without_an_answer(results: list[Result]) -> None:
    standing, now, unanswered = Standing(State.WAITING, 0, 0, NOW), NOW, 0
    for result in results:
        if standing.state in OVER:
            break
        now = max(now, standing.due)
        unanswered += result is Result.UNCERTAIN
        then = after(result, standing, now=now)
        assert then.attempts >= standing.attempts
        assert then.state in (State.WAITING, *OVER)
        standing = then
    assert unanswered <= 1 + REPEATS
    assert (standing.state == State.UNSURE) == (unanswered == 1 + REPEATS)


def test_the_waits_grow_and_then_it_has_failed() -> None:
    standing, waited = Standing(State.WAITING, 0, 0, NOW), []
    while standing.state == State.WAITING:
        then = after(Result.LATER, standing, now=standing.due)
        waited.append(then.due - standing.due)
        standing = then
    assert tuple(waited[:-1]) == WAITS
    assert standing.state == State.FAILED
    assert list(WAITS) == sorted(WAITS)
    assert sum(WAITS, timedelta()) > timedelta(days=2)  # a weekend


def test_a_worker_that_died_before_the_handover_costs_nothing() -> None:
    before = Standing(State.CLAIMED, 3, 1, NOW)
    assert after(Result.UNTOUCHED, before, now=NOW) == Standing(State.WAITING, 3, 1, NOW)


@pytest.mark.parametrize(
    ("address", "security", "port"),
    [
        ("smtp://u:p%40ss@mail.example", Security.STARTTLS, 587),
        ("smtps://mail.example", Security.TLS, 465),
        ("smtp://mail.example:25", Security.NONE, 25),
        ("smtp://localhost:1025", Security.NONE, 1025),
    ],
)
def test_mail_servers(address: str, security: Security, port: int) -> None:
    server = server_of(address)
    assert server is not None
    assert (server.security, server.port) == (security, port)
    assert "p@ss" not in repr(server)


@pytest.mark.parametrize(
    "address", ["mail.example:587", "http://mail.example", "smtp://", "smtp://x:nan", "smtp://u:p@mail.example:25", "smtp://a/b"]
)
def test_mail_servers_that_cannot_be_used(address: str) -> None:
    with pytest.raises(Refused):
        server_of(address)


@pytest.mark.parametrize(
    ("host", "port", "outside_production"),
    [
        ("127.0.0.1", 1025, True), ("localhost", 8025, True), ("::1", 1025, True),
        ("127.0.0.1", 25, False), ("localhost", 587, False), ("localhost", 465, False),  # a relay on this machine passes mail on
        ("mail.example", 1025, False), ("localhost.mail.example", 1025, False), ("10.0.0.1", 1025, False), ("0.0.0.0", 1025, False),
    ],
)  # fmt: skip
def test_outside_production_mail_reaches_a_local_sink_only(host: str, port: int, outside_production: bool) -> None:
    server = Server(host, port, Security.NONE)
    assert usable(server, production=False) == (server if outside_production else None)
    assert usable(server, production=True) == server
    assert usable(None, production=True) is None


@given(st.datetimes(datetime(2021, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), st.sampled_from([1, 24, 7 * 24]))
def test_the_next_period_begins_after_now_and_is_the_same_all_through_a_period(now: datetime, hours: int) -> None:
    job = Job("tests.job", timedelta(hours=hours), lambda *, now: None)
    following = job.next_period(now)
    assert now < following <= now + job.every
    assert job.next_period(following - timedelta(microseconds=1)) == following
    assert job.next_period(following) == following + job.every


def test_two_jobs_of_one_name_are_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufpunkt.outbox.domain.periodic._JOBS", {})
    job = Job("tests.once", timedelta(days=1), print)
    register(job)
    register(job)
    with pytest.raises(ValueError, match="two jobs"):
        register(Job("tests.once", timedelta(days=2), print))
