"""Facets of a question: child's age, language wanted, day and time, women only, childcare, urgency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anlaufpunkt.terms.domain.folding import tokens

Phrases = frozenset[tuple[str, ...]]
UNITS = {"day": 1 / 30.4, "week": 7 / 30.4, "month": 1.0, "year": 12.0}
FLAGS = ("women_only", "childcare", "online", "phone", "now", "weekend", "pregnant")
PARTS = ("morning", "afternoon", "evening")
_OLD = frozenset({"old", "alt", "alte", "alten", "alter", "altes", "jahrig", "yasinda", "aylik"})
_IS = frozenset({"is", "ist", "wird", "est", "e", "este", "are", "tiene", "ma", "ima", "ka", "است", "عمره", "عمرها"})
MAX_MONTHS = 18 * 12
REACH = 7  # how many tokens away from a word for child an age in years still belongs to the child


@dataclass(frozen=True, slots=True)
class Facets:
    """`age_months` of the child; weekdays 1 = Monday … 7 = Sunday; `languages` wanted besides German."""

    age_months: int | None = None
    pregnant: bool = False
    languages: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    part_of_day: str = ""
    women_only: bool = False
    childcare: bool = False
    online: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word forms of one or several languages, folded to token tuples."""

    phrases: Mapping[str, Phrases] = field(default_factory=dict)
    values: Mapping[str, Mapping[tuple[str, ...], float | str]] = field(default_factory=dict)

    def has(self, name: str, words: list[str]) -> bool:
        return any(_inside(phrase, words) for phrase in self.phrases.get(name, ()) if phrase[0] in words)

    def is_one(self, name: str, word: str) -> bool:
        return (word,) in self.phrases.get(name, ())


def lexicon(data: Mapping[str, object]) -> Lexicon:
    """From the content of one facets file."""
    phrases = {k: _folded(v) for k, v in data.items() if isinstance(v, list)}
    tables = {k: v for k, v in data.items() if isinstance(v, dict) and k != "hello"}
    return Lexicon(phrases, {k: {tuple(tokens(w)): n for w, n in v.items() if tokens(w)} for k, v in tables.items()})


def merged(parts: list[Lexicon]) -> Lexicon:
    phrases: dict[str, Phrases] = {}
    values: dict[str, dict[tuple[str, ...], float | str]] = {}
    for part in parts:
        for name, known in part.phrases.items():
            phrases[name] = phrases.get(name, frozenset()) | known
        for name, table in part.values.items():
            values[name] = {**table, **values.get(name, {})}
    return Lexicon(phrases, values)


def _folded(words: list[str]) -> Phrases:
    return frozenset(key for word in words if (key := tuple(tokens(word))))


def _inside(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    if size == 1:
        return phrase[0] in words
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))


def facets(words: list[str], lex: Lexicon, today: date) -> Facets:
    """Read the facets off folded tokens."""
    flags = {name: lex.has(name, words) for name in FLAGS}
    return Facets(
        age_months=_age(words, lex, today),
        pregnant=flags["pregnant"],
        languages=_languages(words, lex),
        weekdays=_weekdays(words, lex, flags["weekend"]),
        part_of_day=next((part for part in PARTS if lex.has(part, words)), ""),
        women_only=flags["women_only"],
        childcare=flags["childcare"],
        online=flags["online"] or flags["phone"],
        now=flags["now"],
    )


def _weekdays(words: list[str], lex: Lexicon, weekend: bool) -> tuple[int, ...]:
    table = lex.values.get("weekdays", {})
    days = {int(day) for phrase, day in table.items() if phrase[0] in words and _inside(phrase, words)}
    return tuple(sorted(days | ({6, 7} if weekend else set())))


def _languages(words: list[str], lex: Lexicon) -> tuple[str, ...]:
    """Languages named, save German: who names German wants to learn it."""
    table = lex.values.get("languages", {})
    named = {str(tag) for phrase, tag in table.items() if phrase[0] in words and _inside(phrase, words)}
    return tuple(sorted(named - {"de"}))


def _number(word: str, lex: Lexicon) -> float | None:
    if word.isdecimal() and len(word) <= 3:
        return float(word)
    value = lex.values.get("numbers", {}).get((word,))
    return float(value) if value is not None else None


def _age(words: list[str], lex: Lexicon, today: date) -> int | None:
    children = [i for i, w in enumerate(words) if lex.is_one("child", w) or lex.is_one("baby", w)]
    for at in range(len(words)):
        found = _length_at(words, at, lex)
        if found is None or not 0 <= found[0] <= MAX_MONTHS:
            continue
        months, end = found
        said_old = end < len(words) and words[end] in _OLD
        if said_old or any(abs(at - c) <= REACH for c in children):
            return round(months)
    return _bare_years(words, children) or _born(words, lex, today)


def _length_at(words: list[str], at: int, lex: Lexicon) -> tuple[float, int] | None:
    """Months and where they end: a fixed phrase ("half a year", Arabic duals) or a number followed by a unit."""
    fixed = [(p, months) for p, months in lex.values.get("ages", {}).items() if tuple(words[at : at + len(p)]) == p]
    if fixed:
        phrase, months = max(fixed, key=lambda item: len(item[0]))
        return float(months), at + len(phrase)
    number = _number(words[at], lex)
    if number is None or at + 1 == len(words):
        return None
    for name, factor in UNITS.items():
        if lex.is_one(name, words[at + 1]):
            return number * factor, at + 2
    return None


def _bare_years(words: list[str], children: list[int]) -> int | None:
    """ "My daughter is 7", "… for my son 5": a small number at the end, right behind the child.

    Elsewhere it may be a class or a date."""
    if not words[-1].isdecimal() or not 0 < int(words[-1]) < 18:
        return None
    behind = len(words) - 2 in children or (len(words) - 3 in children and words[-2] in _IS)
    return int(words[-1]) * 12 if behind else None


def _born(words: list[str], lex: Lexicon, today: date) -> int | None:
    """ "Born in May": months since the last May."""
    if not lex.has("born", words):
        return None
    months = lex.values.get("months", {})
    named = next((int(month) for phrase, month in months.items() if phrase[0] in words and _inside(phrase, words)), None)
    year = next((int(w) for w in words if w.isdecimal() and today.year - 18 <= int(w) <= today.year), None)
    if named is None and year is None:
        return None
    if named is None and year is not None:
        age = max(0, (today.year - year) * 12 + today.month - 6)
    else:
        age = (today.year - (year or today.year)) * 12 + today.month - (named or today.month)
        age += 12 if age < 0 and year is None else 0
    return age if 0 <= age <= MAX_MONTHS else None
