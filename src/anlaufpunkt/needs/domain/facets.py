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
    for at, word in enumerate(words):
        months = _age_at(words, at, word, lex)
        if months is None or not 0 <= months <= 18 * 12:
            continue
        if _old(words, at) or (word,) in lex.values.get("ages", {}) or any(abs(at - c) <= REACH for c in children):
            return round(months)
    return _born(words, lex, today)


def _old(words: list[str], at: int) -> bool:
    """ "6 months old": an age even where no child is named."""
    return len(words) > at + 2 and words[at + 2] in _OLD


def _unit_word(words: list[str], at: int) -> str:
    return words[at + 1] if at + 1 < len(words) else ""


def _age_at(words: list[str], at: int, word: str, lex: Lexicon) -> float | None:
    """A number followed by a unit, or an age in one word (Arabic duals: two months)."""
    whole = lex.values.get("ages", {}).get((word,))
    if whole is not None:
        return float(whole)
    number = _number(word, lex)
    if number is None:
        return None
    for name, factor in UNITS.items():
        if lex.is_one(name, _unit_word(words, at)):
            return number * factor
    return None


def _born(words: list[str], lex: Lexicon, today: date) -> int | None:
    """ "Born in May": months since the last May."""
    if not lex.has("born", words):
        return None
    months = lex.values.get("months", {})
    named = next((int(months[(w,)]) for w in words if (w,) in months), None)
    year = next((int(w) for w in words if w.isdecimal() and today.year - 18 <= int(w) <= today.year), None)
    if named is None and year is None:
        return None
    if named is None and year is not None:
        return max(0, (today.year - year) * 12 + today.month - 6)
    assert named is not None  # noqa: S101  for the type checker: one of the two is known here
    age = ((year and (today.year - year) * 12) or 0) + today.month - named
    return age if age >= 0 else age + 12
