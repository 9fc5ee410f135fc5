"""The path converter for languages: an unknown language is an unknown page."""

from anlaufpunkt.terms.domain.languages import LANGUAGES


class LanguageConverter:
    regex = "|".join(sorted(LANGUAGES, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
