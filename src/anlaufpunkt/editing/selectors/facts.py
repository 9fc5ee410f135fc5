"""The facts of an offer, their names and values, as words of the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.offer import NATIONWIDE, STATEWIDE, rule_from_json
from anlaufpunkt.directory.domain.versions import Change
from anlaufpunkt.editing.domain.lifecycle import STATUS
from anlaufpunkt.editing.selectors.words import STATES
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.schedule import Rule
from anlaufpunkt.terms.domain.spoken import phrase, sayable

_FIELDS = {
    "cost": _("Cost"), "cost_amount": _("How many euros"), "needs": _("Helps with"), "language": _("Language of the text"),
    "program": _("Programme"), "rules": _("When"), "time_note": _("Something to add about the times"),
    "closed_until": _("Closed until"), "status": _("State"), "delivery": _("Way"), "areas": _("Who may come?"),
    "accessibility": _("Access"), "spoken": _("Languages"), "spoken_note": _("Something to add about the languages"),
    "childcare": _("Childcare"), "appointment": _("How does one get in?"), "documents": _("Please bring"),
    "phone": _("Telephone"), "email": _("E-mail"), "url": _("Website"), "remark": _("Note"), "series": _("Other places"),
    "eligibility.groups": _("For whom"), "eligibility.audience": _("Women or men only?"), "eligibility.min_age": _("Age from"),
    "eligibility.max_age": _("Age up to"), "eligibility.german": _("How much German does one need?"),
    "eligibility.residence": _("Right of residence"), "spot.name": _("Name of the house or room"),
    "spot.street": _("Street and number"), "spot.postcode": _("Postcode"), "spot.city": _("Town"),
    "spot.district": _("District"), "spot.confidential": _("The address is protected"), "partner.name": _("Contact for partners"),
    "partner.phone": _("Telephone for partners"), "partner.email": _("E-mail for partners"), "source": _("Source"),
    "source_date": _("Date of the source"), "assured": _("Confirmed"), "unconfirmed": _("Nobody has answered"),
}  # fmt: skip
_PARTS = {"name": _("Name"), "description": _("Description"), "origin": _("Origin of the text")}
_GROUPS = {"spot": _("Place on the map"), "texts": _("Translation")}
# What follows from other facts, or is there for the program only.
_QUIET = frozenset({
    "id", "organization", "is_example", "assured", "source", "source_date", "unconfirmed", "spot.lat", "spot.lon",
    "spot.approximate", "spot.municipality",
})  # fmt: skip
_QUIET_PARTS = ("made_from", "reviewed_by")
_ORIGINS = {
    "source": _("original text"), "human": _("translated by a person"), "machine": _("translated by machine"),
    "reviewed": _("translation reviewed"),
}  # fmt: skip
_AUDIENCES = {"all": _("for all"), "women": _("women only"), "men": _("men only")}
_APPOINTMENTS = {"needed": _("only with an appointment"), "walk-in": _("without an appointment")}
_RESIDENCE = {
    "any": _("any"), "asylum": _("people in the asylum procedure"), "tolerated": _("people who are tolerated (Duldung)"),
    "permit": _("people with a residence permit"), "eu": _("EU citizens"), "undocumented": _("people without papers"),
}  # fmt: skip
_AREAS = {STATEWIDE: _("people of all North Rhine-Westphalia"), NATIONWIDE: _("people of all Germany")}
_CODES: dict[str, Mapping[str, Any]] = {
    "cost": words.COSTS, "status": {status: STATES[state] for status, state in STATUS.items()}, "delivery": words.DELIVERY,
    "accessibility": words.ACCESS, "language": words.SPOKEN, "spoken": words.SPOKEN, "appointment": _APPOINTMENTS,
    "documents": words.DOCUMENTS, "eligibility.groups": words.GROUPS, "eligibility.audience": _AUDIENCES,
    "eligibility.german": {"none": _("none")}, "eligibility.residence": _RESIDENCE, "origin": _ORIGINS,
}  # fmt: skip
_NUMBERS: dict[str, Callable[[Any], str]] = {
    "eligibility.min_age": words.age, "eligibility.max_age": words.last_age, "cost_amount": words.euro,
    "closed_until": lambda day: f"{date.fromisoformat(day):%d.%m.%Y}", "series": lambda _key: gettext("one of several places"),
}  # fmt: skip


def told(changes: Iterable[Change]) -> list[Change]:
    """Without what no person has changed."""
    return [c for c in changes if c.field not in _QUIET and not c.field.endswith(_QUIET_PARTS)]


def field_words(field: str) -> str:
    """The name of a fact, such as "Name (Arabic)"."""
    if field.startswith("texts.") and field.count(".") == 2:
        _texts, language, part = field.split(".")
        autonym = LANGUAGES[language].autonym if language in LANGUAGES else words.spoken(language)
        return f"{_PARTS.get(part, _GROUPS['texts'])} ({autonym})"
    return str(_FIELDS.get(field) or _GROUPS.get(field.split(".")[0]) or gettext("Another fact"))


def shown(field: str, value: Any, reader: str) -> str:
    """A fact's value as a person reads it; empty for what is not there."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if field == "rules":
        return "; ".join(_times(rule_from_json(rule), reader) for rule in value)
    if isinstance(value, list):
        return words.listed(_word(field, str(part), reader) for part in value)
    return _NUMBERS[field](value) if field in _NUMBERS else _word(field, str(value), reader)


def _times(rule: Rule, reader: str) -> str:
    """With its exceptions: else a cancelled date would look as if nothing had changed."""
    return phrase((rule,), False, reader) if sayable(rule) else words.rule_words(rule, reader)


def _word(field: str, code: str, reader: str) -> str:
    if field == "needs":
        return labels(reader).get(code, code)
    if field == "areas":
        return str(_AREAS[code]) if code in _AREAS else places().towns[code].name if code in places().towns else code
    return str(_CODES.get("origin" if field.endswith(".origin") else field, {}).get(code, code))
