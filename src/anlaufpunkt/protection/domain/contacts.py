"""One spelling for each telephone number and mail address, so that the same one is found again however it was typed."""

import re

from anlaufpunkt.terms.domain.characters import western
from anlaufpunkt.terms.domain.refusal import Refused

_NOT_A_DIGIT = re.compile(r"[^\d+]")
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}")


def phone(text: str) -> str:
    """The number with its country, "+49231…": a leading 0 is read as a German number. Raises Refused where it is none."""
    digits = _NOT_A_DIGIT.sub("", western(text).replace("(0)", ""))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+49" + digits[1:]
    if not re.fullmatch(r"\+[1-9]\d{6,14}", digits):
        raise Refused("not_a_phone_number")
    return digits


def mail(text: str) -> str:
    """In small letters. Raises Refused where it is no address."""
    address = text.strip().lower()
    if len(address) > 254 or not _MAIL.fullmatch(address):
        raise Refused("not_a_mail_address")
    return address
