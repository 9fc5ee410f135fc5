"""The inbox and one inquiry at the desk."""

import re
import uuid
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.codes import spoken
from anlaufpunkt.contact.domain.inquiry import Outcome, State
from anlaufpunkt.contact.models import Inquiry, Look
from anlaufpunkt.contact.selectors import Found, View, counts, inbox, thread
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.needs.selectors import need_ids
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.outbox.models import Message as Mail
from anlaufpunkt.terms.domain.refusal import Refused
from tests.contact.scene import MARKER, ask, by_mail, by_phone
from tests.desk.people import Person as MakePerson
from tests.desk.people import Places

pytestmark = pytest.mark.django_db
NEED = min(need_ids())


@pytest.fixture
def anna(person: MakePerson) -> tuple[Client, Membership]:
    return person(Role.COORDINATOR, name="Anna")


@pytest.fixture
def bela(anna: object, person: MakePerson) -> tuple[Client, Membership]:
    return person(Role.COORDINATOR, name="Bela")


def url(inquiry: Inquiry, way: str = "") -> str:
    return f"/en/desk/inquiries/{inquiry.pk}/{way}"


def fresh(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_related("person", "holder").get(pk=inquiry.pk)


def held(client: Client, places: Places, **facts: object) -> Inquiry:
    inquiry, _secret = ask(places[0], now=timezone.now(), **facts)  # type: ignore[arg-type]
    assert client.post(url(inquiry, "claim/")).status_code == 302
    return fresh(inquiry)


def reply(text: str, seen: int, once: str = "") -> dict[str, str]:
    return {"text": text, "seen": str(seen), "once": once or str(uuid.uuid4())}


def test_views_and_their_counts(anna: tuple[Client, Membership], bela: tuple[Client, Membership], places: Places) -> None:
    moment = timezone.now()
    made = {name: ask(places[0], now=moment)[0] for name in ("new", "mine", "hers", "late", "waiting", "closed")}
    for name in ("mine", "late", "waiting", "closed"):
        actions.claim(by=anna[1], inquiry=made[name], now=moment)
    actions.claim(by=bela[1], inquiry=made["hers"], now=moment)
    Inquiry.objects.filter(pk=made["late"].pk).update(due=moment - timedelta(minutes=1))
    actions.answer(by=anna[1], inquiry=fresh(made["waiting"]), text="x", once="w", now=moment)
    actions.close(by=anna[1], inquiry=fresh(made["closed"]), outcome=Outcome.INFORMED, now=moment)
    expected = {
        View.MINE: {"mine", "late", "waiting"}, View.UNASSIGNED: {"new"}, View.OVERDUE: {"late"}, View.WAITING: {"waiting"},
        View.ALL: {"new", "mine", "hers", "late", "waiting"}, View.CLOSED: {"closed"},
    }  # fmt: skip
    numbers = counts(membership=anna[1], now=moment)
    for view, names in expected.items():
        found = inbox(membership=anna[1], view=view, wanted=Found(), now=moment)
        assert {one.pk for one in found} == {made[name].pk for name in names}, view
        page = anna[0].get(f"/en/desk/inquiries/?view={view}").content.decode()
        assert set(re.findall(r'<bdi dir="ltr">(\w{3}-\w{3})</bdi>', page)) == {spoken(made[n].code) for n in names}
        if view is not View.CLOSED:
            assert numbers[view] == len(names)
    assert made["late"].pk in {o.pk for o in inbox(membership=anna[1], view=View.TODAY, wanted=Found(), now=moment)}


def test_danger_comes_first_then_what_is_due_first(anna: tuple[Client, Membership], places: Places) -> None:
    moment = timezone.now()
    calm = [ask(places[0], now=moment - timedelta(days=days))[0] for days in (0, 9, 5)]
    danger = ask(places[0], now=moment, dangers=("violence",))[0]
    found = list(inbox(membership=anna[1], view=View.ALL, wanted=Found(), now=moment))
    assert [one.pk for one in found] == [danger.pk, calm[1].pk, calm[2].pk, calm[0].pk]


def test_search_by_facts_and_never_by_words(anna: tuple[Client, Membership], places: Places) -> None:
    moment = timezone.now()
    mail = ask(places[0], contact=by_mail("wanted@example.org"), now=moment, needs=(NEED,), language="uk")[0]
    phone = ask(places[0], contact=by_phone("+49231123456"), now=moment - timedelta(days=20))[0]
    gone = held(anna[0], places)
    actions.close(by=anna[1], inquiry=gone, outcome=Outcome.INFORMED, now=moment)

    def found(**query: str) -> set[uuid.UUID]:
        page = anna[0].get("/en/desk/inquiries/", query).content.decode()
        return {uuid.UUID(key) for key in re.findall(r"/en/desk/inquiries/([0-9a-f-]{36})/", page)}

    for typed in (mail.code, spoken(mail.code).lower(), "wanted@example.org", " Wanted@Example.org"):
        assert found(words=typed) == {mail.pk}, typed
    for typed in ("0231 123456", "+49 231 12 34 56", "0049231123456"):
        assert found(words=typed) == {phone.pk}, typed
    for typed in (MARKER, "Deutschkurs", "wanted", "example.org", "0231 12345", "wanted@example.or", "%", "'"):
        assert found(words=typed) == set(), typed
    assert found(language="uk") == {mail.pk}
    assert found(need=NEED) == {mail.pk}
    assert found(need="invented") == found(since="yesterday") == set()  # what cannot be searched for finds nothing, and says so
    assert 'role="alert"' in anna[0].get("/en/desk/inquiries/", {"since": "yesterday"}).content.decode()
    assert found(until=str(date.today() - timedelta(days=10))) == {phone.pk}  # noqa: DTZ011
    assert phone.pk not in found(since=str(date.today() - timedelta(days=10)))  # noqa: DTZ011
    assert found(words=gone.code) == {gone.pk}  # a closed one is found by its code
    assert found(words=mail.code, language="ar") == set()
    assert "cannot be searched" in anna[0].get("/en/desk/inquiries/").content.decode()


def test_nobody_finds_what_belongs_to_another_place(anna: tuple[Client, Membership], person: MakePerson, places: Places) -> None:
    mine = ask(places[0], contact=by_mail("x@example.org"), now=timezone.now())[0]
    club = ask(places[0], organization=places[1], contact=by_mail("y@example.org"), now=timezone.now())[0]
    away, _ = person(Role.COORDINATOR, away=True)
    member, _ = person(Role.MEMBER)
    for client, sees in ((anna[0], {mine}), (away, set()), (member, {club})):
        for one in (mine, club):
            assert client.get(url(one)).status_code == (200 if one in sees else 404)
            for words in (one.code, {mine: "x@example.org", club: "y@example.org"}[one]):
                page = client.get("/en/desk/inquiries/", {"words": words}).content.decode()
                assert (str(one.pk) in page) is (one in sees)


def test_claim_hand_over_take_over_release(
    anna: tuple[Client, Membership], bela: tuple[Client, Membership], person: MakePerson, places: Places
) -> None:
    inquiry = held(anna[0], places)
    assert inquiry.holder == anna[1].user
    assert bela[0].post(url(inquiry, "release/")).status_code == 302
    assert fresh(inquiry).holder == anna[1].user
    stranger = person(Role.COORDINATOR, away=True, name="Else")[1]
    refused = anna[0].post(url(inquiry, "hand-over/"), {"to": str(stranger.user.pk)})
    assert refused.status_code == 422
    with pytest.raises(Refused, match="not_a_colleague"):
        actions.hand_over(by=anna[1], inquiry=fresh(inquiry), to=stranger.user, now=timezone.now())
    anna[0].post(url(inquiry, "hand-over/"), {"to": str(bela[1].user.pk)})
    assert fresh(inquiry).holder == bela[1].user
    anna[0].post(url(inquiry, "take-over/"))
    assert fresh(inquiry).holder == anna[1].user
    anna[0].post(url(inquiry, "release/"))
    assert (fresh(inquiry).holder, fresh(inquiry).state) == (None, State.NEW)
    with pytest.raises(Refused, match="not_yours"):
        actions.claim(by=stranger, inquiry=fresh(inquiry), now=timezone.now())
    done = list(Entry.objects.filter(subject=f"inquiry:{inquiry.pk}").order_by("pk").values_list("action", "actor"))
    kept = [name for name, actor in done if actor in (anna[1].user.actor, bela[1].user.actor)]
    assert [n for n in kept if n != "inquiry.look"] == [f"inquiry.{n}" for n in ("claim", "hand-over", "take-over", "release")]


def test_an_unknown_verb_is_not_found(anna: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places)
    for verb in ("write", "erase", "x"):
        assert anna[0].post(url(inquiry, f"{verb}/")).status_code == 404


def test_an_answer_reaches_the_person_once(anna: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places, contact=by_mail("her@example.org"))
    sent = reply("Kommen Sie am Montag", inquiry.version)
    for _ in range(2):
        assert anna[0].post(url(inquiry, "answer/"), sent).status_code == 302
    assert [turn.text for turn in thread(inquiry, inside=False)][1:] == ["Kommen Sie am Montag"]
    assert fresh(inquiry).state == State.WAITING
    assert fresh(inquiry).answered
    mail = Mail.objects.get(recipient="her@example.org")
    assert "Montag" not in mail.subject + mail.body
    assert "/ar/my/" in mail.body


def test_who_asked_for_no_mail_gets_none(anna: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places, contact=by_phone("+49231123456"))
    before = Mail.objects.count()
    anna[0].post(url(inquiry, "answer/"), reply("x", inquiry.version))
    assert Mail.objects.count() == before


def test_an_answer_to_what_is_no_longer_the_last_word_is_refused(anna: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places)
    actions.write(inquiry=inquiry, text="Es ist etwas passiert", once="w", now=timezone.now())
    answer = anna[0].post(url(inquiry, "answer/"), reply("Meine lange Antwort", inquiry.version))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Something has happened" in page
    assert "Es ist etwas passiert" in page
    assert "Meine lange Antwort" in page
    assert len(thread(inquiry, inside=True)) == 2
    seen, once = (
        re.search(rf'name="{name}" value="([^"]+)"', page.partition('action="answer/"')[2]) for name in ("seen", "once")
    )
    assert seen
    assert once
    assert anna[0].post(url(inquiry, "answer/"), reply("Meine lange Antwort", int(seen[1]), once[1])).status_code == 302
    assert len(thread(inquiry, inside=True)) == 3


def test_an_answer_is_still_there_after_a_colleague_took_over(
    anna: tuple[Client, Membership], bela: tuple[Client, Membership], places: Places
) -> None:
    inquiry = held(anna[0], places)
    bela[0].post(url(inquiry, "take-over/"))
    answer = anna[0].post(url(inquiry, "answer/"), reply("Meine lange Antwort", inquiry.version))
    assert answer.status_code == 409
    assert "Meine lange Antwort" in answer.content.decode()
    assert len(thread(inquiry, inside=True)) == 1


def test_nothing_new_is_closed_unread(anna: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places)
    actions.write(inquiry=inquiry, text="Noch etwas", once="w", now=timezone.now())
    anna[0].post(url(inquiry, "close/"), {"outcome": "informed", "seen": str(inquiry.version)})
    assert fresh(inquiry).state == State.OPEN
    page = anna[0].post(url(inquiry, "close/"), {"outcome": "", "seen": "0"})
    assert page.status_code == 422
    anna[0].post(url(inquiry, "close/"), {"outcome": "informed", "seen": str(fresh(inquiry).version)})
    closed = fresh(inquiry)
    assert (closed.state, closed.due, closed.outcome) == (State.CLOSED, None, "informed")
    assert closed.closed


def test_notes_stay_inside(anna: tuple[Client, Membership], bela: tuple[Client, Membership], places: Places) -> None:
    inquiry = held(anna[0], places)
    sent = {"text": "nur fuer uns", "once": str(uuid.uuid4())}
    for _ in range(2):
        bela[0].post(url(inquiry, "note/"), sent)
    assert [turn.text for turn in thread(inquiry, inside=True)][1:] == ["nur fuer uns"]
    assert len(thread(inquiry, inside=False)) == 1
    assert fresh(inquiry).version == inquiry.version
    assert "nur fuer uns" in anna[0].get(url(inquiry)).content.decode()


def test_needs_are_corrected(anna: tuple[Client, Membership], places: Places) -> None:
    first, second, third = sorted(need_ids())[:3]
    inquiry = held(anna[0], places, needs=(first, second))
    anna[0].post(url(inquiry, "needs/"), {"need": [second, third, "invented"]})
    assert dict(inquiry.needs.values_list("need", "corrected")) == {second: False, third: True}
    assert Entry.objects.filter(action="inquiry.needs").count() == 1
    anna[0].post(url(inquiry, "needs/"), {"need": [second, third]})
    assert Entry.objects.filter(action="inquiry.needs").count() == 1


@pytest.mark.parametrize("way", ["", "answer/", "close/"])
def test_who_looked_is_known_and_she_sees_it(anna: tuple[Client, Membership], places: Places, way: str) -> None:
    """Also where the page is the answer to a form with an error."""
    inquiry, secret = ask(places[0], now=timezone.now())
    for _ in range(2):
        answer = anna[0].post(url(inquiry, way), {}) if way else anna[0].get(url(inquiry))
        assert MARKER in answer.content.decode()
    assert [(look.user, look.day) for look in Look.objects.all()] == [(anna[1].user, timezone.localdate())]
    assert Entry.objects.filter(action="inquiry.look", actor=anna[1].user.actor).count() == 1
    assert "It was opened there on" in Client().get(f"/en/my/{secret}/").content.decode()


def test_the_list_gives_no_content_away(anna: tuple[Client, Membership], places: Places) -> None:
    ask(places[0], contact=by_mail("wanted@example.org"), now=timezone.now())
    page = anna[0].get("/en/desk/inquiries/?view=all").content.decode()
    assert MARKER not in page
    assert "wanted@" not in page
    assert not Look.objects.exists()


def test_the_number_of_statements_does_not_grow(
    anna: tuple[Client, Membership], bela: tuple[Client, Membership], places: Places
) -> None:
    def statements(path: str) -> int:
        anna[0].get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert anna[0].get(path).status_code == 200
        return len(asked)

    inquiry = held(anna[0], places, needs=(NEED,))
    paths = ["/en/desk/inquiries/?view=all", "/en/desk/inquiries/?language=ar", url(inquiry), "/en/desk/inquiries/?words=a@b.de"]
    for _ in range(4):
        ask(places[0], now=timezone.now(), needs=(NEED,))
    few = [statements(path) for path in paths]
    for n in range(56):
        ask(places[0], now=timezone.now(), needs=(NEED,))
        actions.write(inquiry=inquiry, text=str(n), once=str(n), now=timezone.now())
    assert [statements(path) for path in paths] == few
    assert max(few) < 40


def test_lateness_is_told_once_and_to_whom_it_concerns(
    anna: tuple[Client, Membership], bela: tuple[Client, Membership], places: Places
) -> None:
    inquiry = held(anna[0], places)
    moment = timezone.now() + timedelta(days=30)
    Mail.objects.all().delete()
    assert [actions.remind_late(now=moment), actions.remind_late(now=moment)] == [1, 0]
    assert [mail.recipient for mail in Mail.objects.all()] == [anna[1].user.email]
    Mail.objects.all().delete()
    Inquiry.objects.update(reminded=None)
    Membership.objects.filter(pk=anna[1].pk).update(ended=timezone.now())  # she has left
    assert actions.remind_late(now=moment) == 1
    assert [mail.recipient for mail in Mail.objects.all()] == [bela[1].user.email]
    assert MARKER not in "".join(unescape(mail.body) for mail in Mail.objects.all())
    assert fresh(inquiry).reminded == moment


def test_an_answer_to_an_erased_inquiry_is_not_lost(places: Places, person: MakePerson) -> None:
    client, _mine = person(Role.COORDINATOR)
    inquiry, _secret = ask(places[0], now=timezone.now())
    actions.erase(person=inquiry.person, actor="public", now=timezone.now())
    for way in ("answer", "note"):
        page = client.post(f"/en/desk/inquiries/{inquiry.pk}/{way}/", {"text": "Am Dienstag um zehn"})
        assert page.status_code == 404
        assert "Am Dienstag um zehn" in page.content.decode()
        assert "has erased it" in page.content.decode()
