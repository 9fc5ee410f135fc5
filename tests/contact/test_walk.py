"""Any order of what people do, on the real database: one owner, one due time, no message lost, nobody sees what is not hers."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.inquiry import Outcome, State
from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.contact.selectors import link_behind, thread
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from tests.contact.scene import TEXT, ask
from tests.desk.people import NOW, Places
from tests.desk.people import Person as MakePerson

WHO = st.integers(0, 2)  # two of the place, one of another place


class Walk(RuleBasedStateMachine):
    places: Places
    people: list[Membership]

    @initialize(urgent=st.booleans())
    def asked(self, urgent: bool) -> None:
        self.now: datetime = NOW
        self.once = str(uuid.uuid4())
        self.inquiry, self.secret = ask(self.places[0], now=NOW, once=self.once, dangers=("violence",) if urgent else ())
        self.texts, self.stale = [TEXT], self._now_in_the_database()

    def _now_in_the_database(self) -> Inquiry:
        return Inquiry.objects.select_related("person", "holder").get(pk=self.inquiry.pk)

    def _later(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now

    def _try(self, verb: Any, who: int, *, old: bool, **facts: Any) -> bool:
        """True where it was done. What a screen shows may be old; then nothing may happen."""
        screen, before = self.stale if old else self._now_in_the_database(), self._now_in_the_database()
        said = ""
        try:
            verb(by=self.people[who], inquiry=screen, now=self._later(), **facts)
        except Refused as refused:
            said = refused.code
        if said:
            after = self._now_in_the_database()
            assert said in ("not_allowed_now", "changed_meanwhile", "not_yours", "not_a_colleague")
            assert after.standing() == before.standing(), "a refusal changes nothing"
            assert after.version == before.version
            return False
        assert who < 2, "another place can do nothing"
        assert screen.version == before.version, "nobody acts on what is no longer so"
        return True

    @rule()
    def somebody_opens_the_page(self) -> None:
        self.stale = self._now_in_the_database()

    @rule(who=WHO, old=st.booleans(), verb=st.sampled_from([actions.claim, actions.take_over, actions.release]))
    def moves(self, who: int, old: bool, verb: Any) -> None:
        done = self._try(verb, who, old=old)
        if done and verb is not actions.release:
            assert self._now_in_the_database().holder == self.people[who].user

    @rule(who=WHO, to=WHO, old=st.booleans())
    def hands_over(self, who: int, to: int, old: bool) -> None:
        if self._try(actions.hand_over, who, old=old, to=self.people[to].user):
            assert self._now_in_the_database().holder == self.people[to].user
            assert to < 2

    @rule(who=WHO, old=st.booleans())
    def answers(self, who: int, old: bool) -> None:
        text = f"Antwort {len(self.texts)}"
        if self._try(actions.answer, who, old=old, text=text, once=str(uuid.uuid4())):
            self.texts.append(text)

    @rule(who=WHO, old=st.booleans(), outcome=st.sampled_from(Outcome))
    def closes(self, who: int, old: bool, outcome: Outcome) -> None:
        self._try(actions.close, who, old=old, outcome=outcome)

    @rule(twice=st.booleans(), danger=st.booleans())
    def she_writes(self, twice: bool, danger: bool) -> None:
        text, once = f"Frage {len(self.texts)}", str(uuid.uuid4())
        self.texts.append(text)
        for _ in range(1 + twice):
            actions.write(inquiry=self.stale, text=text, once=once, dangers=("violence",) if danger else (), now=self._later())
        after = self._now_in_the_database()
        assert after.state in (State.NEW, State.OPEN)
        assert after.urgent or not danger

    @rule()
    def the_form_comes_again(self) -> None:
        again, secret = ask(self.places[0], now=self._later(), once=self.once)
        assert (again.pk, secret) == (self.inquiry.pk, self.secret)

    @rule()
    def time_passes_and_reminders_go_out(self) -> None:
        self.now += timedelta(days=9)
        actions.remind_late(now=self.now)
        assert actions.remind_late(now=self.now) == 0

    @rule()
    def the_night_forgets_nothing_too_early(self) -> None:
        assert actions.forget(now=min(self.now, NOW + timedelta(days=180))) == 0

    @invariant()
    def one_owner_one_due_time_and_every_word(self) -> None:
        if not hasattr(self, "inquiry"):
            return
        one = self._now_in_the_database()
        assert (one.due is None) == (one.state == State.CLOSED) == bool(one.closed) == bool(one.outcome)
        assert (one.holder is None) if one.state == State.NEW else one.holder in [p.user for p in self.people[:2]]
        assert [turn.text for turn in thread(one, inside=False)] == self.texts
        assert link_behind(self.secret) is not None


@pytest.mark.django_db
def test_whatever_they_do_nothing_is_lost(places: Places, person: MakePerson) -> None:
    Walk.places = places
    Walk.people = [person(Role.COORDINATOR, name=name, away=name == "away")[1] for name in ("Anna", "Bela", "away")]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Walk,
        settings=settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)),
    )
