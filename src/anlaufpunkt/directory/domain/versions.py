"""Two versions of an offer side by side, and three of them merged. Versions are the dictionaries of `offer.to_json`."""

from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]
_APART = ("texts", "eligibility", "spot", "partner")  # their members are facts of their own


@dataclass(frozen=True, slots=True)
class Change:
    """`field` is a name such as "cost" or "texts.ar.name"; None stands for "not there"."""

    field: str
    before: Any
    after: Any


def flat(facts: Facts) -> Facts:
    """Every fact under one name: {"cost": "free", "texts.de.name": "…"}."""
    found: Facts = {}
    for key, value in facts.items():
        if key in _APART and isinstance(value, dict):
            found |= {f"{key}.{below}": part for below, part in flat_part(value).items()}
        else:
            found[key] = value
    return found


def flat_part(part: Facts) -> Facts:
    found: Facts = {}
    for key, value in part.items():
        if isinstance(value, dict):
            found |= {f"{key}.{below}": inner for below, inner in value.items()}
        else:
            found[key] = value
    return found


def deep(flattened: Facts) -> Facts:
    """The inverse of `flat`."""
    facts: Facts = {}
    for name, value in flattened.items():
        *path, last = name.split(".")
        at = facts
        for step in path:
            at = at.setdefault(step, {})
        at[last] = value
    return facts


def compare(before: Facts, after: Facts) -> list[Change]:
    """What differs, in the order of names."""
    a, b = flat(before), flat(after)
    return [Change(name, a.get(name), b.get(name)) for name in sorted(a.keys() | b.keys()) if a.get(name) != b.get(name)]


@dataclass(frozen=True, slots=True)
class Merged:
    """`facts` holds what the two agree on or only one has changed; where both have (`conflicts`) it holds mine."""

    facts: Facts
    conflicts: tuple[Change, ...] = ()  # before: theirs, after: mine


def merge(base: Facts, mine: Facts, theirs: Facts) -> Merged:
    """Three-way: what only one side has changed since `base` is taken from that side."""
    merged = merge_flat(flat(base), flat(mine), flat(theirs))
    return Merged(deep(merged.facts), merged.conflicts)


def merge_flat(old: Facts, own: Facts, other: Facts) -> Merged:
    """The same for facts under one name each."""
    result: Facts = {}
    conflicts: list[Change] = []
    for name in sorted(old.keys() | own.keys() | other.keys()):
        before, here, there = old.get(name), own.get(name), other.get(name)
        value = there if here == before else here
        if here not in (before, there) and there != before:
            conflicts.append(Change(name, there, here))
        if value is not None:
            result[name] = value
    return Merged(result, tuple(conflicts))
