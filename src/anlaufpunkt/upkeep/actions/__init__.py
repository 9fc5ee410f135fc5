"""Verbs of the room."""

from anlaufpunkt.upkeep.actions.answers import answer, answer_all, renew, say, stop
from anlaufpunkt.upkeep.actions.calls import claim, note_call, release
from anlaufpunkt.upkeep.actions.reports import settle
from anlaufpunkt.upkeep.actions.reviews import review_organization
from anlaufpunkt.upkeep.actions.shares import count_shares

__all__ = [
    "answer", "answer_all", "claim", "count_shares", "note_call", "release", "renew", "review_organization", "say", "settle",
    "stop",
]  # fmt: skip
