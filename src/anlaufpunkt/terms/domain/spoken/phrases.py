"""Rules as a sentence that `understand_times` reads back as the same rules; plain rather than pretty."""

from collections.abc import Iterable
from datetime import date

from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import DAYS, Rule
from anlaufpunkt.terms.domain.spoken.groups import place
from anlaufpunkt.terms.domain.spoken.lexicon import TABLES, Table, alternatives

_ORDINALS = {"1", "2", "3", "4", "5", "-1"}


def sayable(rule: Rule) -> bool:
    """Whether this language of few words has a phrase for the rule; imported data may hold stranger ones."""
    return (
        bool(rule.byday)
        and list(rule.byday) == sorted(set(rule.byday), key=place)
        and all(code in DAYS or code[:-2] in _ORDINALS for code in rule.byday)
        and rule.zone == "Europe/Berlin"
        and 1 <= rule.interval <= 12
        and (rule.opens_at is not None or rule.closes_at is None)
        and not any(at and (at.second or at.microsecond) for at in (rule.opens_at, rule.closes_at))
    )


def phrase(rules: Iterable[Rule], by_arrangement: bool, language: str) -> str:
    """The text for the form: what was understood, to be read and changed. `Refused` for a rule that is not `sayable`."""
    table = TABLES[language]
    parts = []
    for rule in rules:
        if not sayable(rule):
            raise Refused("times_not_sayable")
        parts.append(_rule(rule, table))
    return "; ".join(parts + ([alternatives(table, "arrangement")[0]] if by_arrangement else []))


def _rule(rule: Rule, table: Table) -> str:
    single = rule.dtstart and rule.dtstart == rule.until and rule.on_holidays and rule.byday == (DAYS[rule.dtstart.weekday()],)
    single = single and rule.interval == 1
    times = "–".join(f"{at:%H:%M}" for at in (rule.opens_at, rule.closes_at) if at)
    if single and rule.dtstart:
        return ", ".join([f"{_date(rule.dtstart)} {times}".strip(), *_exceptions(rule, table, single=True)])
    weeks = ""
    if rule.interval > 1:
        pattern = table.get("say_two_weeks") if rule.interval == 2 else None
        weeks = (pattern or table["say_weeks"]).format(n=rule.interval)
    head = " ".join(filter(None, [weeks, _days(rule.byday, table), times]))
    limits = [table[key].format(date=_date(on)) for key, on in (("say_from", rule.dtstart), ("say_until", rule.until)) if on]
    return ", ".join([head, *limits, *_exceptions(rule, table, single=False)])


def _exceptions(rule: Rule, table: Table, single: bool) -> list[str]:
    return [
        *([] if rule.in_school_holidays else [table["say_school"]]),
        *([table["say_public"]] if rule.on_holidays and not single else []),
        *(table[key].format(dates=", ".join(map(_date, sorted(days)))) for key, days in
          (("say_not", rule.closed_on), ("say_also", rule.extra_on)) if days),
    ]  # fmt: skip


def _days(codes: tuple[str, ...], table: Table) -> str:
    if codes == DAYS:
        return alternatives(table, "daily")[0]
    first, last = DAYS.index(codes[0][-2:]), DAYS.index(codes[-1][-2:])
    if len(codes) > 2 and codes == DAYS[first : last + 1]:
        return f"{_name(codes[0], table)}–{_name(codes[-1], table)}"
    monthly = [table["say_month"]] if any(len(code) > 2 for code in codes) else []
    return " ".join([", ".join(_day(code, table) for code in codes), *monthly])


def _name(code: str, table: Table) -> str:
    return alternatives(table, code[-2:])[0]


def _day(code: str, table: Table) -> str:
    if len(code) == 2:
        return _name(code, table)
    gender = "mfn".index(table.get("genders", "mmmmmmm")[DAYS.index(code[-2:])])
    ordinal = alternatives(table, {"-1": "last"}.get(code[:-2], code[:-2]))[gender]
    return table["say_nth"].format(ordinal=ordinal, day=_name(code, table))


def _date(on: date) -> str:
    return f"{on:%d.%m.}{on.year:04d}"
