"""Reads of editing."""

from anlaufpunkt.editing.selectors.dates import dates
from anlaufpunkt.editing.selectors.form import locate, suggested
from anlaufpunkt.editing.selectors.lists import Row, drafts, handed_in, history, rows, services
from anlaufpunkt.editing.selectors.preview import as_readers_see, beside, offer_of, phrases

__all__ = [
    "Row", "as_readers_see", "beside", "dates", "drafts", "handed_in", "history", "locate", "offer_of", "phrases", "rows",
    "services", "suggested",
]  # fmt: skip
