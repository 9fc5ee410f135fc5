"""Template tags of the page kit, built into every template."""

import re
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from anlaufpunkt.terms.domain.languages import DEFAULT, LANGUAGES, Language

register = template.Library()


def _reader() -> Language:
    return LANGUAGES.get(get_language() or DEFAULT, LANGUAGES[DEFAULT])


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon from the sprite of the page; words always stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name)


@register.filter
def tel(number: str) -> str:
    """The dialled form of a number as printed: "0231 50-12345 (Zentrale)" → 02315012345."""
    return re.sub(r"[^\d+]", "", number.split("(")[0])


@register.filter
def ltr(text: str) -> SafeString:
    """Numbers, times and addresses keep their direction inside right-to-left text."""
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter(expects_localtime=True)
def day(when: date | None) -> SafeString | str:
    """22.11.2026: numbers only, the same in every language of the desk."""
    return ltr(f"{when:%d.%m.%Y}") if when else ""


@register.filter(expects_localtime=True)
def moment(when: datetime | None) -> SafeString | str:
    """22.11.2026 14:30, local time."""
    return ltr(f"{when:%d.%m.%Y %H:%M}") if when else ""


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """Marks a text that is not in the reader's language with its own language and direction."""
    language = LANGUAGES.get(code, LANGUAGES[DEFAULT])
    if language.code == _reader().code:
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<span lang="{}" dir="{}">{}</span>', language.tag, language.dir, text)


@register.simple_tag
def inline(text: str) -> SafeString:
    """The style sheet, which is ours."""
    return mark_safe(text)  # noqa: S308
