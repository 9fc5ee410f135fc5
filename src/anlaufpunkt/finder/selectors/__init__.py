"""Reads of the finder: answers, cards, words."""

from anlaufpunkt.finder.selectors.cards import Card, card, coming
from anlaufpunkt.finder.selectors.search import Answer, answer, index_reader, offer
from anlaufpunkt.finder.selectors.trial import Standing, standing

__all__ = ["Answer", "Card", "Standing", "answer", "card", "coming", "index_reader", "offer", "standing"]
