"""`make messages`: write every message id of the code into every catalogue, keeping what is translated.

Babel does the extraction, so that no gettext programs need to be installed. With a folder as argument, translations from
FOLDER/<language>.json ({message id: text, or list of plural forms}) are taken in.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from anlaufpunkt.terms.domain.characters import western as in_digits

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "anlaufpunkt"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "_": None,
    "pgettext": ((1, "c"), 2),
}
PLURALS = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"),
    "ro": (3, "(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2)"),
    "pl": (3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
    **dict.fromkeys(
        ("uk", "ru", "sr"),
        (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"),
    ),
    **dict.fromkeys(("tr", "fa", "ti", "fr"), (2, "(n > 1)")),
}
# Sentences of libraries that our readers meet, too: their catalogues lack half of our languages and are not always formal.
FOREIGN = {
    "allauth": (
        "account/adapter.py",
        "account/fields.py",
        "account/forms.py",
        "mfa/adapter.py",
        "mfa/*/forms.py",
        "templates/account/account_inactive.html",
        "templates/account/base_reauthenticate.html",
        "templates/account/email_change.html",
        "templates/account/email_confirm.html",
        "templates/account/password_[cs]*.html",
        "templates/account/reauthenticate.html",
        "templates/account/verification_sent.html",
        "templates/account/email/[bepu]*.txt",
        "templates/account/messages/*.txt",
        "templates/account/snippets/*.html",
        "templates/mfa/*.html",
        "templates/mfa/*/*.html",
        "templates/mfa/*/*.txt",
        "templates/usersessions/*/*.txt",
        "templates/usersessions/*.html",
    ),
    "django": ("contrib/auth/password_validation.py", "core/validators.py", "forms/fields.py", "forms/models.py"),
}
NOT_MET = re.compile(
    r"[Pp]hone|[Uu]sername|[Ss]ign-in code|reset code|signup|sign up|Passkey Sign|[Pp]asswordless|IPv|slug|duplicate|step size"
    r"|duration|domain name|digits sep|JSON|protocol"
)
Messages = dict[str | tuple[str, str], list[str]]  # id → places


def message_ids() -> Messages:
    """Every message id of templates, code and hotlines, and of libraries where readers meet them."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  needs configured settings

    found: Messages = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".py", ".html") or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        source = templatize(text) if path.suffix == ".html" else text
        for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
            key = message if isinstance(message, str) else (message[0], message[1])
            if key and key != ("", ""):
                found.setdefault(key, []).append(path.relative_to(PACKAGE).as_posix())
    for name, path in foreign_files():
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = "\n".join(line.strip() for line in templatize(source).splitlines())
        for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
            key = message if isinstance(message, str) else (message[0], message[1])
            if key and key != ("", "") and not NOT_MET.search(key if isinstance(key, str) else key[0]):
                found.setdefault(key, []).append(name)
    with (PACKAGE / "directory/data/hotlines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["about"], []).append("directory/data/hotlines.csv")
    return found


def foreign_files() -> Iterator[tuple[str, Path]]:
    """The libraries' files with sentences that our readers meet; templates of theirs that we replaced are left out."""
    ours = {path.relative_to(PACKAGE / "accounts").as_posix() for path in (PACKAGE / "accounts/templates").rglob("*.*")}
    for library, patterns in FOREIGN.items():
        root = Path(str(import_module(library).__file__)).parent
        for pattern in patterns:
            for path in sorted(root.glob(pattern)):
                name = path.relative_to(root).as_posix()
                if name not in ours:
                    yield f"{library}/{name}", path


def catalogue_path(code: str) -> Path:
    return PACKAGE / "locale" / code.replace("de-simple", "de_Simple") / "LC_MESSAGES" / "django.po"


def read(code: str) -> Catalog:
    path = catalogue_path(code)
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def plural_rule(code: str) -> tuple[int, str]:
    return PLURALS.get(code, (2, "(n != 1)"))


def western(text: str | list[str] | None) -> str | list[str] | None:
    """Numbers that people dial stand in Western digits everywhere."""
    return [in_digits(form) for form in text] if isinstance(text, list) else in_digits(text) if text else text


def write(code: str, ids: Messages, taken: dict[str, str | list[str]]) -> int:
    """Write one catalogue; returns how many messages are still without a translation."""
    old = read(code)
    forms, rule = plural_rule(code)
    head = f"{code}: not yet reviewed by a speaker." if code not in ("de", "en") else code
    fresh = Catalog(project="Anlaufpunkt", version="1", charset="utf-8", fuzzy=False, header_comment=f"# Anlaufpunkt, {head}")
    fresh.mime_headers = [("Plural-Forms", f"nplurals={forms}; plural={rule};")]
    missing = 0
    for key in sorted(ids, key=lambda k: (ids[k][0], k if isinstance(k, str) else k[0])):
        name = key if isinstance(key, str) else key[0]
        known = old.get(key)
        text = western(taken.get(name)) or (known.string if known and any(known.string) else None)
        if text is None and code == "en":
            text = key
        missing += text is None
        places = [(place, None) for place in dict.fromkeys(ids[key])]
        if isinstance(key, tuple):
            text = tuple(text) if text else ("",) * forms
        fresh.add(key, text or "", locations=places)
    path = catalogue_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, fresh, width=0, omit_header=True, sort_output=False)
    header = (
        f'# Anlaufpunkt, {head}\nmsgid ""\nmsgstr ""\n"Language: {code}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={forms}; plural={rule};\\n"\n\n'
    )
    path.write_text(header + out.getvalue().decode(), encoding="utf-8")
    return missing


def main() -> None:
    django.setup()
    ids = message_ids()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for code, _name in settings.LANGUAGES:
        source = folder / f"{code}.json" if folder else None
        taken = json.loads(source.read_text(encoding="utf-8")) if source and source.exists() else {}
        print(f"{code}: {len(ids)} messages, {write(code, ids, taken)} without translation")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    main()
