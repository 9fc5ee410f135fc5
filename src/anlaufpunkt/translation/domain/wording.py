"""What has changed between two wordings, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: same, gone (only before) or new (only after)."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces that are the same or gone make up `before`, those that are the same or new `after`."""
    a, b = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for _tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if a[a1:a2] == b[b1:b2]:
            pieces.append(Piece(SAME, "".join(a[a1:a2])))
            continue
        if a1 < a2:
            pieces.append(Piece(GONE, "".join(a[a1:a2])))
        if b1 < b2:
            pieces.append(Piece(NEW, "".join(b[b1:b2])))
    return pieces
