"""The words of the twenty languages as one look-up: which words of a text mean a day, a "not", the school holidays."""

from dataclasses import dataclass, replace
from functools import lru_cache

from anlaufpunkt.terms.domain.folding import fold, serbian_latin, umlaut_twin
from anlaufpunkt.terms.domain.schedule import DAYS
from anlaufpunkt.terms.domain.spoken import words_arabic, words_latin, words_slavic, words_west
from anlaufpunkt.terms.domain.spoken.tokens import Kind, Token

Table = dict[str, str]
TABLES: dict[str, Table] = {
    **words_west.TABLES, **words_latin.TABLES, **words_slavic.TABLES, **words_arabic.TABLES, "de-simple": words_west.TABLES["de"],
}  # fmt: skip
_SETS = {"daily": tuple(range(7)), "workdays": tuple(range(5)), "weekend": (5, 6)}
_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "last": -1}
_ENDING = 4  # letters that may follow a stem ("montag*": montags)
_LONGEST = 6  # words


@dataclass(frozen=True, slots=True)
class Meaning:
    words: tuple[str, ...]
    kind: Kind
    n: int = 0
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    meanings: dict[str, tuple[Meaning, ...]]  # by first word
    prefixes: tuple[tuple[str, Kind], ...]
    suffixes: tuple[tuple[str, Kind], ...]

    def at(self, words: list[str]) -> Meaning | None:
        """The meaning of the longest beginning of `words` that is known."""
        first = words[0]
        keys = dict.fromkeys([first, umlaut_twin(first), *(f"{first[:-cut] if cut else first}*" for cut in range(_ENDING + 1))])
        found = [m for key in keys for m in self.meanings.get(key, ()) if _fits(m.words, words)]
        return max(found, key=lambda m: len(m.words), default=None)


def _fits(patterns: tuple[str, ...], words: list[str]) -> bool:
    return len(patterns) <= len(words) and all(map(_word_fits, patterns, words))


def _word_fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1]) and len(word) - len(pattern) < _ENDING
    return pattern in (word, umlaut_twin(word))


def alternatives(table: Table, key: str) -> list[str]:
    return [part.strip() for part in table.get(key, "").split("|") if part.strip()]


@lru_cache(maxsize=64)
def lexicon(*codes: str) -> Lexicon:
    """The words of these languages; where they disagree the earlier language is right."""
    meanings: dict[str, list[Meaning]] = {}
    seen: set[tuple[str, ...]] = set()
    for code in codes:
        own = [m for m in _meanings(code) if m.words not in seen]
        seen.update(m.words for m in own)
        for meaning in own:
            meanings.setdefault(meaning.words[0], []).append(meaning)
    affixes = {name: _affixes(codes, name) for name in ("prefixes", "suffixes")}
    return Lexicon({key: tuple(all_) for key, all_ in meanings.items()}, affixes["prefixes"], affixes["suffixes"])


def _affixes(codes: tuple[str, ...], name: str) -> tuple[tuple[str, Kind], ...]:
    pairs = (part.split("=") for code in codes for part in TABLES[code].get(name, "").split())
    return tuple((fold(text), Kind(kind)) for text, kind in pairs)


def _meanings(code: str) -> list[Meaning]:
    table, found = TABLES[code], list[Meaning]()
    for key in table:
        if key in DAYS or key in _SETS:
            days = (DAYS.index(key),) if key in DAYS else _SETS[key]
            found += (Meaning(w, Kind.DAY, days=days) for w in _spellings(table, key, code))
        elif key in _ORDINALS:
            found += (Meaning(w, Kind.ORDINAL, _ORDINALS[key]) for w in _spellings(table, key, code))
        elif key in ("months", "numbers"):
            kind = Kind.MONTH_NAME if key == "months" else Kind.NUMBER
            for n, names in enumerate(table[key].split(), start=1):
                found += (Meaning(_words(name.replace("_", " "), code), kind, n) for name in names.split("/"))
        elif key in set(Kind):
            found += (Meaning(w, Kind(key)) for w in _spellings(table, key, code))
    return found


def _spellings(table: Table, key: str, code: str) -> list[tuple[str, ...]]:
    return [_words(text, code) for text in alternatives(table, key)]


def _words(text: str, code: str) -> tuple[str, ...]:
    folded = fold(text).replace("-", " ")
    return tuple((serbian_latin(folded) if code == "sr" else folded).split())


def read_words(raw: list[Token], known: Lexicon) -> list[Token]:
    """Words become what they mean; the longest known phrase wins, what is not known stays and says so."""
    found: list[Token] = []
    i = 0
    while i < len(raw):
        if raw[i].kind is not Kind.WORD:
            found.append(raw[i])
            i += 1
            continue
        places = _run(raw, i)
        meaning = known.at([raw[place].text for place in places])
        if meaning is None:
            found += _parted(raw[i], known)
            i += 1
            continue
        taken = places[: len(meaning.words)]
        found.append(_token(meaning, [raw[place] for place in taken]))
        i = taken[-1] + 1
    return found


def _run(raw: list[Token], start: int) -> list[int]:
    """The places of the words from here on; a hyphen does not part them ("rendez-vous")."""
    places: list[int] = []
    for i in range(start, len(raw)):
        if raw[i].kind is Kind.WORD and len(places) < _LONGEST:
            places.append(i)
        elif raw[i].text != "-" or raw[i - 1].text == "-":
            break
    return places


def _token(meaning: Meaning, taken: list[Token]) -> Token:
    shown, text = " ".join(t.shown for t in taken), " ".join(t.text for t in taken)
    return Token(meaning.kind, shown, text, n=meaning.n, days=meaning.days, weak=meaning.kind is Kind.NUMBER)


def _parted(token: Token, known: Lexicon) -> list[Token]:
    """ "salıdan", "والخميس": a small word written together with a known one."""
    for suffix, kind in known.suffixes:
        if token.text == suffix:  # "10'dan"
            return [replace(token, kind=kind)]
        if token.text.endswith(suffix) and (meaning := known.at([token.text.removesuffix(suffix) or suffix])):
            return [_token(meaning, [token]), Token(kind, "", suffix)]
    for prefix, kind in known.prefixes:
        if token.text.startswith(prefix) and (meaning := known.at([token.text.removeprefix(prefix) or prefix])):
            return [Token(kind, "", prefix), _token(meaning, [token])]
    return [replace(token, kind=Kind.UNKNOWN)]
