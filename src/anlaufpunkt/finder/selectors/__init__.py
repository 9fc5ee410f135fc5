"""Reads of the finder: answers, cards, words."""

from anlaufpunkt.finder.selectors.cards import Card, card, coming, not_on
from anlaufpunkt.finder.selectors.named import asked, named_by
from anlaufpunkt.finder.selectors.reader import index_reader
from anlaufpunkt.finder.selectors.search import Answer, answer, offer
from anlaufpunkt.finder.selectors.trial import Standing, standing

__all__ = [
    "Answer", "Card", "Standing", "answer", "asked", "card", "coming", "index_reader", "named_by", "not_on", "offer", "standing",
]  # fmt: skip
