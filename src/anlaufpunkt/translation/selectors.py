"""Reads of the translation desk: what is to be done, one text with everything beside it, and the memory."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, Q, QuerySet, Value, When

from anlaufpunkt.directory.domain.offer import Text, from_json
from anlaufpunkt.directory.models import Revision, Service, ServiceText
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.translation.domain.memory import Segment as Found
from anlaufpunkt.translation.domain.memory import bounds, fill, look_up
from anlaufpunkt.translation.domain.segments import bare, sentences
from anlaufpunkt.translation.domain.state import ORIGINS, State
from anlaufpunkt.translation.models import Segment, key_of

MOST_NEAR = 4000  # sentences of about the same length that are compared word by word


def _seen(membership: Membership) -> QuerySet[Service]:
    return Service.objects.visible_to(membership).exclude(status="defunct")


def standing(membership: Membership, language: str) -> QuerySet[Any]:
    """The services whose text in this language somebody could work on, with `state`, as `domain.state.state_of` says it."""
    target = FilteredRelation("texts", condition=Q(texts__language=language))
    state = Case(
        When(target__id=None, then=Value(State.MISSING.value)),
        When(target__stale=True, then=Value(State.STALE.value)),
        When(target__origin="machine", then=Value(State.MACHINE.value)),
        When(target__origin="reviewed", then=Value(State.REVIEWED.value)),
        default=Value(State.HUMAN.value),
    )
    return _seen(membership).exclude(language=language).annotate(target=target).annotate(state=state).order_by("id")


def listed(work: QuerySet[Any], start: int, end: int) -> list[Service]:
    """One page of a list, with the name of the original as `called`."""
    ids = list(work.values_list("id", flat=True)[start:end])
    written = FilteredRelation("texts", condition=Q(texts__language=F("language")))
    found = Service.objects.filter(id__in=ids).select_related("organization").annotate(written=written)
    return list(found.annotate(called=F("written__name")).order_by("id"))


def counts(membership: Membership, language: str = "") -> dict[str, dict[State, int]]:
    """For every language, or one, how many services stand how far in it. Two queries."""
    sources = Counter(dict(_seen(membership).order_by().values_list("language").annotate(services=Count("id"))))
    texts = ServiceText.objects.filter(service__in=_seen(membership)).exclude(language=F("service__language"))
    found = (texts.filter(language=language) if language else texts).values_list("language", "stale", "origin")
    numbers: Counter[tuple[str, State]] = Counter()
    for code, stale, origin, services in found.annotate(services=Count("id")).order_by():
        numbers[code, State.STALE if stale else ORIGINS.get(origin, State.HUMAN)] += services
    table = {}
    for code in [language] if language else LANGUAGES:
        states = {state: numbers[code, state] for state in State}
        states[State.MISSING] = sources.total() - sources[code] - sum(states.values())
        table[code] = states
    return table


def neighbours(work: QuerySet[Any], service: uuid.UUID) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """Those before and behind a service in a list; the service itself need not be in it any more."""
    ids = work.values_list("id", flat=True)
    return ids.filter(id__lt=service).order_by("-id").first(), ids.filter(id__gt=service).first()


def service_seen(membership: Membership, service: uuid.UUID) -> Service | None:
    return Service.objects.visible_to(membership).whole().filter(id=service).first()


def source_behind(service: Service, made_from: str) -> Text | None:
    """The source text that a translation was made from, out of the service's history."""
    for facts in Revision.objects.filter(service=service).values_list("offer", flat=True).iterator(chunk_size=20):
        offer = from_json(facts)
        if (source := offer.texts[offer.language]).digest == made_from:
            return source
    return None


def text_at(service: Service, revision: int, language: str) -> Text | None:
    """The text as somebody saw it who had this revision before them."""
    facts = Revision.objects.filter(service=service, number=revision).values_list("offer", flat=True).first()
    return from_json(facts).texts.get(language) if facts else None


def writer_of(service: Service, language: str) -> str:
    """The actor of the newest revision that changed the wording; empty where nobody knows."""
    writer, present = "", None
    history = Revision.objects.filter(service=service).values_list("offer", "actor").iterator(chunk_size=20)
    for facts, actor in history:
        text = facts["texts"].get(language, {})
        wording = (text.get("name"), text.get("description"), text.get("made_from"), text.get("origin") == "machine")
        if present not in (None, wording):
            break
        writer, present = actor, wording
    return writer


@dataclass(frozen=True, slots=True)
class Help:
    """What the memory has for a name and for the sentences of a description; `whole` for the description as one."""

    name: Found
    sentences: tuple[Found, ...]
    whole: Found | None

    @property
    def some(self) -> bool:
        """Whether there is anything to offer."""
        return any(one.matches for one in (self.name, *self.sentences, self.whole) if one)

    def filled(self, source: Text) -> Text:
        """A text to begin with: what is known word for word, with gaps where a sentence is not."""
        name = self.name.exact.known.target if self.name.exact else ""
        if self.whole and self.whole.exact:
            return Text(name, self.whole.exact.known.target)
        return Text(name, fill(source.description, self.sentences))


def memory_for(source: Text, source_language: str, language: str) -> Help:
    """Two queries, however long the text is."""
    asked = sentences(source.description)
    every = [bare(source.name), *asked, bare(source.description)]
    memory = Segment.objects.public().filter(language=language, source_language=source_language)
    sizes = Q()
    for words in {len(tokens(one)) for one in every} - {0}:
        sizes |= Q(size__range=bounds(words))
    rows = list(memory.filter(key__in={key_of(one) for one in every}))
    rows += memory.filter(sizes)[:MOST_NEAR] if sizes else []
    unlike = {row.pk: row for row in rows}.values()
    uses = Counter((row.source, row.target) for row in unlike)
    known = [row.known(uses[row.source, row.target]) for row in unlike]
    return Help(
        look_up(every[0], known),
        tuple(look_up(one, known) for one in asked),
        look_up(every[-1], known) if len(asked) > 1 else None,
    )


def segment(language: str, number: int) -> str | None:
    """The translation somebody has chosen from the memory."""
    return Segment.objects.public().filter(language=language, pk=number).values_list("target", flat=True).first()
