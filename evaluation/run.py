"""`make eval`: understanding on the sealed set, as a table with Wilson intervals; writes docs/evaluation.md."""

import csv
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import sqrt
from pathlib import Path

import django

HERE = Path(__file__).resolve().parent
DOC = HERE.parent / "docs" / "evaluation.md"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Row:
    language: str
    kind: str
    style: str
    accepted: frozenset[str]
    text: str


def rows() -> Iterator[Row]:
    for path in sorted((HERE / "utterances").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                accepted = frozenset(n for n in row["needs"].split(";") if n)
                yield Row(path.stem, row["kind"], row["style"], accepted, row["text"])


def digest() -> str:
    """Of the set, as stated in evaluation/SHA256."""
    total = sha256()
    for path in sorted((HERE / "utterances").glob("*.csv")):
        total.update(path.read_bytes())
    return total.hexdigest()


def wilson(hits: int, total: int) -> str:
    """Share with its 95 % interval."""
    if not total:
        return "–"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.3f} ({middle - spread:.3f}–{middle + spread:.3f})"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    django.setup()
    from anlaufpunkt.needs.selectors import understood  # noqa: PLC0415  needs configured settings

    hits: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    misses: list[dict[str, object]] = []
    for row in rows():
        meant = understood(row.text, language=row.language, today=TODAY)
        for group in (("all", "all"), ("language", row.language), ("style", row.style if row.kind != "nonsense" else "nonsense")):
            count(hits[group], row, meant.ids, meant.urgent)
        if wrong(row, meant.ids, meant.urgent):
            misses.append(
                {
                    "language": row.language,
                    "kind": row.kind,
                    "wanted": sorted(row.accepted),
                    "got": meant.ids[:3],
                    "urgent": meant.urgent,
                    "text": row.text,
                }
            )
    text = report(hits)
    print(text)
    if "--misses" in sys.argv:
        print(json.dumps(misses, ensure_ascii=False, indent=0))
    DOC.write_text(text, encoding="utf-8")


def count(counter: Counter[str], row: Row, ids: list[str], urgent: bool) -> None:
    if row.kind == "nonsense":
        counter["nonsense"] += 1
        counter["nothing"] += not ids
        return
    counter["n"] += 1
    counter["hit1"] += bool(row.accepted & set(ids[:1]))
    counter["hit3"] += bool(row.accepted & set(ids[:3]))
    counter[f"{row.kind}_n"] += 1
    counter[f"{row.kind}_urgent"] += urgent


def wrong(row: Row, ids: list[str], urgent: bool) -> bool:
    if row.kind == "nonsense":
        return bool(ids)
    return not row.accepted & set(ids[:3]) or (row.kind == "urgent") != urgent


def report(hits: dict[tuple[str, str], Counter[str]]) -> str:
    every = hits["all", "all"]
    stated = (HERE / "SHA256").read_text(encoding="ascii").strip()
    lines = [
        "# Evaluation of understanding",
        "",
        "`make eval` writes this page. The writers of the set had seen neither thesaurus nor training data;",
        "see `evaluation/README.md`. The thresholds for danger and nonsense were chosen looking at this set:",
        "read those figures as kind.",
        f"SHA-256 of the set: `{digest()}`" + ("" if digest() == stated else f" (stated: `{stated}`; mended since)"),
        "",
        "Hit@k: an accepted need is among the first k (ordinary, urgent, look-alike lines). In brackets: 95 % Wilson intervals.",
        "",
        "| what | figure | bar |",
        "|---|---|---|",
        f"| hit@3, all languages | {wilson(every['hit3'], every['n'])} | ≥ 0.95 |",
        f"| hit@1, all languages | {wilson(every['hit1'], every['n'])} | |",
        f"| urgent lines seen as urgent | {wilson(every['urgent_urgent'], every['urgent_n'])} | ≥ 0.98 |",
        f"| false alarms on look-alikes | {wilson(every['lookalike_urgent'], every['lookalike_n'])} | ≤ 0.03 |",
        f"| false alarms on ordinary lines | {wilson(every['ordinary_urgent'], every['ordinary_n'])} | |",
        f"| nothing offered for nonsense | {wilson(every['nothing'], every['nonsense'])} | ≥ 0.95 |",
        "",
    ]
    for kind in ("language", "style"):
        lines += [
            f"| {kind} | n | hit@1 | hit@3 | urgent seen | false alarms on look-alikes | nonsense refused |",
            "|---|---|---|---|---|---|---|",
        ]
        for (group, name), c in sorted(hits.items()):
            if group == kind:
                cells = (wilson(c["hit1"], c["n"]), wilson(c["hit3"], c["n"]), short(c, "urgent"), short(c, "lookalike"))
                nonsense = f"{c['nothing']}/{c['nonsense']}" if c["nonsense"] else "–"
                lines.append(f"| {name} | {c['n']} | {' | '.join(cells)} | {nonsense} |")
        lines.append("")
    return "\n".join(lines)


def short(counter: Counter[str], kind: str) -> str:
    return f"{counter[f'{kind}_urgent']}/{counter[f'{kind}_n']}" if counter[f"{kind}_n"] else "–"


if __name__ == "__main__":
    main()
