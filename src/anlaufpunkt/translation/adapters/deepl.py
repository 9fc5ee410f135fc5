"""DeepL: POST /v2/translate, as documented at developers.deepl.com (texts and target_lang as JSON, the key in a header).

Only languages that DeepL documents without "beta" and that we show in the same script.
"""

import re
from dataclasses import dataclass
from html import escape, unescape

from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.adapters.wire import TIMEOUT, ask

PRO, FREE = "https://api.deepl.com", "https://api-free.deepl.com"
_SOURCES = {"de": "DE", "de-simple": "DE", "en": "EN"}
_TARGETS = {
    "de": "DE", "en": "EN-GB", "ar": "AR", "tr": "TR", "uk": "UK", "ru": "RU", "fr": "FR", "ro": "RO", "bg": "BG", "pl": "PL",
    "es": "ES",
}  # fmt: skip
_MARK = re.compile(r"⟦(\d+)⟧")
_TAG = re.compile(r"<x>\s*(\d+)\s*</x>")


@dataclass(frozen=True, slots=True)
class DeepL:
    key: str
    url: str = ""
    timeout: float = TIMEOUT

    @property
    def address(self) -> str:
        """Keys of the free plan end in ":fx" and have a server of their own."""
        return (self.url or (FREE if self.key.endswith(":fx") else PRO)).rstrip("/") + "/v2/translate"

    def speaks(self, source: str, target: str) -> bool:
        return source in _SOURCES and target in _TARGETS and _SOURCES[source] != _TARGETS[target][:2]

    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        """Marks go as XML elements that DeepL leaves alone."""
        question: dict[str, object] = {
            "text": [_MARK.sub(r"<x>\1</x>", escape(text, quote=False)) for text in texts],
            "source_lang": _SOURCES[source], "target_lang": _TARGETS[target],
            "tag_handling": "xml", "ignore_tags": ["x"],
        }  # fmt: skip
        answer = ask(self.address, question, {"Authorization": f"DeepL-Auth-Key {self.key}"}, self.timeout)
        try:
            made = [one["text"] for one in answer["translations"]]
            return [_plain(text) for text in made]
        except (KeyError, TypeError):
            raise Refused("machine_rubbish") from None


def _plain(text: str) -> str:
    marked = _TAG.sub(r"⟦\1⟧", text)
    if "<" in marked:
        raise Refused("machine_rubbish")
    return unescape(marked)
