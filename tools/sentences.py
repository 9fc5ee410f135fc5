"""The 60 sentences on danger, consent and next steps: `python -m tools.sentences` writes docs/sentences/<language>.md.

Beside each stand the German, the translation, and what somebody who saw only the translation made of it
(docs/sentences/back/<language>.json, a list in the same order).
"""

import json
import os
from pathlib import Path

import django
from babel.messages.pofile import read_po

from tools.messages import catalogue_path

ROOT = Path(__file__).resolve().parent.parent / "docs" / "sentences"
NEXT_STEPS = (
    "Are you in danger now? Call.",
    "You do not have to say your name. You can hang up at any time.",
    "This is not an emergency service.",
    "In danger to life:",
    "Leave this page quickly",
    "We know of no offer for this yet. Please talk to a person: they can look further.",
    "We know of nothing near you. These offers are further away.",
    "We did not understand that. Please use other words, or choose a picture.",
    "The search does not work at the moment. These people help you all the same.",
    "Something went wrong on our side. These people help you all the same.",
    "Call 115 (public services) and ask for the Kommunales Integrationszentrum.",
    "In every town there is somebody who knows the offers: the Kommunales Integrationszentrum.",
    "Time not known: please call or write.",
    "protected address",
    "last described %(year)s, not confirmed since",
    "Contact as published %(date)s, not checked since.",
    "Source without a date",
    "hours not known",
    "No account. We do not store your question. We do not pass anything on to authorities.",
    "We do not store your question. It does not stand in any address or log.",
    "If we find nothing, we count the topic, the language and the town. We never do this for sensitive topics.",
    "Words that we do not know are kept only after they were asked on five different days, without names and numbers.",
    "If you report a mistake, we keep what you tapped.",
    "Write in your language, as you speak. Please do not write names.",
)


def sentences() -> list[str]:
    """The message ids, hotlines first."""
    from anlaufpunkt.directory.adapters.hotline_file import hotlines  # noqa: PLC0415  needs configured settings

    return [*dict.fromkeys(line.about for line in hotlines()), *NEXT_STEPS]


def texts(code: str) -> dict[str, str]:
    with catalogue_path(code).open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    django.setup()
    german = texts("de")
    for path in sorted((ROOT / "back").glob("*.json")):
        back, own = json.loads(path.read_text(encoding="utf-8")), texts(path.stem)
        lines = [f"# {path.stem}: sentences on danger, consent and next steps", "", "Not yet reviewed by a speaker.", ""]
        lines += ["| | German | translation | translated back by somebody who saw only the translation |", "|---|---|---|---|"]
        rows = zip(sentences(), back, strict=True)
        lines += [f"| {i} | {german[key]} | {own[key]} | {text} |" for i, (key, text) in enumerate(rows, start=1)]
        notes = ROOT / "notes" / path.with_suffix(".md").name
        if notes.exists():
            lines += ["", "## Differences and what was done", notes.read_text(encoding="utf-8").strip()]
        (ROOT / f"{path.stem}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
