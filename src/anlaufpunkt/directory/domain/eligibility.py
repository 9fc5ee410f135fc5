"""Who an offer is for, as data. None and empty always mean: not known or not restricted, never "no"."""

from dataclasses import dataclass
from enum import StrEnum

from anlaufpunkt.terms.domain.refusal import Refused


class Group(StrEnum):
    NEWCOMERS = "newcomers"
    REFUGEES = "refugees"
    UKRAINE = "ukraine"
    EU_CITIZENS = "eu-citizens"
    ROMA = "roma"
    FAMILIES = "families"
    PARENTS = "parents"
    PREGNANT = "pregnant"
    CHILDREN = "children"
    YOUTH = "youth"
    ADULTS = "adults"
    SENIORS = "seniors"
    STUDENTS = "students"
    JOB_SEEKERS = "job-seekers"
    LSBTIQ = "lsbtiq"
    UNINSURED = "uninsured"
    VICTIMS = "victims"
    NEIGHBOURS = "neighbours"
    VOLUNTEERS = "volunteers"
    ORGANISATIONS = "organisations"
    PROFESSIONALS = "professionals"
    EVERYONE = "everyone"


class Audience(StrEnum):
    ALL = "all"
    WOMEN = "women"
    MEN = "men"


class Delivery(StrEnum):
    ON_SITE = "on-site"
    PHONE = "phone"
    ONLINE = "online"
    MOBILE = "mobile"


class Cost(StrEnum):
    UNKNOWN = ""
    FREE = "free"
    FEE = "fee"
    SMALL_FEE = "small-fee"


GERMAN_LEVELS = ("", "none", "A1", "A2", "B1", "B2", "C1")
RESIDENCE = ("any", "asylum", "tolerated", "permit", "eu", "undocumented")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Ages in months, both ends included."""

    min_age: int | None = None
    max_age: int | None = None
    groups: tuple[str, ...] = ()
    audience: str = Audience.ALL
    residence: tuple[str, ...] = ()
    german: str = ""

    def check(self) -> None:
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise Refused("age_range_reversed", low=str(self.min_age), high=str(self.max_age))
        for group in self.groups:
            if group not in set(Group):
                raise Refused("unknown_group", group=group)
        if self.german not in GERMAN_LEVELS:
            raise Refused("unknown_german_level", level=self.german)
        for status in self.residence:
            if status not in RESIDENCE:
                raise Refused("unknown_residence", status=status)

    def admits_age(self, months: int) -> bool | None:
        """None where the offer says nothing about age."""
        if self.min_age is None and self.max_age is None:
            return None
        return (self.min_age or 0) <= months <= (self.max_age if self.max_age is not None else 2400)
