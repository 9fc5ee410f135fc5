"""Which language a question is written in: script and letter rules first, then frequent words, then the interface's.

Detection never switches the interface; it may be unsure.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

_RANGES = (
    ("arab", 0x600, 0x6FF),
    ("arab", 0x750, 0x77F),
    ("arab", 0xFB50, 0xFEFC),
    ("cyrl", 0x400, 0x52F),
    ("ethi", 0x1200, 0x139F),
)
# Languages that are usually written in other than Latin letters; all but Tigrinya are typed in Latin letters too.
_OF_SCRIPT = {"arab": ("ar", "fa", "ckb", "ps", "ur"), "cyrl": ("ru", "uk", "bg", "sr"), "ethi": ("ti",)}
# Letters that only one of our languages of the script uses, with their weight as evidence.
_LETTERS = {
    "arab": {"ckb": "ڕڵۆێڤە", "ps": "ټډړږښځڅڼۍېګ", "ur": "ٹڈڑےں", "fa": "پچژگ", "ar": "ةىيكأإ"},
    "cyrl": {"uk": "іїєґ", "ru": "ыэё", "sr": "ђјљњћџ", "bg": "ъ"},
    "latn": {"ku": "êîû", "tr": "ğı", "ro": "ățșţâ", "sq": "ë", "pl": "ąłżśęńźć", "sr": "đčćž", "de": "ßäöü", "es": "ñ¿¡áíóú",
             "fr": "èàùœ"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """`sure` False: only the interface language speaks for it."""

    code: str
    script: str
    sure: bool


def script_of(text: str) -> str:
    """The script most letters belong to: arab, cyrl, ethi, latn, or empty without letters."""
    counts = Counter(_script(ord(c)) for c in text[:600] if c.isalpha())
    return counts.most_common(1)[0][0] if counts else ""


def _script(point: int) -> str:
    if point < 0x250 or 0x1E00 <= point <= 0x1EFF:
        return "latn"
    return next((name for name, low, high in _RANGES if low <= point <= high), "other")


def guess(text: str, words: list[str], lexicon: Mapping[str, frozenset[str]], prior: str) -> Guess:
    """`words` are the folded tokens, `lexicon` the frequent folded words of each language."""
    script = script_of(text)
    if script == "ethi":
        return Guess("ti", script, sure=True)
    scores: defaultdict[str, float] = defaultdict(float)
    lower = text[:600].lower()
    for code, letters in _LETTERS.get(script, {}).items():
        weight = 0.7 if code in ("fa", "ar", "de", "bg") else 1.5
        scores[code] += weight * min(3, sum(lower.count(c) for c in letters))
    seen, possible = set(words[:60]), _OF_SCRIPT.get(script)
    for code, known in lexicon.items():
        if possible is None or code in possible:
            scores[code] += len(seen & known)
    base = prior.removesuffix("-simple")
    if possible is None or base in possible:
        scores[base] += 0.5
    elif not any(scores.values()):
        scores[possible[0]] += 0.1
    best, top = max(scores.items(), key=lambda item: (item[1], item[0] == base))
    return Guess(best, script, sure=top >= 1)
