"""The table of moves: what is not listed is refused, and what holds after every walk through it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.contact.domain.inquiry import MOVES, Side, Standing, State, Verb, after, first, moves
from anlaufpunkt.terms.domain.refusal import Refused

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
N, O, W, C = State.NEW, State.OPEN, State.WAITING, State.CLOSED  # noqa: E741
# Written down a second time by hand: state and side, and the verbs that somebody there has.
ALLOWED = {
    (N, Side.DESK): {"claim"}, (N, Side.HOLDER): {"claim"}, (N, Side.PERSON): {"write"},
    (O, Side.DESK): {"take-over"}, (O, Side.HOLDER): {"hand-over", "release", "answer", "close"}, (O, Side.PERSON): {"write"},
    (W, Side.DESK): {"take-over"}, (W, Side.HOLDER): {"hand-over", "release", "answer", "close"}, (W, Side.PERSON): {"write"},
    (C, Side.DESK): set(), (C, Side.HOLDER): set(), (C, Side.PERSON): {"write"},
}  # fmt: skip


def standing(state: State, *, urgent: bool = False) -> Standing:
    return Standing(state, "" if state is N else "anna", None if state is C else NOW, urgent)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("verb", Verb)
def test_only_what_is_listed_is_allowed(state: State, side: Side, verb: Verb) -> None:
    there = standing(state)
    if verb.value in ALLOWED[state, side]:
        assert after(there, verb, side, now=NOW, to_whom="bela").state is MOVES[state, verb][0]
        assert verb in moves(there, side)
    else:
        with pytest.raises(Refused, match="not_allowed_now"):
            after(there, verb, side, now=NOW, to_whom="bela")
        assert verb not in moves(there, side)


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[Standing, Verb, Side, Standing, datetime]]:
    """From the first moment through allowed moves, as each side would make them."""
    now = NOW + timedelta(minutes=draw(st.integers(0, 60 * 24 * 14)))
    there, steps = first(urgent=draw(st.booleans()), now=now), []
    for _ in range(draw(st.integers(1, 25))):
        side = draw(st.sampled_from([Side.PERSON, Side.DESK] if there.state is N else list(Side)))
        may = sorted(moves(there, side))
        if not may:
            continue
        verb, now = draw(st.sampled_from(may)), now + timedelta(minutes=draw(st.integers(0, 60 * 24 * 20)))
        then = after(there, verb, side, now=now, to_whom=draw(st.sampled_from(["anna", "bela"])))
        steps.append((there, verb, side, then, now))
        there = then
    return steps


@given(walks())
def test_what_holds_at_every_moment(steps: list[tuple[Standing, Verb, Side, Standing, datetime]]) -> None:
    for before, verb, _side, then, now in steps:
        assert (then.due is None) == (then.state is C), "open means due"
        assert bool(then.holder) or then.state in (N, C), "somebody holds what is being worked on"
        assert then.state is not N or not then.holder, "nobody holds what is new"
        if verb in (Verb.CLAIM, Verb.HAND_OVER, Verb.TAKE_OVER):
            assert then.holder in ("anna", "bela")
        if verb is Verb.WRITE:
            assert then.state in (N, O), "who writes waits for an answer"
        if verb is Verb.ANSWER:
            assert then.state is W
            assert then.due is not None
            assert then.due > now
        if before.state in (N, O) and verb not in (Verb.ANSWER, Verb.CLOSE):
            assert then.due == before.due, "nobody gains time by passing it on, and nobody loses it by writing again"
        assert not then.urgent or before.urgent, "danger is found on arrival"


def test_urgent_is_due_in_half_an_hour_of_service() -> None:
    assert first(urgent=True, now=NOW).due == NOW + timedelta(minutes=30)
    assert first(urgent=False, now=NOW).due == datetime(2026, 11, 25, 15, tzinfo=UTC)


def test_passing_an_inquiry_on_keeps_it_urgent_and_an_answer_ends_it() -> None:
    there = first(urgent=True, now=NOW)
    for verb, side in (
        (Verb.CLAIM, Side.DESK),
        (Verb.HAND_OVER, Side.HOLDER),
        (Verb.RELEASE, Side.HOLDER),
        (Verb.CLAIM, Side.DESK),
    ):
        there = after(there, verb, side, now=NOW, to_whom="anna")
        assert there.urgent
    assert not after(there, Verb.ANSWER, Side.HOLDER, now=NOW).urgent


@pytest.mark.parametrize("state", State)
def test_danger_in_a_later_message_makes_any_inquiry_urgent(state: State) -> None:
    """Never later than it was due before."""
    soon = NOW + timedelta(minutes=30)
    for due in (NOW - timedelta(days=1), NOW + timedelta(days=9)):
        there = Standing(state, "" if state is N else "anna", None if state is C else due, urgent=False)
        then = after(there, Verb.WRITE, Side.PERSON, now=NOW, danger=True)
        assert then.urgent
        assert then.due == (min(due, soon) if state in (N, O) else soon)
