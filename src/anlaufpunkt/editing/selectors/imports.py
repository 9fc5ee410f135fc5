"""Lists that organisations bring: the words they are understood with, and what is said about them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from anlaufpunkt.editing.adapters.list_words import list_words, pairs
from anlaufpunkt.editing.domain.importing import Words
from anlaufpunkt.editing.domain.lookup import Lookup
from anlaufpunkt.editing.domain.stages import Outcome
from anlaufpunkt.editing.models import Import, ImportQuerySet
from anlaufpunkt.editing.selectors.form import locate
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.needs.selectors import labels, thesaurus_words
from anlaufpunkt.network.models import Membership
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.languages import SPOKEN

KEPT_DAYS = 30
# Column → its heading in German, as the empty example has it, and an example of what to write.
COLUMNS = {
    "id": ("Nummer", "1"), "name": ("Name", "Sprachcafé Nordstadt"),
    "description": ("Beschreibung", "Wir sprechen zusammen Deutsch. Sie müssen nicht perfekt sprechen."),
    "needs": ("Anliegen", "Sprachcafé; Begegnung und Treffpunkt"), "groups": ("Für wen", "Erwachsene; Neuzugewanderte"),
    "ages": ("Alter", "ab 16 Jahren"), "german": ("Deutschniveau", "A1"), "times": ("Zeiten", "jeden Dienstag 17-19 Uhr"),
    "time_note": ("Hinweis zu den Zeiten", ""), "place": ("Haus", "Haus der Vielfalt"), "street": ("Straße", "Beispielweg 1"),
    "postcode": ("PLZ", "44135"), "city": ("Stadt", "Dortmund"), "district": ("Stadtteil", ""),
    "protected": ("Geschützte Adresse", "nein"), "delivery": ("Wie erreichbar", "vor Ort"), "cost": ("Kosten", "kostenlos"),
    "spoken": ("Sprachen", "Deutsch, Arabisch"), "childcare": ("Kinderbetreuung", "nein"),
    "appointment": ("Anmeldung", "ohne Anmeldung"), "documents": ("Bitte mitbringen", ""),
    "access": ("Barrierefreiheit", "ohne Stufen; Aufzug"), "phone": ("Telefon", "0231 000000"),
    "email": ("E-Mail", "sprachcafe@example.org"), "url": ("Website", "https://www.example.org"), "program": ("Programm", ""),
}  # fmt: skip
_LANGUAGES = ("de", "en")
_ADDRESS = "Adresse"


def example() -> list[list[str]]:
    """The headings and one invented row."""
    return [[heading for heading, _example in COLUMNS.values()], [text for _heading, text in COLUMNS.values()]]


def words_for_lists(language: str) -> Words:
    """`language`: of the list, beside German and English."""
    lookups, towns = _lookups(language)
    return Words(lookups, towns, locate)


@cache
def _lookups(language: str) -> tuple[dict[str, Lookup], Lookup]:
    known = tuple(dict.fromkeys((*_LANGUAGES, language)))
    codes = {
        "groups": words.GROUPS, "spoken": words.SPOKEN, "delivery": words.DELIVERY, "cost": words.COSTS,
        "documents": words.DOCUMENTS, "access": words.ACCESS,
    }  # fmt: skip
    files = {"spoken": "languages"}
    lookups = {kind: _lookup(files.get(kind, kind), table, known) for kind, table in codes.items()}
    for kind in ("audience", "appointment", "answer", "german"):
        lookups[kind] = Lookup(pairs(kind), {code: written[0] for code, written in list_words()[kind].items()})
    lookups["columns"] = Lookup(
        pairs("columns"), {**{column: heading for column, (heading, _text) in COLUMNS.items()}, "address": _ADDRESS}
    )
    phrases = [(p, need) for lang in known for need in labels("de") for p in (labels(lang)[need], *thesaurus_words(need, lang))]
    lookups["needs"] = Lookup(phrases, labels("de"))
    towns = Lookup([], {key: town.name for key, town in places().towns.items()})
    return lookups, towns


def _lookup(kind: str, table: dict[str, Any], known: Iterable[str]) -> Lookup:
    spoken: list[tuple[str, str]] = []
    for language in known:
        with override(language):
            spoken += [(str(word), code) for code, word in table.items() if kind != "languages" or code in SPOKEN]
    with override("de"):
        names = {code: str(word) for code, word in table.items()}
    return Lookup([*pairs(kind), *spoken], names)


def imports(membership: Membership, now: datetime) -> ImportQuerySet:
    """Those that are still kept, newest first."""
    found = Import.objects.visible_to(membership).filter(created__gt=now - timedelta(days=KEPT_DAYS))
    return found.select_related("organization")


def counts(one: Import) -> dict[str, int]:
    """How many rows of each outcome and fate, and how many wait to be taken over or undone."""
    return one.rows.aggregate(
        **{o.value: Count("pk", filter=Q(outcome=o.value)) for o in Outcome},
        waiting=Count("pk", filter=Q(outcome__in=(Outcome.NEW.value, Outcome.CHANGED.value), fate="")),
        published=Count("pk", filter=Q(fate="published")), drafts=Count("pk", filter=Q(fate="draft")),
        refused=Count("pk", filter=Q(fate="refused")), undone=Count("pk", filter=Q(fate="undone")),
        kept=Count("pk", filter=Q(fate="kept")),
    )  # fmt: skip


OUTCOMES = {
    "new": _("new"), "changed": _("changes"), "unchanged": _("as before"), "error": _("please correct"),
}  # fmt: skip
FATES = {
    "draft": _("is a draft now"), "published": _("is published now"), "refused": _("was not taken over"), "undone": _("undone"),
    "kept": _("was left as it is"),
}  # fmt: skip
STAGES = {
    "planned": _("looked through"), "taking": _("partly taken over"), "taken": _("taken over"), "undoing": _("partly undone"),
    "undone": _("undone"),
}  # fmt: skip
