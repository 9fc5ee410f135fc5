"""Where an offer would stand among the answers to a question: for those who write it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.adapters.index import IndexMissing
from anlaufpunkt.finder.domain.ranking import rank
from anlaufpunkt.finder.domain.reasons import Why
from anlaufpunkt.finder.selectors.named import asked
from anlaufpunkt.finder.selectors.reader import index_reader
from anlaufpunkt.finder.selectors.search import answers
from anlaufpunkt.needs.selectors import understood
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import place


@dataclass(frozen=True, slots=True)
class Standing:
    """`position` counts from one; None: it is not among the answers. `needs` are what the question was understood as."""

    position: int | None
    among: int
    needs: tuple[str, ...]
    own_words: str = ""  # of its text, that the question says and few others write


def standing(question: str, offer: Offer, *, language: str, centre: Centre | None, now: datetime) -> Standing:
    """As a reader of this language asks it in the centre's town, if the question names no other place."""
    meant = understood(question, language=language, today=timezone.localdate(now))
    query = asked(meant, place=place(centre.slug) if centre else None, reader=language, draft=offer)
    try:
        others = [o for o in index_reader().candidates(query) if o.id != offer.id]
    except IndexMissing:
        others = []
    ranked = [r for r in rank(query, [*others, offer], now) if answers(r, query)]
    position = next((at for at, r in enumerate(ranked, start=1) if r.offer.id == offer.id), None)
    said = (str(reason.value) for r in ranked if r.offer.id == offer.id for reason in r.reasons if reason.why == Why.OWN)
    return Standing(position, len(ranked), tuple(query.needs), "".join(said))
