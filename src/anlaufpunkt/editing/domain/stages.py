"""How far a list is, what each of its rows would do, and what has come of it."""

from enum import StrEnum


class Stage(StrEnum):
    """Of a whole list."""

    PLANNED = "planned"
    TAKING = "taking"
    TAKEN = "taken"
    UNDOING = "undoing"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


class Fate(StrEnum):
    """What has come of a row."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REFUSED = "refused"
    UNDONE = "undone"
    KEPT = "kept"  # somebody has changed it since: undoing left it alone
