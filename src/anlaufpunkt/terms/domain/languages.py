"""The 20 languages of the interface, and the tags of languages that are only spoken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`html` is the BCP 47 tag for the lang attribute, `locale` what Babel knows it as."""

    code: str
    autonym: str
    german: str
    rtl: bool = False
    html: str = ""
    locale: str = ""

    @property
    def dir(self) -> str:
        return "rtl" if self.rtl else "ltr"

    @property
    def tag(self) -> str:
        return self.html or self.code

    @property
    def cldr(self) -> str:
        return self.locale or self.code


_ALL = (
    Language("de", "Deutsch", "Deutsch"),
    Language("de-simple", "Einfaches Deutsch", "Einfaches Deutsch", locale="de"),
    Language("en", "English", "Englisch", locale="en_GB"),
    Language("ar", "العربية", "Arabisch", rtl=True),
    Language("tr", "Türkçe", "Türkisch"),
    Language("uk", "Українська", "Ukrainisch"),
    Language("ru", "Русский", "Russisch"),
    Language("fa", "فارسی / دری", "Persisch und Dari", rtl=True),
    Language("ku", "Kurdî (Kurmancî)", "Kurdisch (Kurmandschi)"),
    Language("ckb", "کوردی (سۆرانی)", "Kurdisch (Sorani)", rtl=True),
    Language("ps", "پښتو", "Paschtu", rtl=True),
    Language("ti", "ትግርኛ", "Tigrinisch"),
    Language("so", "Soomaali", "Somali"),
    Language("fr", "Français", "Französisch"),
    Language("sq", "Shqip", "Albanisch"),
    Language("ro", "Română", "Rumänisch"),
    Language("bg", "Български", "Bulgarisch"),
    Language("pl", "Polski", "Polnisch"),
    Language("sr", "Srpski / Bosanski", "Serbisch und Bosnisch", html="sr-Latn", locale="sr_Latn"),
    Language("es", "Español", "Spanisch"),
)
LANGUAGES: dict[str, Language] = {language.code: language for language in _ALL}
DEFAULT = "de"

# What browsers and people call a language that we serve under another code.
ALIASES = {
    "kmr": "ku", "prs": "fa", "pes": "fa", "dari": "fa", "bs": "sr", "hr": "sr", "sh": "sr", "mo": "ro",
    "sr-latn": "sr", "sr-cyrl": "sr", "pus": "ps", "tir": "ti", "som": "so", "sqi": "sq", "als": "sq",
    "kur": "ku", "ara": "ar", "ukr": "uk", "rus": "ru", "tur": "tr", "eng": "en", "deu": "de", "ger": "de",
    "arz": "ar", "ary": "ar", "apc": "ar", "leicht": "de-simple",
}  # fmt: skip

# Spoken languages that offers name; the interface need not have them.
SPOKEN = (
    "de", "en", "ar", "tr", "uk", "ru", "fa", "prs", "ku", "ckb", "ps", "ti", "so", "fr", "sq", "ro", "bg",
    "pl", "sr", "es", "ur", "am", "it", "el", "hr", "bs", "mk", "rom", "zh", "hi", "vi", "pt", "ta", "az", "hy", "ka",
)  # fmt: skip


def served(tag: str) -> str | None:
    """The code of the interface language for any tag a browser or person names, None if there is none."""
    tag = tag.strip().lower().replace("_", "-")
    if tag in LANGUAGES:
        return tag
    if tag in ALIASES:
        return ALIASES[tag]
    stem = tag.split("-")[0]
    return stem if stem in LANGUAGES else ALIASES.get(stem)


def preferred(accept_language: str) -> str:
    """The best served language of an Accept-Language header (RFC 9110), German if none fits."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language[:500].split(",")):
        tag, _, q = part.partition(";q=")
        code = served(tag)
        if code:
            wishes.append((-_quality(q), place, code))
    return min(wishes)[2] if wishes else DEFAULT


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text))) if text else 1.0
    except ValueError:
        return 0.0
