"""The ranking: how well an offer answers a query, with the reasons. Pure and independent of the order of candidates.

Points are few and round on purpose, so that a coordinator can follow them (docs/rules/ranking.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from anlaufpunkt.directory.domain.eligibility import Audience, Cost
from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.domain import nearness
from anlaufpunkt.finder.domain.own_words import name_words, own_words
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.reasons import Reason, Sheet, Why
from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.terms.domain.schedule import DAYS, Occurrence, called_off, next_date, next_dates, open_at

NEED = 10.0  # for a need that the asker surely has and the offer mainly answers
SECOND = 0.75  # an offer's other needs count less than its main one
NEXT = 4  # dates that a page names
FRESH_DAYS, YEAR_DAYS = 90, 365
OWN, OWN_NAME, ALL_OWN = 1.5, 2.5, 6.0  # a word of the question in the text, in the name; at most
UNCONFIRMED = 3.0  # somebody was asked several times whether the offer is still right, and nobody answered


@dataclass(frozen=True, slots=True)
class Ranked:
    offer: Offer
    score: float
    reasons: tuple[Reason, ...]
    misfits: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    km: float | None = None
    far: bool = False  # comes after all that is near
    beside: bool = False  # answers none of the needs that were understood: comes after those that do
    upcoming: Occurrence | None = None
    called_off: tuple[date, ...] = ()  # among the next dates


def rank(query: Query, candidates: Iterable[Offer], now: datetime) -> list[Ranked]:
    """Best first, what is near before what is far; what is over is left out. Equal scores go by name and id."""
    ranked = [judge(query, offer, now) for offer in candidates if not over(offer, now)]
    return sorted(ranked, key=lambda r: (r.far, r.beside, -round(r.score, 6), r.offer.text("de")[1].name, r.offer.id))


def over(offer: Offer, now: datetime) -> bool:
    """Every date it ever had lies in the past."""
    ends = [rule.until for rule in offer.rules]
    return bool(ends) and all(end is not None and end < now.date() for end in ends)


def judge(query: Query, offer: Offer, now: datetime) -> Ranked:
    sheet = Sheet()
    _need(sheet, query, offer)
    _words(sheet, query, offer)
    by_name = _own(sheet, query, offer)
    _age(sheet, query, offer)
    _people(sheet, query, offer)
    _language(sheet, query, offer)
    km = nearness.score(sheet, query, offer)
    upcoming = _time(sheet, query, offer, now)
    _cost(sheet, offer)
    _freshness(sheet, offer, now.date())
    far = any(reason.why == Why.DISTANCE for reason in sheet.misfits)
    beside = bool(query.needs) and not by_name and not any(reason.why == Why.NEED for reason in sheet.reasons)
    return Ranked(
        offer, sheet.score, tuple(sheet.reasons), tuple(sheet.misfits), tuple(sheet.unknowns), km, far, beside, upcoming,
        _called_off(offer, now),
    )  # fmt: skip


def _need(sheet: Sheet, query: Query, offer: Offer) -> None:
    best, points = "", 0.0
    for at, need in enumerate(offer.needs):
        worth = query.needs.get(need, 0.0) * (1.0 if at == 0 else SECOND)
        if worth > points:
            best, points = need, worth
    if best:
        sheet.good(NEED * points, Why.NEED, best)


def _words(sheet: Sheet, query: Query, offer: Offer) -> None:
    """The offer's or the organisation's own name in the question."""
    long = {word for word in query.words if len(word) > 3} - {form for _, forms in query.named for form in forms}
    if not long:
        return
    from_names = {w for text in offer.texts.values() for w in _name(text.name)} | set(_name(offer.organization))
    shared = long & from_names
    if shared:
        sheet.good(min(3.0, 1.0 * len(shared)), Why.WORDS, " ".join(sorted(shared)))


def _own(sheet: Sheet, query: Query, offer: Offer) -> bool:
    """Words of the question that few offers write; returns whether all of them make up the offer's name."""
    if not query.named:
        return False
    own, name = own_words(offer), name_words(offer)
    said = [sorted(forms & own.keys(), key=lambda w: (w not in name, len(w), w))[:1] for _, forms in query.named]
    found = [word for words in said for word in words]
    if not found:
        return False
    in_name = [word for word in found if word in name]
    sheet.good(min(ALL_OWN, OWN * len(found) + (OWN_NAME - OWN) * len(in_name)), Why.OWN, ", ".join(own[w] for w in found))
    if not (len(in_name) == len(query.named) and (len(in_name) > 1 or len(name) == 1)):
        return False
    sheet.score += NEED  # somebody asks for it by its name
    return True


@lru_cache(maxsize=20_000)
def _name(name: str) -> tuple[str, ...]:
    """The words of a public name."""
    return tuple(tokens(name))


def _age(sheet: Sheet, query: Query, offer: Offer) -> None:
    if query.facets.pregnant and "pregnant" in offer.eligibility.groups:
        sheet.good(2.0, Why.PREGNANT)
        return
    months = query.facets.age_months
    if months is None:
        return
    fits = offer.eligibility.admits_age(months)
    if fits:
        sheet.good(2.0, Why.AGE)
    elif fits is False:
        sheet.bad(6.0, Why.AGE)
    else:
        sheet.unknown(Why.AGE)


def _people(sheet: Sheet, query: Query, offer: Offer) -> None:
    if query.facets.women_only:
        if offer.eligibility.audience == Audience.WOMEN:
            sheet.good(2.0, Why.WOMEN)
        else:
            sheet.unknown(Why.WOMEN)
    if query.facets.childcare:
        if offer.childcare:
            sheet.good(2.0, Why.CHILDCARE)
        elif offer.childcare is None:
            sheet.unknown(Why.CHILDCARE)
        else:
            sheet.bad(1.0, Why.CHILDCARE)


def _language(sheet: Sheet, query: Query, offer: Offer) -> None:
    reader = query.reader.removesuffix("-simple")
    wanted = query.facets.languages or ((reader,) if reader != "de" else ())
    if not wanted:
        return
    spoken = [tag for tag in wanted if tag in offer.spoken or (tag == "fa" and "prs" in offer.spoken)]
    if spoken:
        sheet.good(2.0 if query.facets.languages else 1.5, Why.LANGUAGE, spoken[0])
    elif not offer.spoken:
        sheet.unknown(Why.LANGUAGE, offer.spoken_note)
    elif query.facets.languages:
        sheet.bad(0.5, Why.LANGUAGE)


def _time(sheet: Sheet, query: Query, offer: Offer, now: datetime) -> Occurrence | None:
    if offer.closed(now.date()):
        sheet.bad(3.0, Why.CLOSED)
        return None
    upcoming = next_date(offer.rules, now)
    if upcoming is None:
        sheet.unknown(Why.TIME, offer.time_note)
        return None
    if open_at(offer.rules, now):
        sheet.good(0.3, Why.OPEN, upcoming)
    else:
        sheet.good(0.2, Why.NEXT, upcoming)
    if query.facets.weekdays:
        hit = any(DAYS.index(code[-2:]) + 1 in query.facets.weekdays
                  for rule in offer.rules for code in rule.byday)  # fmt: skip
        sheet.score += 1.0 if hit else -0.5
    if query.facets.part_of_day:
        sheet.score += 1.0 if any(_part(rule.opens_at) == query.facets.part_of_day for rule in offer.rules) else -0.5
    return upcoming


def _called_off(offer: Offer, now: datetime) -> tuple[date, ...]:
    """Cancelled dates that somebody would reckon with: those before the last of the next dates."""
    days = [] if offer.closed(now.date()) else called_off(offer.rules, now)
    if not days:
        return ()
    coming = next_dates(offer.rules, now, NEXT)
    last = coming[-1].day if len(coming) == NEXT else date.max
    return tuple(day for day in days if day <= last)


def _part(opens_at: time | None) -> str:
    """The part of the day in which something begins."""
    if opens_at is None:
        return ""
    return "morning" if opens_at.hour < 12 else "afternoon" if opens_at.hour < 17 else "evening"


def _cost(sheet: Sheet, offer: Offer) -> None:
    if offer.cost == Cost.FREE:
        sheet.good(0.2, Why.FREE)
    elif not offer.cost:
        sheet.unknown(Why.COST)


def _freshness(sheet: Sheet, offer: Offer, today: date) -> None:
    if offer.unconfirmed:
        sheet.score -= UNCONFIRMED
        sheet.unknown(Why.UNCONFIRMED, offer.source_year)
        return
    if offer.assured:
        days = (today - offer.assured).days
        points = 1.5 if days <= FRESH_DAYS else 0.8 if days <= YEAR_DAYS else 0.2
        sheet.good(points, Why.CONFIRMED, offer.assured)
        return
    age = today.year - offer.source_year if offer.source_year else 10
    sheet.score -= min(1.5, 0.15 * age)
    sheet.unknown(Why.UNCONFIRMED, offer.source_year)
