"""Verbs of first contact, and the only writers."""

from anlaufpunkt.contact.actions.asking import Wish, send_inquiry
from anlaufpunkt.contact.actions.erasing import erase, erase_rows, forget
from anlaufpunkt.contact.actions.handling import (
    answer,
    claim,
    close,
    correct_needs,
    hand_over,
    look,
    note_down,
    release,
    remind_late,
    take_over,
)
from anlaufpunkt.contact.actions.person import open_door, renew_link, set_contact, write

__all__ = [
    "Wish", "answer", "claim", "close", "correct_needs", "erase", "erase_rows", "forget", "hand_over", "look", "note_down",
    "open_door", "release", "remind_late", "renew_link", "send_inquiry", "set_contact", "take_over", "write",
]  # fmt: skip
