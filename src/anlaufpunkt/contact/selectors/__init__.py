"""Reads of first contact."""

from anlaufpunkt.contact.selectors.inbox import Found, View, counts, inbox
from anlaufpunkt.contact.selectors.people import addresses_of, colleagues, keys_are_lost, side_of
from anlaufpunkt.contact.selectors.threads import Turn, contact_of, link_behind, thread

__all__ = [
    "Found", "Turn", "View", "addresses_of", "colleagues", "contact_of", "counts", "inbox", "keys_are_lost",
    "link_behind", "side_of", "thread",
]  # fmt: skip
