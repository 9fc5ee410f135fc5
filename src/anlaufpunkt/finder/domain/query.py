"""What is searched for, as a value without the question's words in it (save for the text match)."""

from dataclasses import dataclass, field

from anlaufpunkt.needs.domain.facets import Facets
from anlaufpunkt.needs.domain.taxonomy import AT_RISK
from anlaufpunkt.needs.domain.understanding import LIKELY, NeedFound, Understanding
from anlaufpunkt.network.domain.places import Place

Named = tuple[str, frozenset[str]]
FAINT = 0.15  # needs this much weaker than the best one are not searched for


@dataclass(frozen=True, slots=True)
class Query:
    """`needs` maps id → weight 0 … 1; `words` are folded tokens that may be a name; `reader` is the interface language.

    `named` are words of public offers' own texts that the question says, each with all forms in which offers write it.
    """

    needs: dict[str, float]
    words: tuple[str, ...] = ()
    facets: Facets = field(default_factory=Facets)
    place: Place | None = None
    reader: str = "de"
    named: tuple[Named, ...] = ()


def from_understanding(understood: Understanding, *, place: Place | None, reader: str) -> Query:
    top = understood.needs[0].weight if understood.needs else 0.0
    needs = {found.need: found.weight for found in understood.needs if found.weight >= FAINT * top and _meant(found, understood)}
    words = tuple(w for run in understood.unmatched for w in run.split()) if needs else understood.words
    return Query(needs, words, understood.facets, understood.place or place, reader)


def _meant(found: NeedFound, understood: Understanding) -> bool:
    """A faint trace of danger in a harmless question would frighten: then it is neither searched for nor offered."""
    return found.need not in AT_RISK or found.weight >= LIKELY or understood.urgent
