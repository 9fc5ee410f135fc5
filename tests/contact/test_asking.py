"""Asking a person, without an account, without a script, without a cookie."""

import logging
import re
import sqlite3
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client

from anlaufpunkt.contact.domain.asked import Channel
from anlaufpunkt.contact.models import Consent, Inquiry, Message, Person, PrivateLink
from anlaufpunkt.contact.selectors import contact_of, thread
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.selectors import centres_of, places
from anlaufpunkt.outbox.models import Message as Mail
from anlaufpunkt.protection.selectors import blind
from anlaufpunkt.terms.domain.refusal import Refused
from tests.contact.scene import HIDDEN, LINK, MARKER, TEXT, typed
from tests.desk.people import Person as MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(person: MakePerson) -> None:
    person(Role.COORDINATOR)


@pytest.fixture
def web() -> Client:
    return Client(raise_request_exception=False)


def hidden(content: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(content)}


def title(content: str) -> str:
    found = re.search(r"<title>(.*?)</title>", content, re.S)
    assert found
    return found[1].strip()


def test_form_check_change_send_receipt(web: Client) -> None:
    form = web.get("/de/write/")
    assert form.status_code == 200
    once = re.search(r'name="once" value="([0-9a-f-]{36})"', form.content.decode())
    assert once
    check = web.post(
        "/de/write/", typed(once=once[1], channel="phone", phone="0231 123456", when="abends", voicemail="on", pin="4711")
    )
    page = check.content.decode()
    assert check.status_code == 200
    for words in (MARKER, "Dortmund", "+49231123456", "abends"):
        assert words in page
    assert not Inquiry.objects.exists()
    brought = hidden(page)
    change = web.post("/de/write/", {**brought, "step": "change"}).content.decode()
    for words in (MARKER, "Dortmund", "0231 123456", "abends", "4711", once[1]):
        assert words in change
    assert not Inquiry.objects.exists()
    receipt = web.post("/de/write/", {**brought, "step": "send"})
    inquiry, text = Inquiry.objects.get(), receipt.content.decode()
    assert f"{inquiry.code[:3]}-{inquiry.code[3:]}" in text
    assert "<svg" in text
    assert not web.cookies
    found = LINK.search(text)
    assert found
    assert found[1] == "ar"  # the page speaks her language
    assert inquiry.centre.slug == "dortmund"
    assert inquiry.organization is None
    assert inquiry.place is not None
    assert inquiry.place.name == "Dortmund"
    assert [(turn.kind.value, turn.text) for turn in thread(inquiry, inside=True)] == [("in", TEXT)]
    contact = contact_of(inquiry.person)
    assert (contact.phone, contact.when, contact.voicemail, contact.others) == ("+49231123456", "abends", True, True)
    assert inquiry.links.get().pin.startswith("argon2")
    consent = Consent.objects.get()
    assert (consent.purpose, consent.how, consent.language, len(consent.text)) == ("answer", "ticked", "de", 64)


def test_the_way_works_in_other_languages(web: Client) -> None:
    for lang in ("ar", "uk", "de-simple", "ti"):
        assert web.get(f"/{lang}/write/").status_code == 200
        assert web.post(f"/{lang}/write/", typed(language=lang)).status_code == 200
        receipt = web.post(f"/{lang}/write/", typed(language=lang, step="send"))
        assert f"/{lang}/my/" in receipt.content.decode()
    assert sorted(Inquiry.objects.values_list("language", flat=True)) == ["ar", "de-simple", "ti", "uk"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \n "}, {"place": "Nirgendwo"}, {"place": "Wien"}, {"channel": "mail", "mail": "x"}, {"channel": "phone", "phone": "12"},
        {"channel": "mail"}, {"pin": "12"}, {"pin": "abcd"}, {"agree": ""}, {"language": "xx"}, {"channel": "pigeon"},
        {"text": "x" * 4001}, {"channel": "mail", "mail": "jürgen@example.org"}, {"channel": "mail", "mail": "a..b@example.org"},
    ],
)  # fmt: skip
def test_an_error_keeps_all_that_was_typed(web: Client, wrong: dict[str, str]) -> None:
    sent = typed(**{"when": "nach 17 Uhr", "name": "Frau Y", "step": "send", **wrong})
    answer = web.post("/de/write/", {k: v for k, v in sent.items() if v})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'role="alert"' in page
    for name in ("text", "place", "when", "name", "pin", "mail", "phone", "once"):
        assert sent.get(name, "").strip() in page, name
    assert not Inquiry.objects.exists()


def test_a_postcode_of_two_towns_is_asked_back(web: Client) -> None:
    book = places()
    two = next(code for code in (f"{n:05d}" for n in range(32000, 60000)) if len(centres_of(book.named(code))) > 1)
    answer = web.post("/en/write/", typed(place=two))
    assert answer.status_code == 422
    assert "two towns" in answer.content.decode()
    assert MARKER in answer.content.decode()


@pytest.mark.parametrize("step", ["check", "send"])
def test_where_nobody_reads_nothing_is_sent_and_it_says_so(web: Client, step: str) -> None:
    answer = web.post("/en/write/", typed(place="Essen", step=step))
    page = answer.content.decode()
    assert "Nothing has been sent" in page
    assert MARKER in page
    assert not Inquiry.objects.exists()
    assert not Person.objects.exists()
    assert not Mail.objects.exists()


def test_sent_twice_is_one_inquiry_and_the_same_receipt(web: Client) -> None:
    sent = typed(step="send", channel="mail", mail="a@example.org")
    first, second = web.post("/de/write/", sent), web.post("/de/write/", sent)
    assert first.content == second.content
    assert Inquiry.objects.count() == Message.objects.count() == PrivateLink.objects.count() == 1
    assert Mail.objects.count() == 1  # to the coordinator
    assert Entry.objects.filter(action="inquiry.asked").count() == 1


def test_going_back_and_changing_the_words_loses_neither(web: Client) -> None:
    sent = typed(step="send")
    web.post("/de/write/", sent)
    for _ in range(2):
        web.post("/de/write/", {**sent, "text": "Und noch etwas."})
    assert [turn.text for turn in thread(Inquiry.objects.get(), inside=False)] == [TEXT, "Und noch etwas."]
    assert not Inquiry.objects.get().urgent
    web.post("/de/write/", {**sent, "text": "Mein Mann schlägt mich."})
    assert Inquiry.objects.get().urgent


def test_a_code_that_is_taken_is_drawn_anew(web: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("AAAAAA" + "AAAAAA" + "BBBBBB")
    monkeypatch.setattr("anlaufpunkt.contact.actions.asking.secrets.choice", lambda _alphabet: next(letters))
    for _ in range(2):
        assert web.post("/de/write/", typed(step="send")).status_code == 200
    assert sorted(Inquiry.objects.values_list("code", flat=True)) == ["AAAAAA", "BBBBBB"]


def test_going_back_for_a_safer_way_counts(web: Client) -> None:
    sent = typed(step="send", channel="mail", mail="shared@example.org")
    web.post("/de/write/", sent)
    web.post("/de/write/", {**sent, "channel": "link", "mail": "", "pin": "1234"})
    inquiry = Inquiry.objects.get()
    assert contact_of(inquiry.person).channel == Channel.LINK
    assert not inquiry.person.marks.exists()
    assert check_password("1234", PrivateLink.objects.get().pin)
    assert [turn.text for turn in thread(inquiry, inside=False)] == [TEXT]


def test_going_back_for_another_town_moves_it_there(web: Client, person: MakePerson) -> None:
    person(Role.COORDINATOR, away=True)
    sent = typed(step="send")
    web.post("/de/write/", sent)
    receipt = web.post("/de/write/", {**sent, "place": "Essen"}).content.decode()
    inquiry = Inquiry.objects.get()
    assert (inquiry.centre.slug, inquiry.place and inquiry.place.name) == ("essen", "Essen")
    assert inquiry.centre.name in receipt
    assert Mail.objects.count() == 2  # each centre's coordinator has heard of it


@pytest.mark.parametrize("fault", [OSError("disk full"), sqlite3.OperationalError("locked"), Refused("key_file_missing")])
def test_a_store_that_takes_no_key_loses_no_word(web: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def full(*_args: object) -> None:
        raise fault

    monkeypatch.setattr("anlaufpunkt.protection.adapters.key_store.KeyStore.put", full)
    answer = web.post("/de/write/", typed(step="send"))
    assert answer.status_code == 503
    assert TEXT in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_a_pin_is_the_same_on_every_keyboard(web: Client) -> None:
    assert web.post("/de/write/", typed(step="send", pin="١٢٣٤")).status_code == 200
    assert check_password("1234", PrivateLink.objects.get().pin)


@pytest.mark.parametrize(
    ("facts", "kind", "value"),
    [
        ({"channel": "mail", "mail": " A@Example.org "}, "mail", "a@example.org"),
        ({"channel": "phone", "phone": "+49 (0) 231 / 12-34-56"}, "phone", "+49231123456"),
        ({"channel": "phone", "phone": "٠٢٣١ ١٢٣٤٥٦"}, "phone", "+49231123456"),
    ],
)
def test_each_channel_is_marked_by_its_exact_value(web: Client, facts: dict[str, str], kind: str, value: str) -> None:
    web.post("/de/write/", typed(step="send", **facts))
    person = Person.objects.get()
    assert [mark.digest for mark in person.marks.all()] == [blind(kind, value)]
    assert getattr(contact_of(person), kind) == value


def test_what_belongs_to_another_channel_is_not_kept(web: Client) -> None:
    web.post(
        "/de/write/", typed(step="send", channel="link", mail="a@example.org", phone="0231 123456", voicemail="on", when="x")
    )
    person = Person.objects.get()
    contact = contact_of(person)
    assert (contact.mail, contact.phone, contact.when, contact.voicemail) == ("", "", "", False)
    assert not person.marks.exists()


def test_personal_columns_hold_ciphertext_only(web: Client) -> None:
    web.post("/de/write/", typed(step="send", channel="mail", mail="kontakt@example.org", name="Frau Yilmaz", pin="471199"))
    secret = PrivateLink.objects.get().secret
    assert contact_of(Person.objects.get()).name == "Frau Yilmaz"
    with connection.cursor() as cursor:
        for table in [t for t in connection.introspection.table_names(cursor) if t.startswith("contact_")]:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            raw = b"\0".join(
                bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for row in cursor.fetchall() for v in row
            )
            for word in (MARKER, "Deutschkurs", "Yilmaz", "kontakt@", "471199", secret):
                assert word.encode() not in raw, (table, word)


def test_the_question_is_brought_from_another_page_by_post(web: Client) -> None:
    page = web.post("/de/write/", {"q": TEXT, "place": "dortmund"}).content.decode()
    assert MARKER in page
    assert 'value="Dortmund"' in page
    assert MARKER not in web.get("/de/write/", {"q": TEXT}).content.decode()  # no words in addresses
    need = min(need_ids())
    assert labels("de")[need] in unescape(web.get("/de/write/", {"need": need}).content.decode())


PAGES = [
    ("GET", {}), ("POST", {"q": TEXT}), ("POST", typed()), ("POST", typed(step="change")), ("POST", typed(place="Nirgends")),
    ("POST", typed(step="send")), ("POST", typed(place="Essen")),
]  # fmt: skip


@pytest.mark.parametrize(("method", "sent"), PAGES)
def test_no_page_gives_anything_away(web: Client, method: str, sent: dict[str, str]) -> None:
    answer = web.get("/de/write/") if method == "GET" else web.post("/de/write/", sent)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert title(answer.content.decode()) == "Anlaufpunkt"
    assert not answer.cookies
    assert "http" not in answer.get("Link", "")


def test_mails_are_neutral_and_no_log_holds_a_word(web: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("tests").info("the log is caught")
    for sent in (typed(), typed(place=MARKER), typed(step="send", name=MARKER, channel="mail", mail=f"{MARKER}@example.org")):
        web.post("/de/write/", sent)
    logged = caplog.text + "".join(repr(record.__dict__) for record in caplog.records)
    assert "the log is caught" in logged
    assert MARKER.lower() not in logged.lower()
    mail = Mail.objects.get()
    assert MARKER not in mail.subject + mail.body
    assert "Deutschkurs" not in mail.subject + mail.body


def test_danger_is_flagged_and_the_lines_are_shown_at_once(web: Client) -> None:
    sent = typed(text="Mein Mann schlägt mich, ich habe Angst", language="de")
    check = web.post("/de/write/", sent).content.decode()
    receipt = web.post("/de/write/", {**sent, "step": "send"}).content.decode()
    assert 'class="alarm"' in check
    assert 'class="alarm"' in receipt
    inquiry = Inquiry.objects.get()
    assert inquiry.urgent
    assert inquiry.dangers
    assert Mail.objects.get().subject.startswith("Urgent")


def test_the_limit_keeps_the_text(web: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "write_to_us": "2/h/ip"}
    for _ in range(2):
        assert web.post("/en/write/", typed(step="send")).status_code == 200
    answer = web.post("/en/write/", typed(step="send", name="Frau Y"))
    page = answer.content.decode()
    assert answer.status_code == 429
    assert MARKER in page
    assert "Frau Y" in page
    assert "try again in an hour" in page
    assert Inquiry.objects.count() == 2


def test_a_colleague_whose_address_no_mail_reaches_stops_no_inquiry(web: Client, person: MakePerson) -> None:
    person(Role.COORDINATOR, name="a b")
    assert web.post("/de/write/", typed(step="send")).status_code == 200
    assert Inquiry.objects.exists()
