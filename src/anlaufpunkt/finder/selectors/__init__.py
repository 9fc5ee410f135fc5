"""Reads of the finder: answers, cards, words."""

from anlaufpunkt.finder.selectors.cards import Card, card
from anlaufpunkt.finder.selectors.search import Answer, answer, index_reader, offer

__all__ = ["Answer", "Card", "answer", "card", "index_reader", "offer"]
