"""Hints for a German text that people with little German are to read. They advise; nothing depends on them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from anlaufpunkt.editing.domain.office_words import OFFICE_WORDS

LONG_SENTENCE, VERY_LONG_SENTENCE, LONG_WORD = 15, 20, 20
MOST = 12
MOST_TEXT = 4000  # characters that are looked at


class Kind(StrEnum):
    VERY_LONG_SENTENCE = "very-long-sentence"
    LONG_SENTENCE = "long-sentence"
    LONG_WORD = "long-word"
    OFFICE_WORD = "office-word"
    ABBREVIATION = "abbreviation"
    PASSIVE = "passive"
    NOUNS = "nouns"


@dataclass(frozen=True, slots=True)
class Hint:
    """`found` stands so in the text; `instead`: what to write, where we know it."""

    kind: Kind
    found: str
    instead: str = ""


_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# A full stop ends a sentence where a space and a large letter follow, and no short form or number stands before it.
_END = re.compile(r"(?<=[.!?…:])\s+(?=[\"„»(]?[A-ZÄÖÜ0-9])|\n+")
_SHORT_FORM = re.compile(
    r"\b(?:[A-Za-zÄÖÜäöü]|ca|bzw|inkl|evtl|ggf|usw|etc|Nr|Str|Tel|St|Dr|Prof|max|mind|gem|vgl|zzgl|Mo|Di|Mi|Do|Fr|Sa|So|\d+)\.$"
)
_INSTEAD = {
    "ggf.": "wenn nötig", "bzw.": "oder", "u.a.": "zum Beispiel", "i.d.R.": "meistens", "evtl.": "vielleicht",
    "inkl.": "mit", "zzgl.": "und dazu", "o.ä.": "oder Ähnliches", "d.h.": "das heißt", "gem.": "nach", "etc.": "und mehr",
    "vgl.": "siehe", "v.a.": "vor allem", "z.T.": "zum Teil", "i.S.d.": "nach", "TN": "wer mitmacht", "n.V.": "nach Absprache",
    "KI": "Kommunales Integrationszentrum (KI)", "MBE": "Migrationsberatung (MBE)", "JMD": "Jugendmigrationsdienst (JMD)",
    "SGB": "Sozialgesetzbuch (SGB)", "BAMF": "Bundesamt für Migration (BAMF)", "ABH": "Ausländerbehörde",
    "OGS": "Nachmittagsbetreuung (OGS)", "MSO": "Verein von Zugewanderten", "UMF": "Jugendliche ohne Eltern", "LSBTIQ": "",
}  # fmt: skip
_DOTTED = re.compile(r"(?<![\w.])(?:(?:[A-Za-zÄÖÜäöü]\. ?){2,}|(?:ggf|bzw|evtl|inkl|zzgl|gem|etc|vgl)\.)")
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{2,6}\b")
# Everybody knows these, or they are no words to explain.
_KNOWN = frozenset({
    "NRW", "EU", "DE", "WC", "PC", "USA", "CD", "DVD", "SMS", "ICE", "AOK", "VHS", "TV", "UG", "EG", "OG", "AB", "AWO", "DRK",
    "PDF", "EXAMPLE",
})  # fmt: skip
_LEVEL = re.compile(r"^(?:[ABC][12]|[IVX]+)$")
_WERDEN = re.compile(
    r"\b(?:wird|werden|wurde|wurden)\b[^.!?]{0,150}?\b"
    r"(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver|ent|zer|miss)\w{3,}(?:t|en))\b(?=\s*[.!?,;]|\s*$)"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ]\w*(?:ung|heit|keit|schaft|ismus|tion|ität)(?:en|s)?\b")
_NOUNS_IN_A_SENTENCE = 4


def hints(text: str) -> list[Hint]:
    """At most MOST, the gravest first, each once."""
    text = text[:MOST_TEXT]
    found = [*_sentences(text), *_office(text), *_short_forms(text), *_words(text)]
    order = list(Kind)
    return sorted(dict.fromkeys(found), key=lambda hint: order.index(hint.kind))[:MOST]


def sentences(text: str) -> list[str]:
    """A list's items and lines count as sentences of their own."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and _SHORT_FORM.search(parts[-1][-12:]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts


def _sentences(text: str) -> list[Hint]:
    found = []
    for sentence in sentences(text):
        words = len(_WORD.findall(sentence))
        if words > VERY_LONG_SENTENCE:
            found.append(Hint(Kind.VERY_LONG_SENTENCE, _opening(sentence)))
        elif words > LONG_SENTENCE:
            found.append(Hint(Kind.LONG_SENTENCE, _opening(sentence)))
        if _WERDEN.search(sentence):
            found.append(Hint(Kind.PASSIVE, _opening(sentence)))
        if len(_NOUN.findall(sentence)) >= _NOUNS_IN_A_SENTENCE:
            found.append(Hint(Kind.NOUNS, _opening(sentence)))
    return found


def _opening(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6])[:80] + (" …" if len(words) > 6 else "")


def _words(text: str) -> list[Hint]:
    return [
        Hint(Kind.LONG_WORD, word)
        for word in _WORD.findall(text)
        if max(len(part) for part in word.split("-")) > LONG_WORD and not _OFFICE.search(word)
    ]


def _short_forms(text: str) -> list[Hint]:
    dotted = {match[0].strip() for match in _DOTTED.finditer(text)} - {"z. B.", "z.B."}
    known = {form.replace(" ", ""): form for form in sorted(dotted)}
    capitals = {word for word in _CAPITALS.findall(text) if not _LEVEL.match(word)} - _KNOWN
    unexplained = [word for word in sorted(capitals) if f"({word})" not in text and f"{word} (" not in text]
    if text.isupper():
        unexplained = []
    found = [Hint(Kind.ABBREVIATION, form, _INSTEAD.get(key, "")) for key, form in known.items()]
    return [*found, *(Hint(Kind.ABBREVIATION, word, _INSTEAD.get(word, "")) for word in unexplained)]


def _pattern(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


_BY_PATTERN = [(re.compile(rf"\b{_pattern(word)}\b", re.IGNORECASE), instead) for word, instead in OFFICE_WORDS.items()]
_OFFICE = re.compile("|".join(rf"\b(?:{_pattern(word)})\b" for word in OFFICE_WORDS), re.IGNORECASE)


def _office(text: str) -> list[Hint]:
    if not _OFFICE.search(text):
        return []
    return [Hint(Kind.OFFICE_WORD, match[0], instead) for pattern, instead in _BY_PATTERN if (match := pattern.search(text))]
