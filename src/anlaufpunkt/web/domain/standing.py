"""How the installation stands, as lines that say what to do; and its figures as text for Prometheus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

PREFIX = "anlaufpunkt_"


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


RANK = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, how it stands, what was found, and what to do unless all is well."""

    what: str
    state: State
    found: str
    todo: str = ""


def worst(lines: Iterable[Line]) -> State:
    return max((line.state for line in lines), key=RANK.__getitem__, default=State.OK)


def by_age(age: timedelta, *, warn: timedelta, fail: timedelta) -> State:
    return State.FAIL if age >= fail else State.WARN if age >= warn else State.OK


def spoken(age: timedelta) -> str:
    """An age in the largest unit that says enough: "3 days"."""
    seconds = max(0, int(age.total_seconds()))
    for size, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} seconds"


def key_is_strong(key: str) -> bool:
    return len(key) >= 50 and len(set(key)) >= 10 and not key.startswith("django-insecure")


def prometheus(figures: Mapping[str, float], lines: Iterable[Line]) -> str:
    """The text format of Prometheus: gauges only, no label but the name of the check."""
    text = [f"# TYPE {PREFIX}{name} gauge\n{PREFIX}{name} {value:g}" for name, value in figures.items()]
    text += [f"# HELP {PREFIX}check 0 ok, 1 warn, 2 fail", f"# TYPE {PREFIX}check gauge"]
    text += [f'{PREFIX}check{{what="{line.what}"}} {RANK[line.state]}' for line in lines]
    return "\n".join(text) + "\n"
