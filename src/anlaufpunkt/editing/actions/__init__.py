"""Verbs of editing."""

from anlaufpunkt.editing.actions.drafts import begin, change, fill_in, move, publish
from anlaufpunkt.editing.actions.services import another_place, ask_every, cancel_date, close, copy, hold_date, restore, set_state

__all__ = [
    "another_place", "ask_every", "begin", "cancel_date", "change", "close", "copy", "fill_in", "hold_date", "move", "publish",
    "restore", "set_state",
]  # fmt: skip
