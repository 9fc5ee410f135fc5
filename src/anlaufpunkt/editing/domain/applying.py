"""A row that was read, put beside the offer it speaks of: by what it is known, and what the offer says afterwards."""

from hashlib import sha256

from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.domain.importing import SPOT, Read
from anlaufpunkt.editing.domain.lookup import key_of

NUMBERED = "n"  # begins the identity of a row with a number of its own


def identity(read: Read, language: str) -> str:
    """What a row is known by the next time: its own number, else its name and place. As a hash of one length."""
    if read.number:
        return NUMBERED + _hash(key_of(read.number) or read.number)
    return "p" + _hash(*place_key(name_in(read.facts, language), read.facts))


def _hash(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:63]


def name_in(facts: Facts, language: str) -> str:
    return str(facts.get(f"texts.{language}.name") or "")


def place_key(name: str, facts: Facts) -> tuple[str, str, str]:
    """By which an offer without a number is recognised."""
    return key_of(name), str(facts.get("spot.postcode") or ""), key_of(str(facts.get("spot.street") or ""))


def applied(before: Facts, read: Read, language: str) -> Facts:
    """The facts of an offer (flat) with what the row says; what the list cannot say stays."""
    facts = before | read.facts
    if not before:
        facts |= {"language": language, f"texts.{language}.origin": "source"}
    if "spot.postcode" in read.facts and _same_place(before, read.facts):  # what is known more exactly stays
        facts |= {name: before.get(name) for name in SPOT}
    if _same_times(before.get("rules"), read.facts.get("rules")):  # so do dates that are cancelled
        facts["rules"] = before["rules"]
    return present(facts)


def present(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _same_place(before: Facts, said: Facts) -> bool:
    names = ("spot.street", "spot.postcode", "spot.city")
    return "spot.lat" in before and all((said.get(name) or "") == (before.get(name) or "") for name in names if name in said)


def _same_times(before: list[Facts] | None, said: list[Facts] | None) -> bool:
    return bool(before and said) and _plain(before or []) == _plain(said or [])


def _plain(rules: list[Facts]) -> list[Facts]:
    return [{k: v for k, v in rule.items() if k not in ("closed_on", "extra_on")} for rule in rules]
