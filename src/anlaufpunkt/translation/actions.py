"""Verbs of the translation desk. A text is written through `directory.actions.put_service`, which keeps revision and journal."""

import uuid
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Offer, Text
from anlaufpunkt.directory.domain.versions import merge
from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.domain.memory import GAP, pairs
from anlaufpunkt.translation.domain.state import State, state_of
from anlaufpunkt.translation.models import LONGEST, Segment
from anlaufpunkt.translation.selectors import source_behind, text_at, writer_of


@transaction.atomic
def save_text(
    *,
    membership: Membership,
    service: uuid.UUID,
    language: str,
    name: str,
    description: str,
    made_from: str,
    base: int,
    now: datetime,
) -> None:
    """A translation by a person. `made_from` is the digest of the source they saw, `base` the revision.

    Where the source has changed meanwhile the text is kept and stays stale. Where somebody else has written this text meanwhile,
    what only one of the two has changed is taken from each; where both changed the same it is refused: changed_meanwhile.
    """
    held, offer = _held(membership, service, language)
    present = offer.texts.get(language)
    mine = Text(name.strip(), description.strip(), "human", made_from[:16])
    if not mine.name:
        raise Refused("no_name", id=offer.id)
    if GAP in mine.name + mine.description:
        raise Refused("gap_left")
    if held.revision != base and present is not None:
        mine = _merged(text_at(held, base, language), mine, present, offer)
    if present is not None and present.origin != "machine" and _wording(present) == _wording(mine):
        return  # nothing was changed: a review stays valid
    changed = _put(held, offer, language, mine, by=membership, cause="translated", now=now)
    _remember(held, changed, language)


def _held(membership: Membership, service: uuid.UUID, language: str) -> tuple[Service, Offer]:
    """The service and its facts, locked against others until the change is written."""
    seen = Service.objects.visible_to(membership)
    if not seen.select_for_update().filter(id=service).exists():
        raise Refused("not_yours")
    held = seen.whole().get(id=service)
    if language not in LANGUAGES or language == held.language:
        raise Refused("unknown_language", language=language)
    return held, offer_inside(held)


def _put(held: Service, offer: Offer, language: str, text: Text, *, by: Membership, cause: str, now: datetime) -> Offer:
    changed = replace(offer, texts={**offer.texts, language: text})
    put_service(
        offer=changed, organization=held.organization, now=now, actor=by.user.actor, cause=cause, base=held.revision
    )  # fmt: skip
    return changed


def _wording(text: Text) -> tuple[str, str, str]:
    return text.name, text.description, text.made_from


def _merged(seen: Text | None, mine: Text, theirs: Text, offer: Offer) -> Text:
    """Three-way by name and description. With two sources behind it the text counts as made from the older one."""
    before, own, other = ({"name": text.name, "description": text.description} if text else {} for text in (seen, mine, theirs))
    result = merge(before, own, other)
    if result.conflicts:
        raise Refused("changed_meanwhile")
    newest = offer.texts[offer.language].digest
    behind = mine.made_from if theirs.made_from == newest or own == result.facts else theirs.made_from
    return Text(result.facts["name"], result.facts.get("description", ""), "human", behind)


@transaction.atomic
def review_text(*, membership: Membership, service: uuid.UUID, language: str, seen: str, now: datetime) -> None:
    """A second person vouches for a translation; `seen` is the digest of the text they have read."""
    held, offer = _held(membership, service, language)
    text = offer.texts.get(language)
    if text is None or text.digest != seen:
        raise Refused("changed_meanwhile")
    state = state_of(offer, language)
    if state == State.REVIEWED:
        return
    if state == State.STALE:
        raise Refused("text_is_stale")
    actor = membership.user.actor
    if text.origin != "machine" and writer_of(held, language) == actor:
        raise Refused("own_text")
    source = offer.texts[offer.language].digest
    reviewed = replace(text, origin="reviewed", reviewed_by=actor, made_from=source)
    changed = _put(held, offer, language, reviewed, by=membership, cause="reviewed", now=now)
    _remember(held, changed, language)


@transaction.atomic
def keep_machine_text(*, membership: Membership, service: uuid.UUID, language: str, text: Text, now: datetime) -> None:
    """What a machine has made of the public source; never in the place of what a person wrote."""
    held, offer = _held(membership, service, language)
    present = offer.texts.get(language)
    if present is not None and present.origin != "machine":
        raise Refused("a_person_wrote_it")
    by_machine = replace(text, origin="machine", reviewed_by="")
    _put(held, offer, language, by_machine, by=membership, cause="machine", now=now)


def _remember(service: Service, offer: Offer, language: str) -> None:
    """The sentences of this text take the place of those remembered from it before. Only what readers see is remembered."""
    Segment.objects.filter(service=service, language=language).delete()
    text = offer.texts[language]
    source = offer.texts[offer.language]
    if source.digest != text.made_from:
        source = source_behind(service, text.made_from) or Text("")
    if not source.name or not Service.objects.public().filter(pk=service.pk).exists():
        return
    both = [(source.name, text.name), *pairs(source.description, text.description)]
    Segment.objects.bulk_create(
        Segment.of(service, (offer.language, language), ours, theirs)
        for ours, theirs in both
        if ours and theirs and len(ours) <= LONGEST and len(theirs) <= LONGEST
    )
