"""An offer as one value: what `actions.put_service` takes, what the index keeps, what a card shows.

The address of a confidential place is not part of the value at all: it cannot be shown, indexed or exported by mistake.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, time
from hashlib import sha256
from typing import Any

from anlaufpunkt.directory.domain.eligibility import Delivery, Eligibility
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import DAYS, Rule

NATIONWIDE, STATEWIDE = "de", "nrw"
PUBLIC = ("active", "temporarily closed")  # the states in which readers see an offer


def closed(status: str, until: date | None, day: date) -> bool:
    """Temporarily, on this day; without a last day until it is opened again."""
    return status == "temporarily closed" and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class Text:
    """Name and description in one language. `origin`: source, human, machine or reviewed.

    `made_from` is the digest of the source text a translation was made from: where it differs, the source has changed since.
    """

    name: str
    description: str = ""
    origin: str = "source"
    made_from: str = ""
    reviewed_by: str = ""  # an actor's id; not public

    @property
    def digest(self) -> str:
        return sha256(f"{self.name}\0{self.description}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom colleagues of other organisations reach; never shown to the public."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an offer takes place; `approximate` coordinates are off by some hundred metres."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    municipality: str = ""
    lat: float | None = None
    lon: float | None = None
    approximate: bool = False
    confidential: bool = False

    def public(self) -> "Spot":
        """A protected place keeps only its district."""
        if not self.confidential:
            return self
        return Spot(district=self.district, city=self.city, municipality=self.municipality, confidential=True)


@dataclass(frozen=True, slots=True)
class Offer:
    """`areas`: official keys the offer serves, STATEWIDE or NATIONWIDE; empty: around its place."""

    id: str
    organization: str
    language: str
    texts: dict[str, Text]
    needs: tuple[str, ...]
    status: str = "active"
    closed_until: date | None = None  # of a temporary closure; None: not known
    program: str = ""
    eligibility: Eligibility = field(default_factory=Eligibility)
    delivery: tuple[str, ...] = (Delivery.ON_SITE,)
    spoken: tuple[str, ...] = ()
    spoken_note: str = ""
    rules: tuple[Rule, ...] = ()
    time_note: str = ""
    remark: str = ""  # what the reader should know, in the source language: "moved in 2020"
    appointment: str = ""  # "", needed, or walk-in
    cost: str = ""
    cost_amount: str = ""
    childcare: bool | None = None
    documents: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    spot: Spot | None = None
    areas: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    url: str = ""
    source: str = ""
    source_date: str = ""  # as the source says it: "2018", "2019-04", or empty
    assured: date | None = None
    unconfirmed: bool = False  # nobody answered when it was asked whether the offer is still right
    series: str = ""  # the same offer at several places
    partner: Partner | None = None
    is_example: bool = False

    def text(self, language: str) -> tuple[str, Text]:
        """The text in this language, else in the language it was written in, with that language."""
        if language in self.texts:
            return language, self.texts[language]
        return self.language, self.texts[self.language]

    @property
    def source_year(self) -> int | None:
        return int(self.source_date[:4]) if self.source_date[:4].isdigit() else None

    @property
    def anywhere(self) -> bool:
        """Reachable from every place: it must not vanish when a place is given."""
        if self.areas:
            return self.everywhere
        return bool({Delivery.PHONE, Delivery.ONLINE} & set(self.delivery))

    @property
    def everywhere(self) -> bool:
        """Its carrier says that it serves the whole state or country."""
        return bool({STATEWIDE, NATIONWIDE} & set(self.areas))

    def closed(self, day: date) -> bool:
        return closed(self.status, self.closed_until, day)

    def stale(self, language: str) -> bool:
        """Whether the source text has changed since this translation was made."""
        made_from = self.texts[language].made_from
        return bool(made_from) and made_from != self.texts[self.language].digest

    def public(self) -> "Offer":
        """Without what is for partners or colleagues only."""
        texts = {language: replace(text, reviewed_by="") for language, text in self.texts.items()}
        return replace(self, texts=texts, partner=None, spot=self.spot.public() if self.spot else None)

    def check(self, known_needs: frozenset[str]) -> None:
        """Raise Refused where a fact cannot be true."""
        self.eligibility.check()
        unknown = set(self.needs) - known_needs
        if not self.needs or unknown:
            raise Refused("unknown_need", needs=", ".join(sorted(unknown)) or "none")
        if self.language not in self.texts or not self.texts[self.language].name.strip():
            raise Refused("no_name", id=self.id)
        if not self.is_example and not self.source:
            raise Refused("no_source", id=self.id)
        for rule in self.rules:
            if not rule.byday or any(code[-2:] not in DAYS for code in rule.byday):
                raise Refused("unknown_day", days=",".join(rule.byday))


def to_json(offer: Offer) -> dict[str, Any]:
    """A JSON-ready dictionary without empty members."""
    data = asdict(offer)
    data["rules"] = [rule_to_json(rule) for rule in offer.rules]
    for day in ("assured", "closed_until"):
        data[day] = data[day].isoformat() if data[day] else None
    data["texts"] = {code: {k: v for k, v in text.items() if v} for code, text in data["texts"].items()}
    data["eligibility"] = {k: _list(v) for k, v in data["eligibility"].items() if v not in (None, "", ())}
    if data["spot"]:
        data["spot"] = {k: v for k, v in data["spot"].items() if v not in (None, "", False)}
    return {k: _list(v) for k, v in data.items() if v not in (None, "", (), [], {}, False) or k == "childcare"}


def from_json(data: dict[str, Any]) -> Offer:
    data = dict(data)
    data["texts"] = {language: Text(**{"name": "", **text}) for language, text in data["texts"].items()}
    data["eligibility"] = Eligibility(**{k: _tuple(v) for k, v in data.get("eligibility", {}).items()})
    data["spot"] = Spot(**data["spot"]) if data.get("spot") else None
    data["rules"] = tuple(rule_from_json(rule) for rule in data.get("rules", ()))
    data["partner"] = Partner(**data["partner"]) if data.get("partner") else None
    for day in ("assured", "closed_until"):
        data[day] = date.fromisoformat(data[day]) if data.get(day) else None
    return Offer(**{k: _tuple(v) for k, v in data.items()})


def _list(value: Any) -> Any:
    """As it comes back from JSON, so that versions can be compared."""
    return list(value) if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_USUAL = {"interval": 1, "on_holidays": False, "in_school_holidays": True, "zone": "Europe/Berlin"}


def rule_to_json(rule: Rule) -> dict[str, Any]:
    data: dict[str, Any] = {"byday": list(rule.byday)}
    for key in ("opens_at", "closes_at"):
        if getattr(rule, key):
            data[key] = getattr(rule, key).strftime("%H:%M")
    for key in ("dtstart", "until"):
        if getattr(rule, key):
            data[key] = getattr(rule, key).isoformat()
    for key in ("closed_on", "extra_on"):
        if getattr(rule, key):
            data[key] = sorted(d.isoformat() for d in getattr(rule, key))
    for key, usual in _USUAL.items():
        if getattr(rule, key) != usual:
            data[key] = getattr(rule, key)
    return data


def rule_from_json(data: dict[str, Any]) -> Rule:
    data = dict(data, byday=tuple(data["byday"]))
    for key in ("opens_at", "closes_at"):
        if key in data:
            data[key] = time.fromisoformat(data[key])
    for key in ("dtstart", "until"):
        if key in data:
            data[key] = date.fromisoformat(data[key])
    for key in ("closed_on", "extra_on"):
        if key in data:
            data[key] = frozenset(date.fromisoformat(d) for d in data[key])
    return Rule(**data)
