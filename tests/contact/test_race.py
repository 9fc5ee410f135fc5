"""Several at once on a real database. Each race is first run without the guard, to see that it bites."""

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.inquiry import State
from anlaufpunkt.contact.models import Inquiry, InquiryQuerySet, Message, Person, PrivateLink
from anlaufpunkt.contact.selectors import thread
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.outbox.models import Message as Mail
from anlaufpunkt.terms.domain.refusal import Refused
from tests.contact.scene import ask, by_mail, typed
from tests.desk.people import NOW, Places, make_person

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[int], Any]


def at_once(number: int, work: Work) -> list[str]:
    """Each on a connection of its own; "done", or why not."""
    start = threading.Barrier(number)

    def one(mine: int) -> str:
        try:
            start.wait()
            work(mine)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(number) as pool:
        return sorted(pool.map(one, range(number)))


@pytest.fixture
def people(places: Places) -> list[Membership]:
    """Eight counsellors of one centre."""
    return [make_person(places, Role.COORDINATOR, away=False, second=False, name=f"n{n}")[1] for n in range(8)]


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would be had nobody thought of the version."""
    plain = InquiryQuerySet.filter

    def careless(self: InquiryQuerySet, *args: Any, **kwargs: Any) -> InquiryQuerySet:
        kwargs.pop("version", None)
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(InquiryQuerySet, "filter", careless)


def seen(inquiry: Inquiry, times: int) -> Iterator[Inquiry]:
    """What each of them has on the screen."""
    return (Inquiry.objects.select_related("person").get(pk=inquiry.pk) for _ in range(times))


def claimed(places: Places, people: list[Membership], **facts: Any) -> Inquiry:
    inquiry, _secret = ask(places[0], **facts)
    actions.claim(by=people[0], inquiry=inquiry, now=NOW)
    return Inquiry.objects.select_related("person").get(pk=inquiry.pk)


def claims(places: Places, people: list[Membership]) -> list[str]:
    inquiry, _secret = ask(places[0])
    screens = list(seen(inquiry, 8))
    said = at_once(8, lambda n: actions.claim(by=people[n], inquiry=screens[n], now=NOW))
    assert Entry.objects.filter(action="inquiry.claim").count() == said.count("done")
    return said


def test_without_the_guard_eight_believe_they_hold_it(places: Places, people: list[Membership], unguarded: None) -> None:
    assert claims(places, people) == ["done"] * 8


def test_of_eight_who_claim_one_holds_it(places: Places, people: list[Membership]) -> None:
    assert claims(places, people) == ["changed_meanwhile"] * 7 + ["done"]
    assert Inquiry.objects.get().holder_id


def handed_and_taken(places: Places, people: list[Membership]) -> list[str]:
    inquiry = claimed(places, people)
    screens = list(seen(inquiry, 2))
    work: list[Callable[[], None]] = [
        lambda: actions.hand_over(by=people[0], inquiry=screens[0], to=people[1].user, now=NOW),
        lambda: actions.take_over(by=people[2], inquiry=screens[1], now=NOW),
    ]
    return at_once(2, lambda n: work[n]())


def test_without_the_guard_it_is_handed_over_and_taken_over(places: Places, people: list[Membership], unguarded: None) -> None:
    assert handed_and_taken(places, people) == ["done", "done"]


def test_handing_over_and_taking_over_one_wins(places: Places, people: list[Membership]) -> None:
    assert handed_and_taken(places, people) == ["changed_meanwhile", "done"]
    done = Entry.objects.filter(action__in=["inquiry.hand-over", "inquiry.take-over"]).get()
    holder = people[1 if done.action == "inquiry.hand-over" else 2].user
    assert Inquiry.objects.get().holder == holder


def answers(places: Places, people: list[Membership], *, once: str = "") -> list[str]:
    inquiry = claimed(places, people, contact=by_mail("her@example.org"))
    screens = list(seen(inquiry, 4))
    return at_once(
        4, lambda n: actions.answer(by=people[0], inquiry=screens[n], text=f"Antwort {once or n}", once=once or str(n), now=NOW)
    )


def test_without_the_guard_she_gets_four_answers(places: Places, people: list[Membership], unguarded: None) -> None:
    assert answers(places, people) == ["done"] * 4


def test_of_four_answers_from_four_windows_one_is_sent(places: Places, people: list[Membership]) -> None:
    assert answers(places, people) == ["changed_meanwhile"] * 3 + ["done"]
    assert len(thread(Inquiry.objects.get(), inside=True)) == 2
    assert Mail.objects.filter(recipient="her@example.org").count() == 1


def test_the_same_answer_clicked_four_times_is_sent_once_and_nobody_is_scolded(places: Places, people: list[Membership]) -> None:
    assert answers(places, people, once="x") == ["done"] * 4
    assert len(thread(Inquiry.objects.get(), inside=True)) == 2
    assert Mail.objects.filter(recipient="her@example.org").count() == 1


def written_while_answering(places: Places, people: list[Membership]) -> list[str]:
    inquiry = claimed(places, people)
    screens = list(seen(inquiry, 2))
    work: list[Callable[[], None]] = [
        lambda: actions.answer(by=people[0], inquiry=screens[0], text="Antwort", once="a", now=NOW),
        lambda: actions.write(inquiry=screens[1], text="Noch etwas", once="w", now=NOW),
    ]
    return at_once(2, lambda n: work[n]())


def test_what_she_writes_while_she_is_answered_is_never_lost(places: Places, people: list[Membership]) -> None:
    for _ in range(6):
        said = written_while_answering(places, people)
        inquiry = Inquiry.objects.order_by("-created", "pk").get()
        texts = {turn.text for turn in thread(inquiry, inside=True)}
        assert "Noch etwas" in texts
        assert inquiry.state == State.OPEN  # her words are the last: somebody has to answer, never waiting unread
        assert said in (["changed_meanwhile", "done"], ["done", "done"])  # refused, or answered before she wrote
        assert ("Antwort" in texts) is (said == ["done", "done"])
        actions.erase(person=inquiry.person, actor="system", now=NOW)


def test_erased_while_it_is_answered_leaves_nothing(places: Places, people: list[Membership]) -> None:
    for _ in range(6):
        inquiry = claimed(places, people, contact=by_mail("her@example.org"))
        (screen,) = seen(inquiry, 1)
        work: list[Callable[[], None]] = [
            lambda screen=screen: actions.answer(by=people[0], inquiry=screen, text="x", once=str(uuid.uuid4()), now=NOW),  # type: ignore[misc]
            lambda screen=screen: actions.note_down(by=people[0], inquiry=screen, text="x", once=str(uuid.uuid4()), now=NOW),  # type: ignore[misc]
            lambda screen=screen: actions.write(inquiry=screen, text="x", once=str(uuid.uuid4()), now=NOW),  # type: ignore[misc]
            lambda screen=screen: actions.renew_link(code=screen.code, mail="her@example.org", now=NOW),  # type: ignore[misc]
            lambda screen=screen: actions.erase(person=screen.person, actor="public", now=NOW),  # type: ignore[misc]
        ]
        said = at_once(5, lambda n, work=work: work[n]())  # type: ignore[misc]
        assert set(said) <= {"done", "erased", "changed_meanwhile", "not_yours"}
        for model in (Person, Inquiry, Message, PrivateLink):
            assert not model.objects.exists(), (model, said)  # type: ignore[attr-defined]
        assert not Mail.objects.filter(recipient="her@example.org").exists()


def test_a_form_sent_eight_times_at_once_is_one_inquiry(places: Places, people: list[Membership]) -> None:
    sent, pages = typed(step="send"), set()

    def send(_n: int) -> None:
        answer = Client(raise_request_exception=False).post("/de/write/", sent)
        assert answer.status_code == 200
        pages.add(answer.content)

    assert at_once(8, send) == ["done"] * 8
    assert len(pages) == 1
    assert Inquiry.objects.count() == Message.objects.count() == Person.objects.count() == 1
    assert Mail.objects.count() == 8  # one to each who may answer


def test_wrong_pins_at_once_are_all_counted(places: Places, people: list[Membership]) -> None:
    inquiry, _secret = ask(places[0], pin="4711")
    link = inquiry.links.get()
    at_once(4, lambda _n: actions.open_door(link=link, pin="0000", now=NOW))
    assert inquiry.links.get().tries == 4
