"""How good the description of an offer is: which facts it gives, and what each missing one would bring.

Pure: no question is asked of anybody. What cannot apply to an offer counts neither for nor against it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from anlaufpunkt.directory.domain.eligibility import Audience, Delivery, Group
from anlaufpunkt.directory.domain.offer import Offer, Spot
from anlaufpunkt.editing.domain.readability import hints
from anlaufpunkt.terms.domain.languages import LANGUAGES

State = Literal["yes", "no", "not-applicable"]
FRESH = timedelta(days=90)
SHORTEST, LONGEST, LONGEST_NAME = 80, 600, 70
MOST_HINTS = 2  # so many hints on wording are no matter
# A check that another one makes applicable weighs no more than that one: else mending could lower the points.
WEIGHTS = {
    "name": 6, "description": 10, "need": 10, "who": 8, "times": 10, "holidays": 3, "place": 10, "accessibility": 4, "cost": 6,
    "spoken": 6, "translations": 5, "entry": 6, "phone": 6, "second-contact": 4, "documents": 2, "childcare": 2, "confirmed": 8,
    "readable": 4,
}  # fmt: skip
_VAGUE = frozenset(
    {"angebot", "beratung", "treffen", "treff", "kurs", "gruppe", "hilfe", "projekt", "test", "sprechstunde", "offer"}
)
_PARENTS = frozenset({Group.PARENTS, Group.FAMILIES, Group.PREGNANT})
_PARENTS_NEEDS = frozenset({
    "parent-baby-group", "parent-toddler-group", "parent-programme-kita-school", "parenting-advice", "single-parent",
    "course-with-childcare",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """`worth`: the points it would bring if it were mended, or does bring where it is fine."""

    key: str
    state: State
    worth: int


@dataclass(frozen=True, slots=True)
class Quality:
    points: int
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        """What is worth mending, the most valuable first."""
        return tuple(sorted((c for c in self.checks if c.state == "no"), key=lambda c: (-c.worth, c.key)))


def quality(offer: Offer, today: date) -> Quality:
    return scored({key: judge(offer, today) for key, judge in _JUDGES.items()})


def scored(states: dict[str, State]) -> Quality:
    """The share of the weights that apply, from 0 to 100."""
    total = sum(WEIGHTS[key] for key, state in states.items() if state != "not-applicable")
    won = sum(WEIGHTS[key] for key, state in states.items() if state == "yes")
    checks = tuple(Check(key, state, _share(WEIGHTS[key], total, state)) for key, state in states.items())
    return Quality(round(100 * won / total) if total else 100, checks)


def _share(weight: int, total: int, state: State) -> int:
    return max(1, round(100 * weight / total)) if state != "not-applicable" else 0


def _state(fine: bool, *, applies: bool = True) -> State:
    if not applies:
        return "not-applicable"
    return "yes" if fine else "no"


def _name(offer: Offer, _today: date) -> State:
    """Short, not shouted, and more than a word that fits every offer."""
    name = offer.texts[offer.language].name.strip()
    return _state(4 <= len(name) <= LONGEST_NAME and name.casefold() not in _VAGUE and not (name.isupper() and len(name) > 12))


def _description(offer: Offer, _today: date) -> State:
    return _state(SHORTEST <= len(offer.texts[offer.language].description.strip()) <= LONGEST)


def _who(offer: Offer, _today: date) -> State:
    who = offer.eligibility
    return _state(bool(who.groups) or who.min_age is not None or who.max_age is not None or who.audience != Audience.ALL)


def _holidays(offer: Offer, _today: date) -> State:
    """What happens in the school holidays; a single span of days needs no word on it."""
    words = f"{offer.time_note} {offer.texts[offer.language].description}".casefold()
    said = "ferien" in words or any(rule.closed_on or not rule.in_school_holidays for rule in offer.rules)
    return _state(said, applies=any(rule.opens_at for rule in offer.rules))


def _place(offer: Offer, _today: date) -> State:
    if not _on_site(offer):
        return "not-applicable"
    return _state(offer.spot is not None and _complete(offer.spot))


def _complete(spot: Spot) -> bool:
    if spot.confidential:
        return bool(spot.district or spot.city)
    return bool(spot.street and spot.postcode and spot.city)


def _on_site(offer: Offer) -> bool:
    return Delivery.ON_SITE in offer.delivery


def _accessibility(offer: Offer, _today: date) -> State:
    return _state(bool(offer.accessibility), applies=_on_site(offer) and not (offer.spot and offer.spot.confidential))


def _translations(offer: Offer, _today: date) -> State:
    """Into every language of the interface that is spoken there, each from the text as it is now."""
    wanted = {language for language in offer.spoken if language in _TRANSLATED and language != offer.language}
    return _state(
        all(language in offer.texts and not offer.stale(language) for language in wanted), applies=bool(wanted)
    )  # fmt: skip


def _second_contact(offer: Offer, _today: date) -> State:
    return _state(sum(bool(way) for way in (offer.phone, offer.email, offer.url)) >= 2)


def _childcare(offer: Offer, _today: date) -> State:
    """Only where parents come without or with their children."""
    applies = bool(_PARENTS & set(offer.eligibility.groups)) or bool(_PARENTS_NEEDS & set(offer.needs))
    return _state(offer.childcare is not None, applies=applies)


def _confirmed(offer: Offer, today: date) -> State:
    return _state(offer.assured is not None and today - offer.assured <= FRESH and not offer.unconfirmed)


def _readable(offer: Offer, _today: date) -> State:
    text = offer.texts[offer.language].description
    return _state(len(hints(text)) <= MOST_HINTS, applies=offer.language == "de" and bool(text.strip()))


_TRANSLATED = frozenset(LANGUAGES) - {"de-simple"}
_JUDGES: dict[str, Callable[[Offer, date], State]] = {
    "name": _name,
    "description": _description,
    "need": lambda offer, _today: _state(bool(offer.needs)),
    "who": _who,
    "times": lambda offer, _today: _state(bool(offer.rules or offer.time_note or offer.appointment == "needed")),
    "holidays": _holidays,
    "place": _place,
    "accessibility": _accessibility,
    "cost": lambda offer, _today: _state(bool(offer.cost)),
    "spoken": lambda offer, _today: _state(bool(offer.spoken)),
    "translations": _translations,
    "entry": lambda offer, _today: _state(bool(offer.appointment)),
    "phone": lambda offer, _today: _state(bool(offer.phone)),
    "second-contact": _second_contact,
    "documents": lambda offer, _today: _state(bool(offer.documents), applies=offer.appointment == "needed"),
    "childcare": _childcare,
    "confirmed": _confirmed,
    "readable": _readable,
}
