"""What is wrong with a list or a row, in sentences: what happened, and what to do."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.versions import Change
from anlaufpunkt.editing.adapters.sheets import MAX_BYTES
from anlaufpunkt.editing.domain.columns import MAX_COLUMNS, MAX_ROWS
from anlaufpunkt.editing.selectors.facts import field_words, shown, told
from anlaufpunkt.terms.domain.refusal import Refused

_FILE = {
    "file_missing": _("Please choose a file."),
    "file_empty": _("The file is empty."),
    "file_too_large": _("The file is too large. It may have %(megabytes)s megabytes. Please divide the list."),
    "file_unpacks_too_large": _("The file becomes too large when it is unpacked. Please save the list as CSV and try again."),
    "file_old_xls": _("This is an old Excel file (.xls). Please save it as .xlsx or CSV and try again."),
    "file_has_password": _("The file is protected by a password. Please save it without one and try again."),
    "file_no_list": _("This is not a table we can read. Please save your list as CSV or XLSX."),
    "file_broken": _("The file is damaged. Please open it in your program, save it again, and try once more."),
    "file_quote_open": _("A quotation mark is opened near row %(row)s and never closed. Please mend it and try again."),
    "too_many_rows": _("The list has too many rows. It may have %(rows)s. Please divide it."),
    "too_many_columns": _("The list has too many columns. It may have %(columns)s."),
    "no_rows": _("There are headings, but no rows below them."),
    "no_headings": _("We find no heading for the name of the offers. The first row says: %(found)s."),
    "column_twice": _("Two columns mean the same: %(first)s and %(second)s. Please keep one of them."),
    "not_allowed_now": _("This list has been dealt with already."),
}  # fmt: skip
_ROW = {
    "cell_too_long": _("A cell is very long. Perhaps a quotation mark is missing."),
    "too_long": _("The text is too long. It may have %(given)s letters."),
    "unknown_word": _("We do not know “%(given)s”."),
    "yes_or_no": _("Please write yes or no, not “%(given)s”."),
    "ages_not_understood": _("We do not understand the age “%(given)s”. Please write: 6–10 years, from 16, 3–12 months."),
    "phone_lost_zero": _("The telephone number “%(given)s” has lost its zero. Please format the column as text."),
    "no_phone": _("“%(given)s” is no telephone number."),
    "no_email": _("“%(given)s” is no e-mail address."),
    "no_url": _("“%(given)s” is no address of a website."),
    "no_postcode": _("“%(given)s” is no postcode. It has five digits."),
    "cost_not_understood": _("We do not understand the cost “%(given)s”. Please write for example: free, or 5 €."),
    "times_kept_as_note": _("We did not understand “%(given)s”. The times stay as a note, as you wrote them."),
    "times_end_before_start": _("The end lies before the beginning: “%(given)s”."),
    "times_times_overlap": _("Two times overlap: “%(given)s”."),
    "times_weekday_differs": _("The date is another day of the week: “%(given)s”."),
    "address_not_understood": _("We do not understand the address “%(given)s”. Please write: street and number, postcode town."),
    "town_missing": _("Please say in which town “%(given)s” is."),
    "unknown_town": _("We do not know “%(given)s” in North Rhine-Westphalia, or postcode and town do not fit together."),
    "name_missing": _("The name is missing."),
    "twice_in_list": _("Row %(given)s speaks of the same offer. Please give each row a number of its own."),
    "several_alike": _("You have several offers with this name at this place. Please write the id of one into the id column."),
    "offer_has_ended": _("This offer has ended. Show it again first, on its own page."),
    "other_language": _("This offer is written in another language. Please change it on its own page."),
}  # fmt: skip
_COLUMNS = {
    "id": _("Number"), "name": _("Name"), "description": _("Description"), "needs": _("Helps with"), "groups": _("For whom"),
    "ages": _("Age"), "german": _("How much German does one need?"), "times": _("When"),
    "time_note": _("Something to add about the times"), "place": _("Name of the house or room"), "street": _("Street and number"),
    "postcode": _("Postcode"), "city": _("Town"), "district": _("District"), "protected": _("The address is protected"),
    "address": _("Address"), "delivery": _("Way"), "cost": _("Cost"), "spoken": _("Languages"), "childcare": _("Childcare"),
    "appointment": _("How does one get in?"), "documents": _("Please bring"), "access": _("Access"), "phone": _("Telephone"),
    "email": _("E-mail"), "url": _("Website"), "program": _("Programme"),
}  # fmt: skip
REASONS = {
    "changed_meanwhile": _("Somebody has changed the offer since the list was looked through. Please upload the list again."),
    "there_meanwhile": _("The offer has come in with another list meanwhile."),
    "changed_since": _("Somebody has changed the offer since. Please look at it yourself."),
    "not_allowed_now": _("You may not do this at the moment. Please ask your centre."),
}


def about_file(refused: Refused) -> str:
    text = _FILE.get(refused.code, _FILE["file_broken"])
    facts = {"megabytes": MAX_BYTES // (1024 * 1024), "rows": MAX_ROWS, "columns": MAX_COLUMNS}
    found = str(text) % {**facts, **refused.facts} if "%(" in str(text) else str(text)
    return " ".join(part for part in (found, meant_words(refused.facts.get("meant", "").split(", "))) if part)


def meant_words(meant: list[str]) -> str:
    words = [f"„{word}“" for word in meant if word]
    return gettext("Did you mean %(words)s?") % {"words": ", ".join(words)} if words else ""


def column_words(problem: dict[str, Any]) -> str:
    """The heading as the file writes it; for a column that the file does not have, its name in the reader's language."""
    return str(problem.get("heading") or _COLUMNS.get(problem["column"], ""))


def about_row(problem: dict[str, Any]) -> str:
    text = _ROW[problem["code"]]
    return " ".join(part for part in (str(text) % {"given": problem["given"]}, meant_words(problem["meant"])) if part)


def about_differences(differences: list[dict[str, Any]], reader: str) -> list[tuple[str, str, str]]:
    """(what, before, after) in words."""
    return [
        (field_words(c.field), shown(c.field, c.before, reader), shown(c.field, c.after, reader))
        for c in told(Change(**difference) for difference in differences)
    ]
