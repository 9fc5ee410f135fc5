"""The address of an answer: need ids, place, facets, and codes for words of public offers; never the asker's words."""

from urllib.parse import urlencode

from django.http import Http404, QueryDict

from anlaufpunkt.finder.domain.own_words import CARRIED, code
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.selectors import named_by
from anlaufpunkt.needs.domain.facets import MAX_MONTHS, PARTS, Facets
from anlaufpunkt.needs.domain.taxonomy import SENSITIVE
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import place as place_of
from anlaufpunkt.terms.domain.languages import SPOKEN
from anlaufpunkt.terms.domain.refusal import Refused

_ALSO = 3  # further needs that an address may carry


def place_or_404(slug: str) -> Place | None:
    """The place of an address, None where it names none; raises Http404 for a place nobody knows."""
    found = place_of(slug) if slug else None
    if slug and found is None:
        raise Http404
    return found


def of(query: Query, *, unsure: bool = False) -> str:
    """The address of a query's answer; with `unsure` its page asks back."""
    first, *rest = query.needs
    more = [need for need in rest if need not in SENSITIVE]
    place = f"/{query.place.slug}" if query.place else ""
    params = facet_params(query.facets)
    if more:
        params["also"] = ",".join(more[:_ALSO])
    if query.named and first not in SENSITIVE:
        params["own"] = ",".join(code(word) for word, _ in query.named)
    if unsure and more:
        params["unsure"] = "1"
    return f"/{query.reader}{place}/need/{first}/" + (f"?{urlencode(params)}" if params else "")


def facet_params(facets: Facets) -> dict[str, str]:
    params = {
        "age": "" if facets.age_months is None else f"{facets.age_months}m",
        "pregnant": "1" if facets.pregnant else "",
        "women": "1" if facets.women_only else "",
        "childcare": "1" if facets.childcare else "",
        "spoken": ",".join(facets.languages),
        "part": facets.part_of_day,
        "day": ",".join(map(str, facets.weekdays)),
    }
    return {key: value for key, value in params.items() if value}


def facets_of(params: QueryDict) -> Facets:
    """The facets of an address; raises Refused where one makes no sense."""
    return Facets(
        age_months=_age(params.get("age", "")),
        pregnant=params.get("pregnant") == "1",
        women_only=params.get("women") == "1",
        childcare=params.get("childcare") == "1",
        languages=tuple(tag for tag in params.get("spoken", "").split(",")[:5] if tag in SPOKEN),
        part_of_day=params.get("part", "") if params.get("part") in PARTS else "",
        weekdays=tuple(sorted({int(day) for day in params.get("day", "")[:20].split(",") if day in tuple("1234567")})),
    )


def _age(text: str) -> int | None:
    """ "6m" or "3y"."""
    if not text:
        return None
    number, unit = text[:-1], text[-1]
    if unit not in "my" or not (number.isascii() and number.isdecimal()) or len(number) > 4:
        raise Refused("age_not_understood", age=text[:20])
    months = int(number) * (12 if unit == "y" else 1)
    if months > MAX_MONTHS:
        raise Refused("age_not_understood", age=text[:20])
    return months


def query_of(*, need: str, place: Place | None, params: QueryDict, reader: str, known: frozenset[str]) -> Query:
    also = [n for n in params.get("also", "").split(",")[:_ALSO] if n in known and n != need]
    weaker = (0.9, 0.8, 0.7) if params.get("unsure") == "1" else (0.35, 0.25, 0.15)
    needs = {need: 1.0, **dict(zip(also, weaker, strict=False))}
    codes = [] if need in SENSITIVE else [code for code in params.get("own", "").split(",")[:CARRIED] if code.isalnum()]
    return Query(needs, (), facets_of(params), place, reader, named_by(codes) if codes else ())
