"""Numbers for danger: which ones for which sign, open ones first. Nothing is shown without a source."""

from dataclasses import dataclass
from datetime import date, datetime, time

from anlaufpunkt.terms.domain.schedule import DAYS, Rule, open_at

# Which kinds of line a danger, or a need on whose page lines stand, calls for; best first.
FOR = {
    "suicide": ("suicide",), "medical": ("medical",), "poisoning": ("poisoning", "medical"),
    "violence": ("violence-women", "violence-men"), "sexual-violence": ("sexual-abuse", "violence-women"),
    "child": ("child", "youth"), "homelessness": ("homelessness",), "forced-marriage": ("forced-marriage", "violence-women"),
    "trafficking": ("trafficking", "violence-women"), "deportation": ("asylum-legal",),
    "attack": ("hate", "racism"),
    "suicide-crisis": ("suicide",), "domestic-violence": ("violence-women", "violence-men"),
    "forced-marriage-fgm": ("forced-marriage", "violence-women"), "human-trafficking": ("trafficking",),
    "child-protection": ("child", "youth", "parents"), "medical-emergency": ("medical", "poisoning"),
    "addiction": ("addiction",), "racism-discrimination": ("racism",), "hate-speech": ("hate",), "lsbtiq": ("lsbtiq",),
    "victim-support": ("police", "hate"), "parenting-advice": ("parents",), "pregnancy-counselling": ("pregnancy",),
    "mental-health": ("suicide",), "temporary-protection-ukraine": ("ukraine",), "seniors": ("elder",),
    "asylum-rejection-deportation": ("asylum-legal",),
}  # fmt: skip
# 110 and 112 stand first only where there is danger now.
EMERGENCY = {
    "suicide": ("notruf-112",), "medical": ("notruf-112",), "poisoning": ("gift-bonn", "notruf-112"),
    "violence": ("notruf-110",), "sexual-violence": ("notruf-110",), "child": ("notruf-110",),
    "forced-marriage": ("notruf-110",), "trafficking": ("notruf-110",), "attack": ("notruf-110", "notruf-112"),
}  # fmt: skip
EMERGENCY_OF_NEED = {"medical-emergency": ("notruf-112",)}
MOST = 7


@dataclass(frozen=True, slots=True)
class Line:
    """`checked` is the month the source is from, empty when the source has no date: a reading day is not a check."""

    id: str
    name: str
    number: str
    way: str  # call, sms, web, app or place
    about: str  # English message id
    kinds: tuple[str, ...]
    rules: tuple[Rule, ...]
    always: bool
    spoken: tuple[str, ...]
    more_languages: str
    areas: tuple[str, ...]
    free: bool
    source: str
    checked: str
    review_by: str
    link: str = ""
    place: str = ""

    def serves(self, centres: tuple[str, ...]) -> bool:
        """A local line is shown only where it is local; areas are beginnings of official keys."""
        return not self.areas or any(key.startswith(area) for key in centres for area in self.areas)

    def speaks(self, language: str) -> bool:
        """A line that is only for speakers of other languages would be a wrong number for this reader."""
        return not self.spoken or bool({"de", language} & set(self.spoken)) or bool(self.more_languages)

    def open_now(self, now: datetime) -> bool | None:
        """None where the hours are not known."""
        if self.always:
            return True
        return open_at(self.rules, now) if self.rules else None

    def overdue(self, today: date) -> bool:
        return not self.review_by or self.review_by < f"{today:%Y-%m}"

    @property
    def dial(self) -> str:
        return "".join(c for c in self.number if c.isdigit() or c == "+")


def for_dangers(
    lines: list[Line], dangers: tuple[str, ...], centres: tuple[str, ...], now: datetime, language: str
) -> list[Line]:
    """Emergency numbers first where life is in danger now; then open lines, then those of unknown hours, then closed ones."""
    first = list(dict.fromkeys(i for danger in dangers for i in EMERGENCY.get(danger, ())))
    head = [line for wanted in first for line in lines if line.id == wanted]
    rest = _fitting(lines, dangers, centres, now, language)
    return (head + [line for line in rest if line not in head and not line.id.startswith("notruf")])[:MOST]


def for_need(lines: list[Line], need: str, centres: tuple[str, ...], now: datetime, language: str) -> list[Line]:
    first = [line for line in lines if line.id in EMERGENCY_OF_NEED.get(need, ())]
    found = _fitting(lines, (need,), centres, now, language)
    return [*first, *(line for line in found if not line.id.startswith("notruf"))][:4]


def _fitting(lines: list[Line], topics: tuple[str, ...], centres: tuple[str, ...], now: datetime, language: str) -> list[Line]:
    kinds = list(dict.fromkeys(kind for topic in topics for kind in FOR.get(topic, ())))

    def place(line: Line) -> tuple[int, int, int, int]:
        state = line.open_now(now)
        nearest = min(kinds.index(kind) for kind in line.kinds if kind in kinds)
        return (0 if state else 1 if state is None else 2, nearest, 0 if language in line.spoken else 1, 0 if line.areas else 1)

    fitting = [line for line in lines if set(line.kinds) & set(kinds) and line.serves(centres) and line.speaks(language)]
    return sorted(fitting, key=lambda line: (*place(line), line.id))


def hours(text: str) -> tuple[Rule, ...]:
    """ "MO-TH 08:00-20:00;FR 08:00-15:00" as rules; these lines work on holidays as on other days."""
    rules = []
    for part in filter(None, text.split(";")):
        days, times = part.split()
        opens, closes = (time.fromisoformat(t) for t in times.split("-"))
        rules.append(Rule(_days(days), opens, closes, on_holidays=True))
    return tuple(rules)


def _days(text: str) -> tuple[str, ...]:
    if "-" in text:
        first, last = (DAYS.index(d) for d in text.split("-"))
        return DAYS[first : last + 1]
    return tuple(text.split(","))
