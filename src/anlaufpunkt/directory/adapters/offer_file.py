"""Reads offers from the reviewable TOML files: the real ones, and the invented examples."""

import re
import tomllib
import uuid
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from anlaufpunkt.directory.domain.eligibility import Eligibility
from anlaufpunkt.directory.domain.offer import Offer, Spot, Text
from anlaufpunkt.terms.domain.schedule import DAYS, Rule

DATA = Path(__file__).resolve().parent.parent / "data"
_NAMESPACE = uuid.UUID("0b7d9c0e-3a53-5a59-8a5c-5d3d9b0f4c11")
_TIME = re.compile(r"^([-\dA-Z,]+)(?: (\d\d?:\d\d)-(\d\d?:\d\d)?)?$")
_SAME = ("street", "postcode", "city", "district", "municipality", "lat", "lon", "approximate", "confidential")
_SPOT = {"place": "name", **{key: key for key in _SAME}}
_TUPLES = ("needs", "delivery", "spoken", "areas", "documents", "accessibility")
_PLAIN = ("program", "spoken_note", "appointment", "cost", "cost_amount", "childcare", "phone", "email", "url", "source_date")
Entry = dict[str, Any]


def entries(name: str) -> list[Entry]:
    return list(tomllib.loads((DATA / name).read_text(encoding="utf-8")).get(name_of_table(name), []))


def name_of_table(name: str) -> str:
    return "organization" if name.startswith("organizations") else "offer"


def offer(entry: Entry, *, is_example: bool, today: date) -> Offer:
    texts = {"de": Text(entry["name"], entry.get("description", ""))}
    for language, text in entry.get("texts", {}).items():
        texts[language] = Text(text["name"], text.get("description", ""), "human")
    days = entry.get("confirmed_days_ago")
    facts: dict[str, Any] = {key: tuple(entry[key]) for key in _TUPLES if key in entry}
    facts |= {key: entry[key] for key in _PLAIN if key in entry}
    return Offer(
        id=str(uuid.uuid5(_NAMESPACE, entry["key"])),
        organization=entry["organization"],
        language="de",
        texts=texts,
        eligibility=Eligibility(
            entry.get("min_age"), entry.get("max_age"), tuple(entry.get("groups", ())), entry.get("audience", "all"),
            german=entry.get("german", ""),
        ),
        rules=_rules(entry),
        time_note=_time_note(entry),
        remark=entry.get("uncertain", ""),
        spot=_spot(entry),
        source="" if is_example else entry["source"],
        assured=today - timedelta(days) if days is not None else None,
        is_example=is_example,
        **facts,
    )  # fmt: skip


def _spot(entry: Entry) -> Spot | None:
    facts = {field: entry[key] for key, field in _SPOT.items() if key in entry}
    return Spot(**facts) if facts else None


def _time_note(entry: Entry) -> str:
    every = f"alle {entry['every']} Wochen" if entry.get("every", 1) > 1 else ""
    return "; ".join(filter(None, (every, entry.get("time_note", ""))))


def _rules(entry: Entry) -> tuple[Rule, ...]:
    """ "MO,TH 17:00-19:00". A rhythm whose first date is unknown gives no dates: the note tells it."""
    until = date.fromisoformat(entry["until"]) if "until" in entry else None
    if entry.get("every", 1) > 1:
        return ()
    rules = tuple(_rule(text, until, entry) for text in entry.get("times", ()))
    if not rules and until:
        return (Rule(DAYS, until=until),)
    return rules


def _rule(text: str, until: date | None, entry: Entry) -> Rule:
    match = _TIME.match(text)
    if match is None:
        raise ValueError(f"{entry['key']}: time {text!r} is not understood")
    opens, closes = (time.fromisoformat(t.zfill(5)) if t else None for t in match.groups()[1:])
    return Rule(tuple(match[1].split(",")), opens, closes, until=until, on_holidays=entry.get("on_holidays", False))
