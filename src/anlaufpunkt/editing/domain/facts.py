"""What an offer needs before it may be shown, what is added on publication, what the places of a series share."""

import re
from datetime import date
from typing import Any

from anlaufpunkt.directory.domain.versions import Facts, compare

_BLANK = re.compile(r"\[[^\]]+\]")
OWN_STATEMENT = "own statement"
# Facts that belong to one place of a series.
_OF_THE_PLACE = frozenset({
    "spot", "rules", "time_note", "status", "closed_until", "areas", "accessibility", "assured", "unconfirmed", "source",
    "source_date", "id", "series", "organization", "is_example", "partner", "phone", "email",
})  # fmt: skip


def source_text(facts: Facts) -> dict[str, Any]:
    """Name and description in the language it was written in."""
    text: dict[str, Any] = facts.get("texts", {}).get(facts.get("language", ""), {})
    return text


def blanks(*texts: str) -> list[str]:
    """What a template leaves to be filled in: "[name of the house]"."""
    return [blank for text in texts for blank in _BLANK.findall(text)]


def open_blanks(facts: Facts) -> dict[str, list[str]]:
    """What is still to be filled in, in every language: {"texts.de.name": ["[name of the house]"]}."""
    found = {
        f"texts.{language}.{part}": blanks(text.get(part) or "")
        for language, text in facts.get("texts", {}).items()
        for part in ("name", "description")
    }
    return {name: left for name, left in found.items() if left}


def missing(facts: Facts) -> list[str]:
    """The names of steps without which nobody could use the offer."""
    found = []
    text = source_text(facts)
    if not text.get("name", "").strip() or not facts.get("needs") or open_blanks(facts):
        found.append("what")
    if not any(facts.get(key) for key in ("rules", "time_note", "appointment")):
        found.append("when")
    if not facts.get("spot") and not {"phone", "online"} & set(facts.get("delivery", ())):
        found.append("where")
    if not any(facts.get(key) for key in ("phone", "email", "url", "spot")):
        found.append("how")
    return found


def finished(facts: Facts, *, key: str, organization: str, is_example: bool, said_by: str, today: date) -> Facts:
    """As it is published: whoever publishes it says with that, that it is right today."""
    return {
        "status": "active", **facts, "id": key, "organization": organization, "is_example": is_example, "unconfirmed": False,
        "assured": today.isoformat(), "source_date": today.isoformat(),
        "source": "" if is_example else f"{OWN_STATEMENT}, {said_by}", "delivery": facts.get("delivery") or ["on-site"],
    }  # fmt: skip


def shared_by_series(before: Facts, after: Facts) -> dict[str, Any]:
    """What has changed and is common to all places; None for what was taken away."""
    return {c.field: c.after for c in compare(before, after) if c.field.split(".")[0] not in _OF_THE_PLACE}
