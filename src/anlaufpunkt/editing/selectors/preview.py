"""A draft as its readers will see it, what differs from now, and which questions find it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from anlaufpunkt.directory.domain.offer import Offer, from_json, to_json
from anlaufpunkt.directory.domain.versions import Change, Facts, Merged, compare, merge
from anlaufpunkt.directory.models import Revision, Service
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


@dataclass(frozen=True, slots=True)
class Beside:
    """A draft beside the published service as it is now: merged with it, and what differs from it (nothing for a new offer)."""

    merged: Merged
    changes: list[Change]


def beside(draft: Draft) -> Beside:
    if draft.service_id is None:
        return Beside(Merged(draft.offer), [])
    service = Service.objects.whole().get(pk=draft.service_id)
    present = to_json(offer_inside(service))
    merged = Merged(draft.offer)
    if service.revision != draft.base:
        merged = merge(Revision.objects.get(service=service, number=draft.base).offer, draft.offer, present)
    return Beside(merged, compare(present, draft.offer))


def phrases(offer: Offer, language: str, each: int = 6) -> list[str]:
    """Words that people type who look for what this offer helps with."""
    return [phrase for need in offer.needs for phrase in thesaurus_words(need, language)[:each]]
