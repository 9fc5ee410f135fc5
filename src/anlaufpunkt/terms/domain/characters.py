"""Characters as people type them."""

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def western(text: str) -> str:
    """The same number, whatever keyboard it was typed on."""
    return text.translate(_DIGITS)


def shown(character: str) -> str:
    """A blank for control and direction characters; those that join letters stay."""
    return " " if unicodedata.category(character) in _HIDDEN and character not in "\u200c\u200d" else character
