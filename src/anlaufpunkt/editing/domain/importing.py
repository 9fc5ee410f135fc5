"""A row of somebody's list as facts of an offer, and what it would change. Nothing is read or written here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from anlaufpunkt.directory.domain.offer import rule_to_json
from anlaufpunkt.directory.domain.versions import Facts
from anlaufpunkt.editing.domain import cells
from anlaufpunkt.editing.domain.cells import EMPTY, Problem, problem
from anlaufpunkt.editing.domain.lookup import Lookup
from anlaufpunkt.terms.domain.spoken import understand_times

MOST_HELP = 200  # so many words per list get neighbours looked up: a list full of faults must not keep us busy
MOST_UNKNOWN = 5  # of one cell
_TEXT = {  # column → (fact, most letters)
    "time_note": ("time_note", 300), "place": ("spot.name", 200), "street": ("spot.street", 200),
    "district": ("spot.district", 80), "program": ("program", 120),
}  # fmt: skip
_MANY = {
    "needs": "needs", "spoken": "spoken", "delivery": "delivery", "documents": "documents", "access": "accessibility",
}  # fmt: skip
_ONE = {"appointment": "appointment", "german": "eligibility.german"}
_WRONG_TIMES = frozenset({"end_before_start", "times_overlap", "weekday_differs"})  # what else is doubtful stays a note
_CONTACT: dict[str, Callable[[str], str | None]] = {"phone": cells.phone, "email": cells.email, "url": cells.url}
SPOT = ("spot.municipality", "spot.lat", "spot.lon", "spot.approximate", "spot.city")
# What a cell with nothing but a dash takes away.
_TAKEN_AWAY = {
    **{column: (fact,) for column, (fact, _most) in _TEXT.items()}, **{column: (fact,) for column, fact in _MANY.items()},
    **{column: (fact,) for column, fact in _ONE.items()}, **{column: (column,) for column in _CONTACT},
    "cost": ("cost", "cost_amount"), "ages": ("eligibility.min_age", "eligibility.max_age"), "childcare": ("childcare",),
    "groups": ("eligibility.groups", "eligibility.audience"), "times": ("rules",), "protected": ("spot.confidential",),
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """What is needed to understand lists: our words for each kind of code, and the towns."""

    lookups: Mapping[str, Lookup]  # by column; besides "columns", "audience" and "answer"
    towns: Lookup
    locate: Callable[[str, str], Facts | None]
    help_left: int = MOST_HELP
    helped: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)

    def near(self, lookup: Lookup, text: str) -> tuple[str, ...]:
        key = (id(lookup), text)
        if key not in self.helped:
            if self.help_left <= 0:
                return ()
            self.help_left -= 1
            self.helped[key] = lookup.near(text)
        return self.helped[key]


@dataclass(slots=True)
class Read:
    """What a row says: facts under one name each; None stands for a fact that is taken away."""

    number: str = ""  # the organisation's own, or our id
    facts: Facts = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not any(p.grave for p in self.problems)


def read_row(said: Mapping[str, str], words: Words, language: str) -> Read:
    """`said`: column → cell; `language`: the one in which texts and times are written."""
    row = Read(number=said.get("id", "")[:80])
    known = {column: text for column, text in said.items() if text != EMPTY}
    for column, text in said.items():
        if text == EMPTY:
            row.facts |= dict.fromkeys(_TAKEN_AWAY.get(column, ()))
    for text in known.values():
        if len(text) > 5000:
            row.problems.append(problem("cell_too_long", "", text[:60]))
            return row
    _texts(row, known, language)
    _codes(row, known, words)
    _who(row, known, words)
    _contact(row, known)
    _cost(row, known, words)
    _times(row, known, language)
    _where(row, known, words)
    return row


def _texts(row: Read, known: Mapping[str, str], language: str) -> None:
    limits = {**_TEXT, "name": (f"texts.{language}.name", 200), "description": (f"texts.{language}.description", 4000)}
    for column, (fact, most) in limits.items():
        text = known.get(column, "")
        if len(text) > most:
            row.problems.append(problem("too_long", column, str(most)))
        elif text:
            row.facts[fact] = text if column == "description" else " ".join(text.split())


def _codes(row: Read, known: Mapping[str, str], words: Words) -> None:
    for column, fact in _MANY.items():
        if column not in known:
            continue
        lookup = words.lookups[column]
        codes, unknown = cells.several(known[column], lookup)
        row.problems += [problem("unknown_word", column, word, words.near(lookup, word)) for word in unknown[:MOST_UNKNOWN]]
        if codes:
            row.facts[fact] = codes
    for column, fact in _ONE.items():
        if column in known:
            code = words.lookups[column].find(known[column])
            if code:
                row.facts[fact] = code
            else:
                row.problems.append(_unknown(column, known[column], words))
    for column, fact in (("childcare", "childcare"), ("protected", "spot.confidential")):
        if column in known:
            answer = words.lookups["answer"].find(known[column])
            if answer:
                row.facts[fact] = (answer == "yes") if column == "childcare" or answer == "yes" else None
            else:
                row.problems.append(problem("yes_or_no", column, known[column]))


def _unknown(column: str, text: str, words: Words) -> Problem:
    return problem("unknown_word", column, text, words.near(words.lookups[column], text))


def _who(row: Read, known: Mapping[str, str], words: Words) -> None:
    if "groups" in known:
        codes, rest = cells.several(known["groups"], words.lookups["groups"])
        audience = [words.lookups["audience"].find(word) for word in rest]
        unknown = [word for word, found in zip(rest, audience, strict=True) if not found]
        row.problems += [_unknown("groups", word, words) for word in unknown[:MOST_UNKNOWN]]
        meant = {found for found in audience if found}
        if codes:
            row.facts["eligibility.groups"] = codes
        if len(meant) == 1:
            row.facts["eligibility.audience"] = meant.pop()
    if "ages" in known:
        found = cells.ages(known["ages"])
        if found is None:
            row.problems.append(problem("ages_not_understood", "ages", known["ages"]))
        else:
            row.facts |= {"eligibility.min_age": found[0], "eligibility.max_age": found[1]}


def _contact(row: Read, known: Mapping[str, str]) -> None:
    for column, shape in _CONTACT.items():
        if column not in known:
            continue
        value = shape(known[column])
        if column == "phone" and cells.lost_zero(known[column]):
            row.problems.append(problem("phone_lost_zero", column, known[column], (f"0{known[column]}",)))
        elif value is None:
            row.problems.append(problem(f"no_{column}", column, known[column]))
        else:
            row.facts[column] = value


def _cost(row: Read, known: Mapping[str, str], words: Words) -> None:
    if "cost" not in known:
        return
    found = cells.cost(known["cost"], words.lookups["cost"])
    if found is None:
        row.problems.append(problem("cost_not_understood", "cost", known["cost"]))
    else:
        row.facts |= {"cost": found[0], "cost_amount": found[1] or None}


def _times(row: Read, known: Mapping[str, str], language: str) -> None:
    """What is not understood stays as a note, word by word; nothing is guessed."""
    if "times" not in known:
        return
    text = known["times"]
    spoken = understand_times(text, language)
    wrong = next((code for code in spoken.problems if code in _WRONG_TIMES), "")
    if wrong:
        row.problems.append(problem(f"times_{wrong}", "times", text))
    elif spoken.rest or spoken.problems:
        note = "; ".join(part for part in (text.replace("\n", "; "), known.get("time_note", "")) if part)
        row.facts |= {"rules": None, "time_note": note[:300]}
        row.problems.append(Problem("times_kept_as_note", "times", (", ".join(spoken.rest) or text)[:120], grave=False))
    else:
        if spoken.rules:
            row.facts["rules"] = [rule_to_json(rule) for rule in spoken.rules]
        if spoken.by_arrangement:
            row.facts["appointment"] = "needed"


def _where(row: Read, known: Mapping[str, str], words: Words) -> None:
    parts = {column: known[column] for column in ("street", "postcode", "city") if column in known}
    if "address" in known:
        split = cells.address(known["address"])
        if split is None:
            row.problems.append(problem("address_not_understood", "address", known["address"]))
            return
        parts = {**split, **parts}
        row.facts["spot.street"] = split.get("street", "")[:200] or None
    postcode, city = parts.get("postcode", ""), parts.get("city", "")
    if not postcode and not city:
        if "street" in parts:
            row.problems.append(problem("town_missing", "city", parts["street"]))
        return
    if postcode and not (postcode.isdecimal() and len(postcode) == 5):
        row.problems.append(problem("no_postcode", "postcode", postcode))
        return
    found = words.locate(postcode, city)
    if found is None:
        row.problems.append(problem("unknown_town", "city", f"{postcode} {city}".strip(), words.near(words.towns, city)))
        return
    row.facts |= {"spot.postcode": postcode or None, **dict.fromkeys(SPOT), **found}
