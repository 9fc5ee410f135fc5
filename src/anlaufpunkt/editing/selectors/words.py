"""States, moves, facts and refusals as words of the reader's language."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.offer import rule_from_json
from anlaufpunkt.editing.domain.lifecycle import Move, State
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused

STATES = {
    State.DRAFT: _("draft"), State.HANDED_IN: _("waits for a check"), State.RETURNED: _("please look again"),
    State.PUBLISHED: _("published"), State.CLOSED: _("closed for some time"), State.SUSPENDED: _("suspended"),
    State.ENDED: _("ended"),
}  # fmt: skip
MOVES = {
    Move.HAND_IN: _("Hand in"), Move.TAKE_BACK: _("Take back"), Move.SEND_BACK: _("Send back"), Move.PUBLISH: _("Publish"),
    Move.DISCARD: _("Throw away"), Move.EDIT: _("Change"), Move.CANCEL_DATE: _("Cancel a date"),
    Move.HOLD_DATE: _("Take back the cancelled date"),
    Move.CLOSE: _("Close for some time"), Move.REOPEN: _("Open again"), Move.SUSPEND: _("Suspend"), Move.RESUME: _("Show again"),
    Move.END: _("The offer has ended"),
}  # fmt: skip
CAUSES = {
    "loaded": _("taken from the first collection"), "published": _("published"), "confirmed": _("confirmed"),
    "closed": _("closed"),
    "reopen": _("opened again"), "suspend": _("suspended"), "resume": _("shown again"), "end": _("ended"),
    "date-cancelled": _("a date cancelled"), "date-held": _("a cancelled date taken back"),
    "series": _("changed with the other places"), "translated": _("translated"),
    "reviewed": _("translation reviewed"), "unconfirmed": _("nobody has answered"), "hidden": _("hidden"),
    "imported": _("taken from a list"), "import-undone": _("list taken back"), "machine": _("translated by machine"),
}  # fmt: skip
_FIELDS = {
    "cost": _("Cost"), "cost_amount": _("Cost"), "needs": _("Helps with"), "language": _("Language of the text"),
    "program": _("Programme"), "rules": _("When"), "time_note": _("When"), "closed_until": _("Closed until"),
    "status": _("State"), "delivery": _("Way"), "areas": _("Who may come?"), "accessibility": _("Access"),
    "spoken": _("Languages"), "spoken_note": _("Languages"), "childcare": _("Childcare"),
    "appointment": _("How does one get in?"),
    "documents": _("Please bring"), "phone": _("Telephone"), "email": _("E-mail"), "url": _("Website"), "remark": _("Note"),
    "series": _("Other places"), "eligibility.groups": _("For whom"), "eligibility.audience": _("For whom"),
    "eligibility.min_age": _("Age from"), "eligibility.max_age": _("Age up to"), "eligibility.german": _("German"),
    "eligibility.residence": _("For whom"),
}  # fmt: skip
_GROUPS = {"spot": _("Where"), "partner": _("Contact for partners")}
_PARTS = {"name": _("Name"), "description": _("Description"), "origin": _("Origin of the text")}


def field_words(field: str) -> str:
    """The name of a fact, such as "Name (Arabic)"."""
    if field.startswith("texts."):
        _texts, language, part = field.split(".")
        autonym = LANGUAGES[language].autonym if language in LANGUAGES else language
        return f"{_PARTS.get(part, part)} ({autonym})"
    return str(_FIELDS.get(field) or _GROUPS.get(field.split(".")[0]) or field)


def shown(value: Any, reader: str) -> str:
    """A fact's value as a person reads it; empty for what is not there."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(words.rule_words(rule_from_json(rule), reader) for rule in value)
    if isinstance(value, list):
        return words.listed(_word(str(part), reader) for part in value)
    return _word(str(value), reader)


def _word(code: str, reader: str) -> str:
    for table in (labels(reader), words.GROUPS, words.COSTS, words.DELIVERY, words.DOCUMENTS, words.ACCESS, words.SPOKEN):
        if code in table:
            return str(table[code])
    return code


def problem(refused: Refused) -> str:
    """What happened and what to do."""
    return {
        "changed_meanwhile": gettext(
            "Somebody else has changed it a moment ago. Please look at it again, then repeat your step."
        ),
        "choose_first": gettext("Two people have changed the same thing. Please choose below which is right."),
        "something_is_missing": gettext("Something is still missing. The steps that need you are marked."),
        "already_being_changed": gettext("Somebody is changing this offer already. Publish or throw away that draft first."),
        "not_on_this_day": gettext("The offer does not take place on this day anyway."),
        "remark_missing": gettext("Please write what should be different, so that the others know what to do."),
        "not_cancelled": gettext("This date is not cancelled any more."),
        "which_day": gettext("Please give the day, for example 24.12.2026."),
        "unknown_need": gettext("Please choose what the offer helps with."),
    }.get(refused.code, gettext("This is not possible at the moment. Please reload the page and try again."))
