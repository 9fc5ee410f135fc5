"""Verbs of editing."""

from anlaufpunkt.editing.actions.drafts import begin, change, move, publish, save
from anlaufpunkt.editing.actions.services import another_place, cancel_date, close, copy, restore, set_state

__all__ = ["another_place", "begin", "cancel_date", "change", "close", "copy", "move", "publish", "restore", "save", "set_state"]
