"""Behind the private link."""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.inquiry import Outcome, State
from anlaufpunkt.contact.models import Inquiry, Person, PrivateLink, Remembered
from anlaufpunkt.contact.selectors import contact_of, thread
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.outbox.models import Message as Mail
from anlaufpunkt.protection.actions import erase as drop_keys
from anlaufpunkt.protection.selectors import readable
from tests.contact.scene import MARKER, ask, by_mail
from tests.desk.people import Person as MakePerson
from tests.desk.people import Places

pytestmark = pytest.mark.django_db


@pytest.fixture
def web() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def counsellor(person: MakePerson) -> Membership:
    return person(Role.COORDINATOR, name="Geheimfrau")[1]


def words(text: str, **more: str) -> dict[str, str]:
    return {"do": "write", "text": text, "once": str(uuid.uuid4()), **more}


def answered(inquiry: Inquiry, by: Membership, text: str = "Guten Tag") -> Inquiry:
    actions.claim(by=by, inquiry=inquiry, now=timezone.now())
    inquiry.refresh_from_db()
    actions.answer(by=by, inquiry=inquiry, text=text, once=str(uuid.uuid4()), now=timezone.now())
    inquiry.refresh_from_db()
    return inquiry


def test_the_page_shows_state_and_answers_and_no_names(web: Client, places: Places, counsellor: Membership) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    before = web.get(f"/en/my/{secret}/").content.decode()
    assert "has arrived" in before
    assert MARKER in before
    answered(inquiry, counsellor, "Kommen Sie am Montag")
    actions.note_down(by=counsellor, inquiry=inquiry, text="nur fuer uns", once="n", now=timezone.now())
    page = web.get(f"/en/my/{secret}/")
    text = page.content.decode()
    assert "Kommen Sie am Montag" in text
    assert "nur fuer uns" not in text
    assert "Geheimfrau" not in text
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "noindex" in page["X-Robots-Tag"]
    assert "<title>Anlaufpunkt</title>" in text
    assert secret not in text  # no address on the page carries it
    assert not page.cookies


def test_a_wrong_and_an_expired_link_look_the_same(web: Client, places: Places) -> None:
    _inquiry, secret = ask(places[0], now=timezone.now())
    PrivateLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    answers = [web.get(f"/en/my/{one}/") for one in ("0" * 64, "x", secret)]
    assert {(a.status_code, a["Location"], a.content) for a in answers} == {(302, "/en/my/?over=1", b"")}
    page = web.get("/en/my/?over=1").content.decode()
    assert "does not work any more" in page
    assert web.get(f"/en/my/{secret}/copy/")["Location"] == f"/en/my/{secret}/"  # which says what is the matter
    assert web.post(f"/en/my/{secret}/", words("x")).status_code == 302
    assert len(thread(Inquiry.objects.get(), inside=True)) == 1


def test_a_link_lives_half_a_year_after_the_last_turn(web: Client, places: Places) -> None:
    inquiry, secret = ask(places[0], now=timezone.now() - timedelta(days=179))
    assert web.get(f"/en/my/{secret}/").status_code == 200
    web.post(f"/en/my/{secret}/", words("noch da"))
    assert inquiry.links.get().expires > timezone.now() + timedelta(days=179)


@pytest.fixture
def shut(places: Places) -> tuple[Inquiry, str]:
    return ask(places[0], pin="4711", now=timezone.now())


def test_a_pin_is_asked_for_and_opens_for_this_browser_only(web: Client, shut: tuple[Inquiry, str]) -> None:
    address = f"/en/my/{shut[1]}/"
    assert MARKER not in web.get(address).content.decode()
    wrong = web.post(address, {"pin": "0000"})
    assert wrong.status_code == 422
    assert MARKER not in wrong.content.decode()
    assert web.get(f"{address}copy/")["Location"] == address  # where the PIN is asked for
    right = web.post(address, {"pin": "4711"})
    cookie = right.cookies["page"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert shut[1] not in cookie.value
    assert MARKER in web.get(address).content.decode()
    assert MARKER in web.get(f"{address}copy/").content.decode()
    assert MARKER not in Client().get(address).content.decode()


def test_a_cookie_of_another_page_opens_nothing(web: Client, shut: tuple[Inquiry, str], places: Places) -> None:
    _other, secret = ask(places[0], pin="1234", now=timezone.now())
    web.post(f"/en/my/{secret}/", {"pin": "1234"})
    assert MARKER not in web.get(f"/en/my/{shut[1]}/").content.decode()


def test_five_wrong_pins_shut_it_for_the_right_one_too(web: Client, shut: tuple[Inquiry, str]) -> None:
    address = f"/en/my/{shut[1]}/"
    for _ in range(5):
        web.post(address, {"pin": "0000"})
    assert web.post(address, {"pin": "4711"}).status_code == 422
    link = shut[0].links.get()
    assert link.shut_until is not None
    assert timedelta(minutes=14) < link.shut_until - timezone.now() <= timedelta(minutes=15)
    PrivateLink.objects.update(shut_until=timezone.now() - timedelta(seconds=1))
    assert web.post(address, {"pin": "4711"}).status_code == 302
    assert shut[0].links.get().tries == 0


def test_words_written_after_the_pin_ran_out_are_not_lost(web: Client, shut: tuple[Inquiry, str]) -> None:
    address, sent = f"/en/my/{shut[1]}/", words("Das war lang zu tippen")
    page = web.post(address, sent).content.decode()
    assert "Das war lang zu tippen" in page
    assert MARKER not in page
    wrong = web.post(address, {**sent, "pin": "0000"}).content.decode()
    assert "Das war lang zu tippen" in wrong
    assert len(thread(shut[0], inside=False)) == 1
    done = web.post(address, {**sent, "pin": "4711"})
    assert done.status_code == 302
    assert [turn.text for turn in thread(shut[0], inside=False)][1:] == ["Das war lang zu tippen"]
    assert web.get(address).status_code == 200


def test_what_she_writes_comes_once_and_puts_it_before_the_holder_again(
    web: Client, places: Places, counsellor: Membership
) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    answered(inquiry, counsellor)
    sent = words("Danke, aber wann?")
    for _ in range(2):
        assert web.post(f"/en/my/{secret}/", sent).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.state == State.OPEN
    assert inquiry.holder == counsellor.user
    assert [turn.text for turn in thread(inquiry, inside=False)][-1] == "Danke, aber wann?"
    assert len(thread(inquiry, inside=False)) == 3


def test_a_closed_one_opens_again(web: Client, places: Places, counsellor: Membership) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    answered(inquiry, counsellor)
    actions.close(by=counsellor, inquiry=inquiry, outcome=Outcome.INFORMED, now=timezone.now())
    assert "You can write again" in web.get(f"/en/my/{secret}/").content.decode()
    web.post(f"/en/my/{secret}/", words("Es hat nicht geklappt"))
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.holder, inquiry.closed, inquiry.outcome) == (State.NEW, None, None, "")
    assert inquiry.due is not None


def test_danger_in_a_later_message_is_flagged_too(web: Client, places: Places, counsellor: Membership) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    answered(inquiry, counsellor)
    web.post(f"/de/my/{secret}/", words("Mein Mann schlägt mich, ich habe Angst"))
    inquiry.refresh_from_db()
    assert inquiry.urgent
    assert inquiry.dangers
    assert inquiry.state == State.OPEN


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_an_empty_or_too_long_message_is_asked_back(web: Client, places: Places, text: str) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    answer = web.post(f"/en/my/{secret}/", words(text))
    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()
    assert len(thread(inquiry, inside=False)) == 1


def test_she_corrects_how_to_reach_her(web: Client, places: Places) -> None:
    inquiry, secret = ask(places[0], contact=by_mail("old@example.org"), now=timezone.now())
    before = {mark.digest for mark in inquiry.person.marks.all()}
    wrong = web.post(f"/en/my/{secret}/", {"do": "contact", "channel": "phone", "phone": "12"})
    assert wrong.status_code == 422
    assert contact_of(Person.objects.get()).mail == "old@example.org"
    web.post(f"/en/my/{secret}/", {"do": "contact", "channel": "phone", "phone": "0231 99", "others": "on"})
    web.post(f"/en/my/{secret}/", {"do": "contact", "channel": "phone", "phone": "0231 999999", "others": "on"})
    person = Person.objects.get()
    contact = contact_of(person)
    assert (contact.channel, contact.phone, contact.mail) == (Channel.PHONE, "+49231999999", "")
    assert person.channel == "phone"
    assert person.marks.count() == 1
    assert before.isdisjoint(mark.digest for mark in person.marks.all())


def test_a_copy_holds_all_and_is_a_file(web: Client, places: Places, counsellor: Membership) -> None:
    town = places[0].municipalities.get(name="Dortmund")
    inquiry, secret = ask(
        places[0],
        contact=by_mail("mine@example.org"),
        now=timezone.now(),
        needs=("find-doctor",),
        dangers=("violence",),
        place=town,
    )
    answered(inquiry, counsellor, "Antwort eins")
    copy = web.get(f"/en/my/{secret}/copy/")
    text = copy.content.decode()
    assert "attachment" in copy["Content-Disposition"]
    said = (labels("en")["find-doctor"], "speaks of danger", "العربية", "Dortmund", "By e-mail", "I agree that this place reads")
    for part in (MARKER, "Antwort eins", "mine@example.org", *said):
        assert part in text
    assert "Geheimfrau" not in text
    assert copy["Referrer-Policy"] == "no-referrer"


def test_words_changed_after_a_slow_send_are_not_lost(web: Client, places: Places) -> None:
    inquiry, secret = ask(places[0], now=timezone.now())
    form = words("eins")
    web.post(f"/en/my/{secret}/", form)
    web.post(f"/en/my/{secret}/", form)
    web.post(f"/en/my/{secret}/", {**form, "text": "zwei"})
    assert [turn.text for turn in thread(inquiry, inside=True)][1:] == ["eins", "zwei"]


def test_no_mail_waits_for_an_address_that_is_not_safe_any_more(places: Places, counsellor: Membership) -> None:
    inquiry, _secret = ask(places[0], contact=by_mail("old@example.org"), now=timezone.now())
    answered(inquiry, counsellor, "Antwort")
    assert Mail.objects.filter(recipient="old@example.org").exists()
    actions.set_contact(inquiry=inquiry, contact=SafeContact(), now=timezone.now())
    assert not Mail.objects.filter(recipient="old@example.org").exists()


def test_danger_told_forty_times_is_one_mail_in_half_an_hour(places: Places, counsellor: Membership) -> None:
    inquiry, _secret = ask(places[0], now=timezone.now())
    before, now = Mail.objects.count(), timezone.now().replace(minute=5)
    for number in range(40):
        actions.write(inquiry=inquiry, text=f"Hilfe {number}", once=str(number), dangers=("violence",), now=now)
    assert Mail.objects.count() == before + 1


def test_she_erases_everything(web: Client, places: Places) -> None:
    inquiry, secret = ask(places[0], contact=by_mail("mine@example.org"), now=timezone.now())
    key = inquiry.person.data_key
    ask_first = web.post(f"/en/my/{secret}/", {"do": "delete"})
    assert "Erase everything?" in ask_first.content.decode()
    assert Inquiry.objects.exists()
    for _ in range(2):  # a double click does no harm
        assert web.post(f"/en/my/{secret}/", {"do": "delete-all"}).status_code == 302
    assert not Person.objects.exists()
    assert not Inquiry.objects.exists()
    assert not readable(key)
    assert Remembered.objects.get().count == 1
    again = web.get(f"/en/my/{secret}/")
    assert (again.status_code, again["Location"]) == (302, "/en/my/?over=1")
    assert "Everything is erased" in web.get("/en/my/?gone=1").content.decode()


def test_while_only_the_key_is_gone_every_door_is_neutral(web: Client, places: Places, person: MakePerson) -> None:
    """A process was killed between the key and the rows."""
    desk, _mine = person(Role.COORDINATOR)
    inquiry, secret = ask(places[0], contact=by_mail("mine@example.org"), now=timezone.now())
    drop_keys([inquiry.person.data_key], now=timezone.now())
    assert web.get(f"/en/my/{secret}/")["Location"] == "/en/my/?over=1"
    assert web.post(f"/en/my/{secret}/", words("x"))["Location"] == "/en/my/?over=1"
    assert web.get(f"/en/my/{secret}/copy/")["Location"] == f"/en/my/{secret}/"
    assert desk.get(f"/en/desk/inquiries/{inquiry.pk}/").status_code == 404
    for way in ("answer", "note"):
        sent = {"text": "x", "once": str(uuid.uuid4()), "seen": "0"}
        assert desk.post(f"/en/desk/inquiries/{inquiry.pk}/{way}/", sent).status_code == 404
    assert desk.get("/en/desk/inquiries/").status_code == 200
    lost = web.post("/en/my/", {"code": inquiry.code, "mail": "mine@example.org"})
    assert lost["Location"] == "/en/my/?sent=1"


def test_asking_for_the_link_again_tells_nothing(
    web: Client, places: Places, mails: Callable[[], list[EmailMessage]], settings: Any
) -> None:
    settings.PUBLIC_URL = "https://town.example"
    inquiry, secret = ask(places[0], contact=by_mail("mine@example.org"), now=timezone.now())
    expires = inquiry.links.get().expires
    tries = [
        {"code": inquiry.code, "mail": "mine@example.org"}, {"code": inquiry.code, "mail": "other@example.org"},
        {"code": "222222", "mail": "mine@example.org"}, {"code": "?", "mail": "nobody@example.org"},
    ]  # fmt: skip
    answers = [web.post("/en/my/", one) for one in tries]
    assert len({(a.status_code, a["Location"], a.content, repr(sorted(a.items()))) for a in answers}) == 1
    pages = [web.get(answers[0]["Location"]).content for _ in tries]
    assert len(set(pages)) == 1
    web.post("/en/my/", tries[0])  # once a day is enough
    (mail,) = [m for m in mails() if m["To"] == "mine@example.org"]
    assert f"https://town.example/ar/my/{secret}/" in mail.get_content()
    assert MARKER not in mail.as_string()
    assert inquiry.links.get().expires >= expires


def test_the_secret_stands_in_no_log_even_when_a_page_breaks(
    web: Client, places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlaufpunkt.config.logs import WithoutSecrets

    _inquiry, secret = ask(places[0], now=timezone.now())
    lines: list[str] = []
    catcher = logging.Handler()
    catcher.addFilter(WithoutSecrets())
    catcher.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("django.request").addHandler(catcher)
    monkeypatch.setattr("anlaufpunkt.contact.views.private.thread", lambda *_a, **_k: 1 / 0)
    try:
        assert web.get(f"/en/my/{secret}/").status_code == 500
    finally:
        logging.getLogger("django.request").removeHandler(catcher)
    assert any("/my/…" in line for line in lines)
    assert secret not in "".join(lines)


def test_only_hashes_of_link_and_pin_are_kept(shut: tuple[Inquiry, str]) -> None:
    link = shut[0].links.get()
    assert shut[1] not in repr(PrivateLink.objects.values_list().get())
    assert link.pin != make_password("4711")  # salted
    assert "4711" not in link.pin.split("$")[-1]


def test_forms_without_a_cookie_work_and_need_no_token(places: Places) -> None:
    strict = Client(enforce_csrf_checks=True)
    inquiry, secret = ask(places[0], now=timezone.now())
    assert strict.post(f"/en/my/{secret}/", words("hallo")).status_code == 302
    assert len(thread(inquiry, inside=False)) == 2
