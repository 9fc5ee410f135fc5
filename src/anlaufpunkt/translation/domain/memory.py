"""The translation memory: what was translated once is offered again."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.translation.domain.figures import differing
from anlaufpunkt.translation.domain.segments import bare, sentences, split
from anlaufpunkt.translation.domain.wording import Piece, difference

NEAR = 0.8
GAP = "[…]"  # stands in a filled text where a sentence is still to be translated


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence with its translation and in how many services it is used."""

    id: int
    source: str
    target: str
    folded: tuple[str, ...]
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """`figures` are the numbers in which the translation differs from the sentence asked for."""

    known: Known
    ratio: float
    changes: tuple[Piece, ...]
    figures: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return all(piece.kind == "same" for piece in self.changes)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the source and what the memory has for it, best first."""

    source: str
    matches: tuple[Match, ...] = ()

    @property
    def exact(self) -> Match | None:
        return next((m for m in self.matches if m.exact and not m.figures), None)


def pairs(source: str, target: str) -> list[tuple[str, str]]:
    """Sentence by sentence where both have as many, else the two as wholes."""
    a, b = sentences(source), sentences(target)
    if not a or not b:
        return []
    return list(zip(a, b, strict=True)) if len(a) == len(b) else [(bare(source), bare(target))]


def ratio(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike two sentences are: 2 × common words in order / all words. 1.0 for the same words."""
    total = len(a) + len(b)
    if not total:
        return 1.0
    if 2 * (Counter(a) & Counter(b)).total() < NEAR * total:  # an upper bound, and cheap
        return 0.0
    x, y = sorted((a, b))  # difflib alone is not symmetric
    return SequenceMatcher(None, x, y, autojunk=False).ratio()


def bounds(words: int) -> tuple[int, int]:
    """How many words a sentence has at least and at most that can be near one with so many."""
    return math.ceil(words * NEAR / (2 - NEAR)), math.floor(words * (2 - NEAR) / NEAR)


def look_up(sentence: str, known: Iterable[Known], most: int = 3) -> Segment:
    """The exact matches, then the near ones; the same translation once."""
    words = tuple(tokens(sentence))
    found: dict[str, Match] = {}
    for one in known:
        alike = 1.0 if one.source == sentence else ratio(words, one.folded) if words else 0.0
        if alike >= NEAR:
            match = Match(one, alike, tuple(difference(one.source, sentence)), differing(sentence, one.target))
            before = found.get(one.target)
            if before is None or _order(match) < _order(before):
                found[one.target] = match
    return Segment(sentence, tuple(sorted(found.values(), key=_order)[:most]))


def _order(match: Match) -> tuple[bool, bool, float, int, str, int]:
    return (not match.exact, bool(match.figures), -match.ratio, -match.known.uses, match.known.target, match.known.id)


def fill(source: str, segments: Iterable[Segment]) -> str:
    """The source's text with its known sentences in the other language; empty where none is known."""
    exact = {segment.source: segment.exact for segment in segments if segment.exact}
    if not exact:
        return ""
    filled = []
    for piece in split(source):
        sentence = bare(piece)
        match = exact.get(sentence)
        space = piece[len(piece.rstrip()) :]
        filled.append((match.known.target if match else GAP if sentence else "") + space)
    return "".join(filled).strip()


def put_in(text: str, target: str) -> str:
    """A chosen sentence goes into the first gap, else to the end."""
    if GAP in text:
        return text.replace(GAP, target, 1)
    return f"{text.rstrip()} {target}".strip()
