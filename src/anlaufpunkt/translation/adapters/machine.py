"""Machine translation, where an operator has switched it on: which service, and what goes to it."""

from typing import Protocol

from django.conf import settings

from anlaufpunkt.directory.domain.offer import PUBLIC, Offer, Text
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation.adapters.deepl import DeepL
from anlaufpunkt.translation.adapters.libretranslate import LibreTranslate
from anlaufpunkt.translation.domain.masking import mask, unmask

LONGEST_NAME, LONGEST = 200, 5000


class Machine(Protocol):
    def speaks(self, source: str, target: str) -> bool: ...

    def translate(self, texts: list[str], source: str, target: str) -> list[str]: ...


def machine() -> Machine | None:
    """None unless the settings name a service."""
    match settings.MACHINE_TRANSLATION_KIND:
        case "deepl":
            return DeepL(settings.MACHINE_TRANSLATION_KEY, settings.MACHINE_TRANSLATION_URL)
        case "libretranslate":
            return LibreTranslate(settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY)
    return None


def translated(by: Machine, offer: Offer, language: str) -> Text:
    """Only name and description of what readers see leave the house, without addresses and numbers."""
    if offer.status not in PUBLIC:
        raise Refused("not_published")
    if not by.speaks(offer.language, language):
        raise Refused("machine_language")
    source = offer.texts[offer.language]
    asked = [mask(text) for text in (source.name, source.description) if text]
    made = by.translate([one.text for one in asked], offer.language, language)
    if len(made) != len(asked) or not all(isinstance(one, str) and one.strip() for one in made):
        raise Refused("machine_rubbish")
    whole = [unmask(text, one.kept).strip() for text, one in zip(made, asked, strict=True)]
    if len(whole[0]) > LONGEST_NAME or len(whole[-1]) > LONGEST or any("\0" in one for one in whole):
        raise Refused("machine_rubbish")
    return Text(whole[0], whole[1] if source.description else "", "machine", source.digest)
