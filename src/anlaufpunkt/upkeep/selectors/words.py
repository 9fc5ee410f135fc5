"""Words for what is kept as codes."""

from django.utils.translation import gettext_lazy as _

from anlaufpunkt.directory.domain.reports import Outcome
from anlaufpunkt.upkeep.domain.answers import Answer

ANSWERS = {
    Answer.RIGHT: _("still right"), Answer.CHANGED: _("something has changed"), Answer.ENDED: _("has ended"),
    Answer.CLOSED: _("closed for a while"),
}  # fmt: skip
OUTCOMES = {
    Outcome.CORRECTED: _("I have corrected it"), Outcome.RIGHT: _("It was right"), Outcome.FORWARDED: _("Pass it on"),
}  # fmt: skip
