"""Kinds of organisations in the network."""

from enum import StrEnum

EXAMPLE_CENTRE = "EXAMPLE"  # key of the demonstration's invented centre


class Kind(StrEnum):
    CENTRE = "ki"
    MUNICIPALITY = "municipality"
    CARRIER = "free-carrier"
    MSO = "mso"
    UMBRELLA = "mso-umbrella"
    INITIATIVE = "initiative"
    FEDERAL = "federal"


class PageKind(StrEnum):
    """What every centre must publish about itself before its pages go live."""

    IMPRINT = "imprint"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    EASY_LANGUAGE = "easy-language"
    SIGN_LANGUAGE = "sign-language"
