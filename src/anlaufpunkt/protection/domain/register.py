"""The register: for each text of each table whether it tells of a person, what for, on what ground, how long, what happens then.

It is the source of the record of processing (Art. 30 GDPR). A text, JSON or file field that is not named fails the build.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from anlaufpunkt.terms.domain.refusal import Refused


class Then(StrEnum):
    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP_COUNT = "keep a count"
    STAY = "stay"  # with a reason in `keep`


@dataclass(frozen=True, slots=True)
class Entry:
    """One table. `model` is "room.Model"; each of its texts stands in `personal` or in `plain`."""

    model: str
    personal: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    whose: str = ""
    purpose: str = ""
    basis: str = ""
    keep: str = ""
    then: Then = Then.STAY

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.personal + self.plain)


def entries(data: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    """Of one room's file; raises Refused for what cannot be an entry."""
    found = []
    for model, facts in data.items():
        try:
            known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
            entry = Entry(model, **{**known, "then": Then(known.get("then", "stay"))})
        except (TypeError, ValueError) as error:
            raise Refused("register_entry", model=model) from error
        said = (entry.whose, entry.purpose, entry.basis, entry.keep, "then" in facts)
        if set(entry.personal) & set(entry.plain) or any(said) is not bool(entry.personal) or all(said) is not any(said):
            raise Refused("register_entry", model=model)
        found.append(entry)
    return found
