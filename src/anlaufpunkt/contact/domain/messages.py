"""Turns of a thread, and where inquiries come from."""

from enum import StrEnum


class Kind(StrEnum):
    IN = "in"  # from the person
    OUT = "out"  # to the person
    NOTE = "note"  # stays inside


class Origin(StrEnum):
    WEB = "web"
    DESK = "desk"  # somebody stood there
    PHONE = "phone"
    MAIL = "mail"
