"""Codes of the directory as words of the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.terms.domain.languages import DEFAULT, LANGUAGES, Language
from anlaufpunkt.terms.domain.schedule import DAYS, Occurrence, Rule, pauses

GROUPS = {
    "newcomers": _("new arrivals"), "refugees": _("refugees"), "ukraine": _("people from Ukraine"),
    "eu-citizens": _("EU citizens"), "roma": _("Roma"), "families": _("families"), "parents": _("parents"),
    "pregnant": _("pregnant women"), "children": _("children"), "youth": _("young people"), "adults": _("adults"),
    "seniors": _("older people"), "students": _("students"), "job-seekers": _("people looking for work"),
    "lsbtiq": _("LGBTIQ people"), "uninsured": _("people without health insurance"),
    "victims": _("people affected by violence or discrimination"), "neighbours": _("neighbours"),
    "volunteers": _("volunteers"), "organisations": _("clubs and organisations"),
    "professionals": _("staff of schools and offices"), "everyone": _("everyone"),
}  # fmt: skip
SPOKEN = {
    "de": _("German"), "en": _("English"), "ar": _("Arabic"), "tr": _("Turkish"), "uk": _("Ukrainian"), "ru": _("Russian"),
    "fa": _("Persian"), "prs": _("Dari"), "ku": _("Kurdish (Kurmanji)"), "ckb": _("Kurdish (Sorani)"), "ps": _("Pashto"),
    "ti": _("Tigrinya"), "so": _("Somali"), "fr": _("French"), "sq": _("Albanian"), "ro": _("Romanian"),
    "bg": _("Bulgarian"), "pl": _("Polish"), "sr": _("Serbian"), "es": _("Spanish"), "rom": _("Romani"), "it": _("Italian"),
    "ur": _("Urdu"), "am": _("Amharic"), "el": _("Greek"), "hr": _("Croatian"), "bs": _("Bosnian"), "mk": _("Macedonian"),
    "zh": _("Chinese"), "hi": _("Hindi"), "vi": _("Vietnamese"), "pt": _("Portuguese"), "ta": _("Tamil"),
    "az": _("Azerbaijani"), "hy": _("Armenian"), "ka": _("Georgian"),
}  # fmt: skip
COSTS = {"free": _("free of charge"), "fee": _("costs money"), "small-fee": _("costs a little")}
DELIVERY = {"on-site": _("on site"), "phone": _("by phone"), "online": _("online"), "mobile": _("comes to you (mobile office)")}
DOCUMENTS = {
    "id": _("passport or identity card"), "letter": _("the letter from the office"), "registration": _("registration of address"),
    "health-card": _("health insurance card"), "permit": _("residence permit"),
}  # fmt: skip
_COMMAS = {"ar": "، ", "fa": "، ", "ps": "، ", "ckb": "، ", "ti": "፣ "}
ACCESS = {"step-free": _("without steps"), "toilet": _("accessible toilet"), "lift": _("lift"), "pram": _("room for prams")}


def spoken(code: str) -> str:
    return str(SPOKEN.get(code, code))


def age(months: int) -> str:
    if months < 24:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    return years(months // 12)


def years(count: int) -> str:
    return ngettext("%(n)d year", "%(n)d years", count) % {"n": count}


def ages(who: Eligibility) -> str:
    """The age range in words; months below two years."""
    low, high = who.min_age, who.max_age
    if not low and high is None:
        return ""
    if not low and high is not None:
        return gettext("up to %(age)s") % {"age": last_age(high)}
    if high is None:
        return _from(low or 0)
    return gettext("from %(from)s to %(to)s") % {"from": age(low or 0), "to": last_age(high)}


def _from(months: int) -> str:
    """A sentence of its own: in some languages the age has another form after "from"."""
    if months < 24:
        return ngettext("from %(n)d month", "from %(n)d months", months) % {"n": months}
    return ngettext("from %(n)d year", "from %(n)d years", months // 12) % {"n": months // 12}


def last_age(months: int) -> str:
    """Up to and including 179 months is "14 years" in everyday speech; 11 months is "1 year"."""
    if months % 12 == 11:
        return years((months + 1) // 12) if months == 11 else years(months // 12)
    return age(months)


def who_words(who: Eligibility) -> list[str]:
    parts = [str(GROUPS[group]) for group in who.groups if group in GROUPS]
    if who.audience == "women":
        parts.insert(0, gettext("women only"))
    elif who.audience == "men":
        parts.insert(0, gettext("men only"))
    if ages(who):
        parts.append(ages(who))
    if who.german and who.german != "none":
        parts.append(gettext("German from level %(level)s") % {"level": who.german})
    return parts


def weekday(index: int, language: str, width: str = "EEEE") -> str:
    """0 = Monday."""
    return format_date(date(2024, 1, 1 + index), width, locale=LANGUAGES[language].cldr)


def rule_words(rule: Rule, language: str) -> str:
    """A recurring time as a person says it: "every Tuesday 10:00–11:30", "3rd Sunday of the month 15:30"."""
    if rule.opens_at is None and rule.until:  # a span of days, told by the note
        return ""
    days = _days_words(rule.byday, language)
    if rule.interval > 1:
        days = gettext("every %(n)d weeks: %(days)s") % {"n": rule.interval, "days": days}
    rests = [] if rule.in_school_holidays else [gettext("not in the school holidays")]
    return listed([f"{days} {_times(rule)}".strip(), *rests])


def _days_words(codes: tuple[str, ...], language: str) -> str:
    """ "daily", "Monday–Friday" for three or more in a row, else a list."""
    if set(codes) == set(DAYS):
        return gettext("daily")
    run = DAYS[DAYS.index(codes[0]) :][: len(codes)] if codes[0] in DAYS else ()
    if len(codes) >= 3 and tuple(codes) == tuple(run):
        return f"{_day_words(codes[0], language)}–{_day_words(codes[-1], language)}"
    return listed(_day_words(code, language) for code in codes)


def _day_words(code: str, language: str) -> str:
    name = weekday(DAYS.index(code[-2:]), language)
    if len(code) == 2:
        return name
    place = int(code[:-2])
    if place < 0:
        return gettext("last %(day)s of the month") % {"day": name}
    return gettext("%(day)s no. %(n)d of the month") % {"day": name, "n": place}


def _times(rule: Rule) -> str:
    if rule.opens_at is None:
        return ""
    if rule.closes_at and (rule.opens_at.hour, rule.closes_at.hour, rule.closes_at.minute) == (0, 23, 59):
        return gettext("day and night")
    start = f"{rule.opens_at:%H:%M}"
    return f"{start}–{rule.closes_at:%H:%M}" if rule.closes_at else start


def occurrence(when: Occurrence, language: str) -> str:
    """ "Tue 24.11. 10:00"."""
    day = f"{format_date(when.day, 'EEE', locale=LANGUAGES[language].cldr)} {when.day.day}.{when.day.month}."
    return f"{day} {timezone.localtime(when.start):%H:%M}" if when.start else day


def day_words(day: date, language: str) -> str:
    """ "3 December"."""
    return format_skeleton("MMMMd", day, locale=LANGUAGES[language].cldr)


def not_on(rules: tuple[Rule, ...], days: Sequence[date], language: str) -> str:
    """Cancelled dates, "not on 3 December"; three or more in a row as a span."""
    if not days:
        return ""
    said: list[str] = []
    for pause in pauses(rules, list(days)):
        if len(pause) < 3:
            said += [day_words(day, language) for day in pause]
        else:
            said.append(f"{day_words(pause[0], language)} – {day_words(pause[-1], language)}")
    return gettext("not on %(days)s") % {"days": listed(said)}


def km(distance: float) -> str:
    """With the decimal sign of the reader's language and Western digits; exact only nearby."""
    return format_decimal(distance, "0.0" if distance < 10 else "0", locale=_reader().cldr)


def from_afar(offer: Offer) -> str:
    """By phone, online: how somebody from elsewhere reaches it."""
    return listed(str(DELIVERY[way]) for way in offer.delivery if way in ("phone", "online"))


def listed(items: Iterable[str]) -> str:
    """With the comma of the reader's script."""
    return _COMMAS.get(get_language() or "", ", ").join(items)


def cost(offer: Offer) -> str:
    if not offer.cost:
        return ""
    amount = f" ({euro(offer.cost_amount)})" if offer.cost_amount else ""
    return f"{COSTS[offer.cost]}{amount}"


def _reader() -> Language:
    return LANGUAGES.get(get_language() or DEFAULT, LANGUAGES[DEFAULT])


def euro(amount: str) -> str:
    """ "10 €", "12,50 €"."""
    value = Decimal(amount)
    digits = "0" if value == value.to_integral_value() else "0.00"
    return f"{format_decimal(value, digits, locale=_reader().cldr)} €"
