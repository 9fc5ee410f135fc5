"""From text to rules: the sentences of a text, what one says about the others, and what is doubtful about the result."""

from dataclasses import dataclass, replace
from datetime import date, time
from itertools import combinations

from anlaufpunkt.terms.domain.schedule import Rule
from anlaufpunkt.terms.domain.spoken.clock import read_clock
from anlaufpunkt.terms.domain.spoken.groups import Group, Limits, limited, rules_of
from anlaufpunkt.terms.domain.spoken.lexicon import lexicon, read_words
from anlaufpunkt.terms.domain.spoken.sentence import Sentence
from anlaufpunkt.terms.domain.spoken.tokens import LONGEST, Kind, Token, raw_tokens

_EVENING, _MORNING = time(17), time(10)


@dataclass(frozen=True, slots=True)
class Spoken:
    """`rest`: words that were not understood, as written. `problems`: codes of what the person should look at again."""

    rules: tuple[Rule, ...] = ()
    by_arrangement: bool = False
    rest: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def understand_times(text: str, language: str, today: date | None = None) -> Spoken:
    """People mix German into every language; the language that knows more words of the text is right about the others.

    A date without a year is the next such day from `today` on.
    """
    if len(text) > LONGEST:
        return replace(
            understand_times(text[:LONGEST], language, today), rest=(f"{text[LONGEST : LONGEST + 40]} …",), problems=("too_long",)
        )
    raw = raw_tokens(text, latin=language == "sr")
    if language.startswith("de"):
        return _read(raw, today, "de")
    own, german = (_known(raw, code) for code in (language, "de"))
    first = _read(raw, today, *((language, "de") if own >= german else ("de", language)))
    if own == german and own and first.rules != _read(raw, today, "de", language).rules:
        return replace(first, problems=(*first.problems, "two_languages"))
    return first


def _known(raw: list[Token], code: str) -> int:
    known = (t for t in read_words(raw, lexicon(code)) if t.kind not in (Kind.UNKNOWN, Kind.SKIP))
    return sum(len(t.text.split()) for t in known if t.text[:1].isalpha())


def _read(raw: list[Token], today: date | None, *languages: str) -> Spoken:
    tokens = read_clock(read_words(raw, lexicon(*languages)), today)
    sentences = [Sentence(part) for part in _parts(tokens)]
    shared = [s.limits for s in sentences if not s.groups]
    rules: list[Rule] = []
    rest, problems = [], []
    for sentence in sentences:
        own, lost = _rules(sentence)
        rules += own
        rest += sentence.rest + lost
        problems += sentence.problems
    for limits in shared:
        rules = [limited(rule, limits) for rule in _without(rules, limits)]
    rules = list(dict.fromkeys(rules))
    problems += _doubts(rules) + (["time_without_day"] if any(_rules(s)[1] for s in sentences) else [])
    return Spoken(tuple(rules), any(s.by_arrangement for s in sentences), tuple(rest), tuple(dict.fromkeys(problems)))


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Sentences end at semicolons and line ends; a line of days alone goes on with the times of the next line."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.BREAK:
            parts.append([])
        else:
            parts[-1].append(token)
    joined: list[list[Token]] = []
    for part in filter(None, parts):
        days = {t.kind for t in joined[-1]} if joined else set[Kind]()
        if Kind.DAY in days and not days & {Kind.TIME, Kind.DATE} and part[0].kind in (Kind.TIME, Kind.BETWEEN):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _rules(sentence: Sentence) -> tuple[list[Rule], list[str]]:
    """The rules of a sentence, and the times for which it names no day."""
    groups: list[Group] = []
    lost: list[str] = []
    for group in sentence.groups:
        if not group.codes and not group.dates:
            lost += group.shown
            continue
        if group.dates and group.codes:
            _check_weekday(group, sentence)
        lost += _take_over(group, groups)
        groups.append(group)
    return [rule for group in groups for rule in rules_of(group, sentence.shared)], lost


def _check_weekday(group: Group, sentence: Sentence) -> None:
    named = {rule.byday[0] for rule in rules_of(Group(dates=group.dates), Limits())}
    if named != set(group.codes):
        sentence.problems.append("weekday_differs")


def _take_over(group: Group, earlier: list[Group]) -> list[str]:
    """ "Mo-Fr 8-16, Fr bis 14": a later word about fewer days replaces the earlier one for them."""
    lost: list[str] = []
    for hours in list(group.hours):
        wider = next((g for g in earlier if _replaces(group, hours, g)), None)
        if wider:
            group.limits = wider.limits
            wider.codes = [code for code in wider.codes if code not in group.codes]
        if hours[0] is None:
            place = group.hours.index(hours)
            if wider:
                group.hours[place] = (wider.hours[0][0], hours[1])
            else:
                lost.append(group.shown[place])
                group.hours.remove(hours)
    return lost


def _replaces(group: Group, hours: tuple[time | None, time | None], wider: Group) -> bool:
    fewer = set(group.codes) < set(wider.codes) and group.interval == wider.interval and not group.dates
    return fewer and (hours[0] is None or any(_overlap(hours, other) for other in wider.hours))


def _overlap(one: tuple[time | None, time | None], two: tuple[time | None, time | None]) -> bool:
    (a, b), (c, d) = one, two
    return bool(a and b and c and d and a < d and c < b)


def _without(rules: list[Rule], limits: Limits) -> list[Rule]:
    kept = [replace(rule, byday=tuple(code for code in rule.byday if code not in limits.without)) for rule in rules]
    return [rule for rule in kept if rule.byday]


def _doubts(rules: list[Rule]) -> list[str]:
    found = []
    for rule in rules:
        weekly = any(len(code) == 2 for code in rule.byday)
        if rule.interval > 1 and weekly and rule.dtstart is None:
            found.append("second_week_needs_first_date")
        if rule.opens_at and rule.closes_at and _backwards(rule.opens_at, rule.closes_at):
            found.append("end_before_start")
        if rule.dtstart and rule.until and rule.until < rule.dtstart:
            found.append("end_before_start")
    for one, two in combinations(rules[:50], 2):
        same = set(one.byday) & set(two.byday) and (one.dtstart, one.until) == (two.dtstart, two.until)
        if same and _overlap((one.opens_at, one.closes_at), (two.opens_at, two.closes_at)):
            found.append("times_overlap")
    return found


def _backwards(opens: time, closes: time) -> bool:
    """Ending at or before the start is the next morning only for a night."""
    return closes <= opens and closes != time(0) and not (opens >= _EVENING and closes <= _MORNING)
