"""Reads the reviewable data files of this room."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from anlaufpunkt.needs.domain.concepts import Concepts
from anlaufpunkt.needs.domain.features import VERSION

DATA = Path(__file__).resolve().parent.parent / "data"
PARTS = ("words", "latin", "german")


@cache
def taxonomy() -> dict[str, dict[str, str]]:
    """id → label_en, label_de, definition_en, in the fixed order."""
    with (DATA / "needs.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("need_id"): row for row in csv.DictReader(file)}


def tables(folder: str, language: str = "*") -> dict[str, dict[str, Any]]:
    """language → content of one folder's TOML files; of all languages, or of one."""
    paths = sorted((DATA / folder).glob(f"{language}.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def phrases() -> Iterator[tuple[str, str, str]]:
    """(language, phrase, need) of the whole thesaurus, labels included."""
    for language, needs in tables("thesaurus").items():
        for need, entry in needs.items():
            yield language, entry["label"], need
            for part in PARTS:
                for phrase in entry.get(part, ()):
                    yield language, phrase, need


def dangers() -> Iterator[tuple[str, str, str]]:
    """(language, sentence, kind of danger or lookalike): four sets, by writers who did not see each other's."""
    yield from _asks("danger")
    yield from _asks("danger_more")
    yield from _asks("danger_third")
    yield from _asks("danger_fourth")


def nonsense() -> Iterator[tuple[str, str]]:
    """(language, sentence) that is no question of the field."""
    for folder in ("none", "none_more"):
        for language, table in tables(folder).items():
            for sentence in table["ask"]:
                yield language, sentence


def utterances() -> Iterator[tuple[str, str, str]]:
    """(language, sentence, need or none): all sets, by writers who did not see each other's; a third one in a few languages."""
    yield from _asks("utterances")
    yield from _asks("utterances_more")
    yield from _asks("utterances_third")


def everyday(language: str) -> Iterator[tuple[str, str]]:
    """(sentence, need or none) of one language's sets."""
    for folder in ("utterances", "utterances_more", "utterances_third"):
        yield from ((sentence, label) for _, sentence, label in _asks(folder, language))


def _asks(folder: str, only: str = "*") -> Iterator[tuple[str, str, str]]:
    for language, groups in tables(folder, only).items():
        for label, entry in groups.items():
            for sentence in entry.get("ask", ()):
                yield language, sentence, label


@cache
def vocabulary() -> dict[str, Concepts]:
    """language → its everyday words for things all languages know."""
    return {
        language: Concepts({concept: words.split(",") for concept, words in table.items()})
        for language, table in tables("vocabulary").items()
    }


@cache
def concepts() -> dict[str, Concepts]:
    """language → its words for the concepts of danger."""
    return {language: Concepts(patterns) for language, patterns in tables("concepts").items()}


def data_hash() -> str:
    """Of everything a trained model rests on."""
    digest = sha256(f"features {VERSION}".encode())
    room = Path(__file__).resolve().parents[1]
    code = ("adapters/trainer.py", "domain/features.py", "domain/concepts.py", "domain/taxonomy.py", "../terms/domain/folding.py")
    paths = [*DATA.rglob("*.toml"), DATA / "needs.csv", *(room / name for name in code)]
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
