"""From a query to an answer that never is an empty page."""

import logging
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError

from anlaufpunkt.directory.domain.hotlines import Line
from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.directory.selectors import danger_lines, need_lines
from anlaufpunkt.directory.selectors import offer as offer_of
from anlaufpunkt.finder.adapters.index import IndexMissing
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import Ranked, rank
from anlaufpunkt.finder.domain.reasons import Why
from anlaufpunkt.finder.selectors.reader import index_reader
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, OF_DANGER, related
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import centres_of

_SERIOUS = AT_RISK | set(OF_DANGER.values())  # somebody in need must not dial an invented number
_SHOWN = 3  # words of offers that a page lists
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """`widened`: nothing was found near the place, these are from all of NRW. `broken`: the index cannot be read."""

    query: Query
    ranked: list[Ranked]
    widened: bool = False
    broken: bool = False
    related: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    centres: list[Centre] = field(default_factory=list)

    @property
    def own_words(self) -> list[str]:
        """The words of the question as the offers write them."""
        reasons = (reason for ranked in self.ranked for reason in ranked.reasons if reason.why == Why.OWN)
        return list(dict.fromkeys(word for reason in reasons for word in str(reason.value).split(", ")))[:_SHOWN]

    @property
    def unanswered(self) -> bool:
        return not self.ranked or self.widened


def offer(service_id: uuid.UUID) -> Offer | None:
    """The offer; as the index knows it while the database is locked or gone."""
    try:
        return offer_of(service_id)
    except DatabaseError:
        log.warning("the database cannot be read; an offer is shown from the index")
        return index_reader().offer(str(service_id))


def answer(*, query: Query, now: datetime, dangers: tuple[str, ...] = ()) -> Answer:
    """Ranked offers with reasons; widened to all of NRW where the place has none; lines for danger; the centre's contact."""
    centres = centres_of(query.place)
    best = next(iter(query.needs), "")
    lines = _lines(query, best, dangers, now)
    try:
        ranked, widened = _ranked(query, now, serious=bool(dangers) or bool(_SERIOUS & set(query.needs)))
    except IndexMissing:
        log.exception("the index cannot be read")
        return Answer(query, [], broken=True, related=related(best), lines=lines, centres=centres)
    return Answer(query, ranked, widened, related=related(best) if best else (), lines=lines, centres=centres)


def _ranked(query: Query, now: datetime, *, serious: bool) -> tuple[list[Ranked], bool]:
    found = _fitting(query, now, serious)
    if query.place is None or any(not (r.far or r.beside) for r in found):
        return found, False
    elsewhere = _fitting(replace(query, place=None), now, serious)
    all_over = {r.offer.id: r.offer for r in (*found, *elsewhere[:20])}
    return rank(query, all_over.values(), now), True


def _fitting(query: Query, now: datetime, serious: bool) -> list[Ranked]:
    ranked = rank(query, index_reader().candidates(query), now)
    hidden = serious or not settings.SHOW_EXAMPLES  # the index may still be the one with examples
    return [r for r in ranked if answers(r, query) and not (hidden and r.offer.is_example)]


def answers(ranked: Ranked, query: Query) -> bool:
    """Whether it answers a need, writes a telling word or has the asked name, and is neither for another age nor out of reach."""
    if any(reason.why in (Why.AGE, Why.PLACE) for reason in ranked.misfits):
        return False
    whys = {reason.why for reason in ranked.reasons}
    if Why.OWN in whys:
        return True
    if Why.NEED in whys:
        return max(query.needs.get(need, 0.0) for need in ranked.offer.needs) >= 0.05
    return any(reason.why == Why.WORDS and len(str(reason.value).split()) > 1 for reason in ranked.reasons)


def _lines(query: Query, need: str, dangers: tuple[str, ...], now: datetime) -> list[Line]:
    keys = query.place.centres if query.place else ()
    reader = query.reader.removesuffix("-simple")
    if dangers:
        return danger_lines(dangers=dangers, centres=keys, now=now, language=reader)
    return need_lines(need=need, centres=keys, now=now, language=reader) if need else []
