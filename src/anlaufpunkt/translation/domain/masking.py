"""Addresses and numbers stay here: they are taken out before a text goes to a machine and put back behind it."""

import re
from dataclasses import dataclass

from anlaufpunkt.terms.domain.refusal import Refused

_MASKED = re.compile(
    r"[^\s@⟦⟧<>]+@[^\s@⟦⟧<>]*[^\W_]"  # e-mail; a full stop behind it belongs to the sentence
    r"|(?:https?://|www\.)[^\s⟦⟧<>]*[^\s⟦⟧<>.,;:!?)]"
    r"|(?:\+|\b00)?\(?\d(?:[\d]|[ /()\-–.\u00a0]{1,3}(?=\d)){5,}"  # phones, and other long numbers with them
    r"|[⟦⟧]",
    re.IGNORECASE,
)
_MARK = re.compile(r"⟦\s*(\d+)\s*⟧")


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` with marks ⟦0⟧, ⟦1⟧ … in the place of `kept`."""

    text: str
    kept: tuple[str, ...]


def mask(text: str) -> Masked:
    kept: list[str] = []

    def take(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"⟦{len(kept) - 1}⟧"

    return Masked(_MASKED.sub(take, text), tuple(kept))


def unmask(text: str, kept: tuple[str, ...]) -> str:
    """Refused where the machine has lost, doubled or invented a mark."""
    seen = [int(number) for number in _MARK.findall(text)]
    if sorted(seen) != list(range(len(kept))) or re.search("[⟦⟧]", _MARK.sub("", text)):
        raise Refused("machine_rubbish")
    return _MARK.sub(lambda match: kept[int(match[1])], text)
