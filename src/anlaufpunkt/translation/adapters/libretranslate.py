"""LibreTranslate: POST /translate with q, source, target, format and, where the server wants one, api_key.

The server may be a municipality's own: then nothing leaves the house.
"""

from dataclasses import dataclass

from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.adapters.wire import TIMEOUT, ask

_CODES = {
    "de": "de", "de-simple": "de", "en": "en", "ar": "ar", "tr": "tr", "uk": "uk", "ru": "ru", "fa": "fa", "fr": "fr", "sq": "sq",
    "ro": "ro", "bg": "bg", "pl": "pl", "es": "es",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    url: str
    key: str = ""
    timeout: float = TIMEOUT

    def speaks(self, source: str, target: str) -> bool:
        return source in _CODES and target in _CODES and target != "de-simple" and _CODES[source] != _CODES[target]

    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        question: dict[str, object] = {"q": texts, "source": _CODES[source], "target": _CODES[target], "format": "text"}
        if self.key:
            question["api_key"] = self.key
        answer = ask(self.url.rstrip("/") + "/translate", question, {}, self.timeout)
        try:
            made = answer["translatedText"]
        except (KeyError, TypeError):
            raise Refused("machine_rubbish") from None
        if not isinstance(made, list):
            raise Refused("machine_rubbish")
        return made
