"""A draft as its readers will see it, what differs from now, and which questions find it."""

from datetime import datetime

from django.utils.translation import override

from anlaufpunkt.directory.domain.offer import Offer, from_json, to_json
from anlaufpunkt.directory.domain.versions import Change, Facts, compare
from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import judge
from anlaufpunkt.finder.selectors import Card, card
from anlaufpunkt.needs.selectors import thesaurus_words


def offer_of(draft: Draft) -> Offer:
    """The public value, also of a draft that is not complete yet."""
    facts: Facts = {"needs": [], "texts": {}, "language": "de", **draft.offer}
    facts["texts"] = {facts["language"]: {"name": "…"}, **facts["texts"]}
    whole = facts | {
        "id": str(draft.service_id or draft.id), "organization": draft.organization.name,
        "is_example": draft.organization.is_example,
    }  # fmt: skip
    return from_json(whole).public()


def as_readers_see(offer: Offer, *, language: str, now: datetime) -> Card:
    with override(language):
        return card(judge(Query({}, reader=language), offer, now), language)


def differences(draft: Draft) -> list[Change]:
    """Against what readers see now; nothing for a new offer."""
    if draft.service_id is None:
        return []
    service = Service.objects.whole().get(pk=draft.service_id)
    return compare(to_json(offer_inside(service)), draft.offer)


def phrases(offer: Offer, language: str, each: int = 6) -> list[str]:
    """Words that people type who look for what this offer helps with."""
    return [phrase for need in offer.needs for phrase in thesaurus_words(need, language)[:each]]
