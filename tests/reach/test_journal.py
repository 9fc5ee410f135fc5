"""The journal in words: whatever is noted anywhere has them, and whoever verifies the chain sees the codes."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from anlaufpunkt.contact.domain.inquiry import Verb
from anlaufpunkt.editing.domain.lifecycle import Move
from anlaufpunkt.editing.selectors.words import CAUSES
from anlaufpunkt.journal.actions import note
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.asking import Reason
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Branding
from anlaufpunkt.reach.selectors.journal import EVENTS, KINDS, event_words, fact_words
from anlaufpunkt.upkeep.domain.links import Purpose
from anlaufpunkt.upkeep.domain.review import Stage
from tests.desk.people import NOW, Person

HOUSE = Path(__file__).resolve().parents[2] / "src" / "anlaufpunkt"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in HOUSE.rglob("actions*/**/*.py")) + "\n".join(
    path.read_text(encoding="utf-8") for path in HOUSE.glob("*/actions.py")
)
DRAFT_MOVES = (Move.HAND_IN, Move.TAKE_BACK, Move.SEND_BACK, Move.DISCARD)
VERBS = {  # what stands for the variable part of an event's name
    "service": [*CAUSES], "draft": ["begun", "saved", *DRAFT_MOVES], "mail": [p for p in Purpose if p != Purpose.STOP],
    "import": ["looked-through", "taken", "undone"], "table": ["made", "changed"],
    "meeting": ["set", "changed"], "task": ["given", "done", "reopened"],
    "inquiry": [
        "asked", "note", "needs", "look", "contact", "erased", "moved", Verb.WRITE, Verb.CLAIM, Verb.TAKE_OVER, Verb.HAND_OVER, Verb.RELEASE,
        Verb.ANSWER, Verb.CLOSE,
    ],
}  # fmt: skip


def test_every_event_has_words() -> None:
    literal = set(re.findall(r'"([a-z]+\.[a-z-]+)"', SOURCE)) & {*EVENTS} | set(re.findall(r'action="([^"{]+)"', SOURCE))
    assert len(literal) > 20
    open_ended = set(re.findall(r'action=f"([a-z]+)\.{', SOURCE))
    assert open_ended == {*VERBS}
    for action in [*literal, *(f"{room}.{verb}" for room, verbs in VERBS.items() for verb in verbs)]:
        assert event_words(action) != action
    used = {*literal, *(f"{room}.{verb}" for room, verbs in VERBS.items() for verb in verbs)}
    assert {*EVENTS} <= used, "words for what nobody notes"


def test_every_thing_and_every_field_has_words() -> None:
    things = set(re.findall(r'subject=f"([a-z]+):', SOURCE))
    assert things
    assert things <= {*KINDS}
    for field in (
        *(f"role:{role}" for role in Role), *(f"reason:{reason}" for reason in Reason), *(f"{stage}:3" for stage in Stage),
        "how:spoken", "how:desk", "result:not-reached", "result:again", "result:right", "outcome:forwarded", "days:90", "services:4",
        "organization:new", "urgent", "trusted", *(f.name for f in Branding._meta.fields if f.name != "centre"), "cost", "texts.ar.name",
    ):  # fmt: skip
        assert fact_words(field) not in (field, "")
    with override("en"):
        assert fact_words("role:member").startswith("Role: Member")
        assert fact_words("texts.ar.name") == "Name (العربية)"
        assert fact_words("days:90") == "Days: 90"


@pytest.mark.django_db
def test_the_page_speaks_words_and_keeps_the_codes_beside(person: Person) -> None:
    client, auditor = person(Role.AUDITOR)
    lead_client, lead = person(Role.LEAD, name="Lea Lead")
    stranger = person(Role.LEAD, away=True, name="Stranger Danger")[1]
    lead_client.post("/en/desk/people/", {"email": "new@example.org", "role": "member"})
    note(now=NOW, actor=stranger.user.actor, action="service.confirmed", subject="service:1", centre=auditor.tenant)
    note(now=NOW, actor="system", action="future.thing", subject="comet:1", centre=auditor.tenant)
    text = client.get("/en/desk/journal/").content.decode()
    invited = Entry.objects.get(action="people.invited")
    for words in (
        "Somebody was invited",
        "Lea Lead",
        "Role: Member",
        lead.place,
        "Offer: confirmed",
        "the program itself",
        "a person",
    ):
        assert words in text
    assert "Stranger Danger" not in text  # no name of another centre
    assert "new@example.org" not in text
    for code in ("people.invited", lead.user.actor, invited.subject, invited.hash, "role:member", "future.thing"):
        assert code in text


@pytest.mark.django_db
def test_a_page_costs_the_same_queries_however_many_entries(person: Person) -> None:
    client, auditor = person(Role.AUDITOR)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/en/desk/journal/").status_code == 200
        return len(seen)

    note(now=NOW, actor=auditor.user.actor, action="people.joined", subject=auditor.user.actor, centre=auditor.tenant)
    before = queries()
    for number in range(30):
        other = person(Role.LEAD, name=f"n{number}")[1] if number < 3 else auditor
        note(now=NOW, actor=other.user.actor, action="people.left", subject=other.user.actor, centre=auditor.tenant)
    assert queries() == before
