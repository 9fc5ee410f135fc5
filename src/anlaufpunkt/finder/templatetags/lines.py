"""What a card of a hotline says about hours, languages and source."""

from datetime import datetime

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufpunkt.directory.domain.hotlines import Line
from anlaufpunkt.finder.selectors import words
from anlaufpunkt.terms.domain.languages import DEFAULT

register = template.Library()


@register.simple_tag
def line_hours(line: Line, now: datetime) -> str:
    if line.always:
        return _("day and night")
    if not line.rules:
        return _("hours not known")
    times = "; ".join(words.rule_words(rule, get_language() or DEFAULT) for rule in line.rules)
    state = _("open now") if line.open_now(now) else _("closed now")
    return f"{state} ({times})"


@register.simple_tag
def line_languages(line: Line) -> str:
    """All that are named; of "18 languages" only the reader's own, since four of eighteen would read as the only ones."""
    reader = (get_language() or DEFAULT).removesuffix("-simple")
    named = words.listed(words.spoken(code) for code in line.spoken if not line.more_languages or code == reader)
    if line.more_languages:
        more = _("%(n)s foreign languages") % {"n": line.more_languages}
        named = f"{more}: {named}" if named else more
    return f" · {named}" if named else ""


@register.simple_tag
def line_source(line: Line) -> str:
    if line.checked:
        year, _dash, month = line.checked.partition("-")
        return _("Source of %(date)s") % {"date": f"{month}/{year}" if month else year}
    return _("Source without a date")
