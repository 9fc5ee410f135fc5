"""Reads of the finder: answers, cards, words."""

from anlaufpunkt.finder.selectors.cards import Card, card
from anlaufpunkt.finder.selectors.search import Answer, answer, index_reader, offer
from anlaufpunkt.finder.selectors.trial import Standing, standing

__all__ = ["Answer", "Card", "Standing", "answer", "card", "index_reader", "offer", "standing"]
