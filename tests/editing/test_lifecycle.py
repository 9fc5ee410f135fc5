"""From draft to the end: nothing but the listed moves, by nobody but the listed roles."""

import pytest

from anlaufpunkt.editing.domain.lifecycle import HSDS, MOVES, Move, State, may, moves
from anlaufpunkt.network.domain.roles import Role

TRUSTED_ONLY_FOR_LEADS = {Move.PUBLISH, Move.SEND_BACK, Move.RESUME}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_pair_that_is_not_listed_is_refused(state: State, move: Move) -> None:
    for role in Role:
        for trusted in (True, False):
            listed = (state, move) in MOVES and role in MOVES[state, move][1]
            if role == Role.LEAD and move in TRUSTED_ONLY_FOR_LEADS:
                listed = listed and trusted
            assert may(move, state, role, trusted=trusted) == listed


def test_what_matters_most_in_words() -> None:
    assert not may(Move.PUBLISH, State.DRAFT, Role.MEMBER, trusted=True)
    assert not may(Move.PUBLISH, State.DRAFT, Role.LEAD, trusted=False)
    assert may(Move.PUBLISH, State.DRAFT, Role.LEAD, trusted=True)
    assert may(Move.PUBLISH, State.HANDED_IN, Role.COORDINATOR, trusted=False)
    assert may(Move.CLOSE, State.PUBLISHED, Role.MEMBER, trusted=False)
    for role in (Role.AUDITOR, Role.OPERATOR):
        assert not any(moves(state, role, trusted=True) for state in State)


def test_every_published_state_has_its_word_in_the_directory() -> None:
    reached = {to for (_state, move), (to, _roles) in MOVES.items() if move not in (Move.HAND_IN, Move.TAKE_BACK, Move.SEND_BACK)}
    assert reached - {State.DRAFT, State.RETURNED} == set(HSDS)


def test_nothing_is_a_dead_end() -> None:
    for state in State:
        assert any(may(move, state, Role.COORDINATOR, trusted=False) for move in Move)
