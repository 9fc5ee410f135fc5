"""From draft to the end: which state an offer is in at the desk, which moves there are, and who may make them. All as data."""

from enum import StrEnum

from anlaufpunkt.network.domain.roles import Role


class State(StrEnum):
    DRAFT = "draft"
    HANDED_IN = "handed-in"
    RETURNED = "returned"  # somebody who checks has asked for something
    PUBLISHED = "published"
    CLOSED = "closed"  # for some time; readers see it and that it is closed
    SUSPENDED = "suspended"  # readers do not see it
    ENDED = "ended"


class Move(StrEnum):
    HAND_IN = "hand-in"
    TAKE_BACK = "take-back"
    SEND_BACK = "send-back"
    PUBLISH = "publish"
    DISCARD = "discard"
    EDIT = "edit"
    CANCEL_DATE = "cancel-date"
    HOLD_DATE = "hold-date"  # a cancelled one takes place after all
    CLOSE = "close"
    REOPEN = "reopen"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"


_OURS = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})
_DECIDE = frozenset({Role.LEAD, Role.COORDINATOR})
_D, _H, _R, _P, _C, _S, _E = State
# (from, move) → (to, roles). What is not listed is refused.
MOVES: dict[tuple[State, Move], tuple[State, frozenset[Role]]] = {
    (_D, Move.HAND_IN): (_H, frozenset({Role.MEMBER, Role.LEAD})),
    (_R, Move.HAND_IN): (_H, frozenset({Role.MEMBER, Role.LEAD})),
    (_H, Move.TAKE_BACK): (_D, frozenset({Role.MEMBER, Role.LEAD})),
    (_H, Move.SEND_BACK): (_R, _DECIDE),
    **{(s, Move.PUBLISH): (_P, _DECIDE) for s in (_D, _H, _R)},
    **{(s, Move.DISCARD): (_E, _OURS) for s in (_D, _R)},
    **{(s, Move.EDIT): (s, _OURS) for s in (_D, _R, _P, _C, _S, _E)},
    **{(s, move): (s, _OURS) for s in (_P, _C) for move in (Move.CANCEL_DATE, Move.HOLD_DATE)},
    (_P, Move.CLOSE): (_C, _OURS),
    (_C, Move.REOPEN): (_P, _OURS),
    **{(s, Move.SUSPEND): (_S, _DECIDE) for s in (_P, _C)},
    **{(s, Move.RESUME): (_P, _DECIDE) for s in (_S, _E)},
    **{(s, Move.END): (_E, _DECIDE) for s in (_P, _C, _S)},
}
# A lead decides these alone only where the centre trusts the organisation; else its coordinator does.
NEEDS_TRUST = frozenset({Move.PUBLISH, Move.SEND_BACK, Move.RESUME})
STATUS: dict[str, State] = {  # HSDS status → state
    "active": State.PUBLISHED, "temporarily closed": State.CLOSED, "inactive": State.SUSPENDED, "defunct": State.ENDED,
}  # fmt: skip
HSDS = {state: status for status, state in STATUS.items()}


def may(move: Move, state: State, role: Role, *, trusted: bool) -> bool:
    _to, roles = MOVES.get((state, move), (state, frozenset()))
    return role in roles and (trusted or role == Role.COORDINATOR or move not in NEEDS_TRUST)


def moves(state: State, role: Role, *, trusted: bool) -> list[Move]:
    """What somebody may do with it now."""
    return [move for move in Move if may(move, state, role, trusted=trusted)]
