"""An offer as a card or a page: every structured fact in the reader's language, what is unknown said as unknown."""

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.utils.translation import gettext as _

from anlaufpunkt.directory.domain.offer import Offer, Text
from anlaufpunkt.finder.domain.ranking import NEXT, Ranked
from anlaufpunkt.finder.domain.reasons import Reason, Why
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.schedule import Occurrence, called_off, next_dates


@dataclass(frozen=True, slots=True)
class Card:
    """`text_language` is the language the free text stands in; all else is in the reader's."""

    id: str
    text: Text
    text_language: str
    organization: str
    what: str
    who: str
    when: tuple[str, ...]
    not_on: str
    time_note: str
    where: str
    cost: str
    languages: str
    unknown: str
    reasons: tuple[str, ...]
    misfits: tuple[str, ...]
    state: str
    confirmed: bool
    offer: Offer
    url: str


def card(ranked: Ranked, reader: str) -> Card:
    offer = ranked.offer
    language, text = offer.text("de" if reader == "de-simple" and reader not in offer.texts else reader)
    names = labels(reader)
    return Card(
        id=offer.id,
        text=text,
        text_language=language,
        organization=offer.organization,
        what=" · ".join(names[need] for need in offer.needs[:3]),
        who=words.listed(words.who_words(offer.eligibility)),
        when=tuple(filter(None, (words.rule_words(rule, reader) for rule in offer.rules))),
        not_on=words.not_on(offer.rules, ranked.called_off, reader),
        time_note=offer.time_note,
        where=where(offer),
        cost=words.cost(offer),
        languages=words.listed(words.spoken(code) for code in offer.spoken),
        unknown=words.listed(_unknown(offer)),
        reasons=tuple(filter(None, (say(reason, ranked, reader) for reason in ranked.reasons))),
        misfits=tuple(filter(None, (say_misfit(reason) for reason in ranked.misfits))),
        state=state(offer, reader),
        confirmed=offer.assured is not None and not offer.unconfirmed,
        offer=offer,
        url=f"/{reader}/service/{offer.id}/",
    )


def _unknown(offer: Offer) -> list[str]:
    """What the record does not say, by the names of the facts."""
    known = {
        _("For whom"): words.who_words(offer.eligibility),
        _("Where"): where(offer) or "online" in offer.delivery,
        _("Cost"): offer.cost,
        _("Languages"): offer.spoken or offer.spoken_note,
    }
    return [name for name, fact in known.items() if not fact]


def where(offer: Offer) -> str:
    spot = offer.spot
    if spot is None:
        return ""
    if spot.confidential:
        return ", ".join(dict.fromkeys(filter(None, (spot.district, spot.city))))
    town = " ".join(filter(None, (spot.postcode, spot.city)))
    return ", ".join(
        dict.fromkeys(
            filter(None, (spot.name, spot.street, town if spot.street or spot.name else f"{town} {spot.district}".strip()))
        )
    )


def state(offer: Offer, reader: str) -> str:
    """How sure the record is."""
    if offer.unconfirmed:
        return _("nobody has confirmed this for some time: please ask before you go")
    if offer.assured:
        return _("confirmed in %(month)s") % {"month": _month(offer.assured, reader)}
    if offer.source_year:
        return _("last described %(year)s, not confirmed since") % {"year": offer.source_year}
    return _("date of the description not known, not confirmed")


def coming(offer: Offer, reader: str, now: datetime) -> list[str]:
    """The next four dates; none while the offer is closed."""
    if offer.closed(now.date()):
        return []
    return [words.occurrence(o, reader) for o in next_dates(offer.rules, now, NEXT)]


def not_on(offer: Offer, reader: str, now: datetime) -> str:
    """All cancelled dates that lie ahead; none while the offer is closed."""
    return "" if offer.closed(now.date()) else words.not_on(offer.rules, called_off(offer.rules, now), reader)


def _month(day: date, reader: str) -> str:
    return format_date(day, "LLLL y", locale=LANGUAGES[reader].cldr)


def say(reason: Reason, ranked: Ranked, reader: str) -> str:
    """One reason as words; empty where the card says it elsewhere."""
    value = reason.value
    match reason.why:
        case Why.AGE:
            return words.ages(ranked.offer.eligibility)
        case Why.PREGNANT:
            return _("for pregnant women")
        case Why.LANGUAGE:
            return _("%(language)s spoken") % {"language": words.spoken(str(value))}
        case Why.DISTANCE:
            return _distance(ranked)
        case Why.ANYWHERE:
            return _("for all of North Rhine-Westphalia") if ranked.offer.everywhere else words.from_afar(ranked.offer)
        case Why.NEXT:
            return words.occurrence(value, reader) if isinstance(value, Occurrence) else ""
        case Why.OPEN:
            return _("open now")
        case Why.CHILDCARE:
            return _("with childcare")
        case Why.WOMEN:
            return _("women only")
        case Why.FREE:
            return str(words.COSTS["free"])
        case Why.WORDS:
            return _("has this name")
        case Why.OWN:
            return _("Its own words: %(words)s") % {"words": value}
    return ""


def _distance(ranked: Ranked) -> str:
    spot = ranked.offer.spot
    km = words.km(ranked.km or 0)
    if spot and spot.approximate:
        return _("about %(km)s km") % {"km": km}
    return _("%(km)s km") % {"km": km}


def say_misfit(reason: Reason) -> str:
    match reason.why:
        case Why.AGE:
            return _("for another age")
        case Why.LANGUAGE:
            return _("the language you asked for is not named")
        case Why.DISTANCE:
            return _("far away: %(km)s km") % {"km": reason.value}
        case Why.PLACE:
            return _("in another town: %(town)s") % {"town": reason.value} if reason.value else ""
        case Why.CHILDCARE:
            return _("without childcare")
        case Why.CLOSED:
            return _("closed for some time")
    return ""
