"""Folding: the one way in which questions, phrases, offers and place names become comparable tokens.

The rules follow how people type on phones: without diacritics, with Arabic, Persian or Western digits, in
Serbian Cyrillic or Latin, with German umlauts as ae/oe/ue.
"""

import re
import unicodedata

_CHARS = {
    # Arabic script: one letter for each family of look-alikes
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ې": "ی", "ۍ": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه",
    "ە": "ه", "ھ": "ه", "ؤ": "و", "ۆ": "و", "ۇ": "و", "ێ": "ی", "ڕ": "ر", "ڵ": "ل", "ګ": "گ", "ـ": "",
    # Latin letters that do not decompose
    "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "dj", "ð": "d", "æ": "ae", "œ": "oe", "ə": "e",
    # Cyrillic
    "ё": "е", "ґ": "г",
    # Serbian letters go to Latin, so that both scripts meet
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    # Ethiopic homophones are folded below by row
}  # fmt: skip
_ROWS = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
_TABLE = {ord(k): v for k, v in _CHARS.items()}
for _from, _to in _ROWS.items():
    _TABLE.update({_from + i: chr(_to + i) for i in range(8)})
# Tigrinya is written with the first or the fourth form of a guttural letter; both sound alike
_TABLE.update(dict.fromkeys([0x1200, 0x1210, 0x1280], "\u1203") | dict.fromkeys([0x12A0, 0x12D0], "\u12a3"))
# Typographic apostrophes, joiners and invisible direction marks
_TABLE.update(dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD], ""))
# Between Latin letters an apostrophe parts two words (l'école, Dortmund'da), elsewhere it belongs to the word (м'я, 3')
_APOSTROPHES = "\u2019\u2018\u02bc`\u00b4'"
_PARTING = re.compile(f"(?<=[a-zß-ɏ])[{_APOSTROPHES}](?=[a-zß-ɏ])")
_TABLE.update(dict.fromkeys(map(ord, _APOSTROPHES), ""))
_TABLE.update(dict.fromkeys([*range(8234, 8239), *range(8294, 8298)], ""))
_SR_HINT = re.compile("[ђјљњћџ]")
_SR = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "z", "з": "z", "и": "i", "к": "k", "л": "l", "м": "m",
     "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# An accent is dropped, but й and ї stay letters of their own.
_KEEP = re.compile("[йї]")


def fold(text: str) -> str:
    """Without a cache on purpose: questions pass through here, and nothing of them is kept.

    Lower case, without diacritics, one form per letter family, Western digits; spaces stay."""
    text = _PARTING.sub(" ", unicodedata.normalize("NFKC", text).lower())
    if _SR_HINT.search(text):
        text = text.translate(_SR)
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    out: list[str] = []
    for char in text:
        if char.isascii():
            out.append(char)
        elif char.isdecimal():
            out.append(str(unicodedata.decimal(char)))
        elif _KEEP.match(char):
            out.append(char)
        else:
            out.append("".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)))
    return "".join(out).translate(_TABLE)


def serbian_latin(word: str) -> str:
    """A folded Serbian word in Cyrillic letters as its Latin twin; `fold` does it where a letter gives the language away."""
    return word.translate(_SR)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def umlaut_twin(token: str) -> str:
    """German spelled with ae/oe/ue (and ss) in the plain form that `fold` gives to ä/ö/ü."""
    return token.replace("ae", "a").replace("oe", "o").replace("ue", "u") if token.isascii() else token
