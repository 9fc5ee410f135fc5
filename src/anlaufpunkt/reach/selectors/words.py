"""Codes of the overview as words of the reader's language."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "unconfirmed": _("Not confirmed"), "unpublished": _("Not published"), "reported": _("Reported as wrong"), "ended": _("Ended"),
}  # fmt: skip
CHOICES = {"published": _("Published"), **STATES}  # what can be chosen; STATES are what somebody has to look at
SORTS = {"name": _("Name"), "organisation": _("Organisation"), "oldest": _("Longest not confirmed first")}
FIGURES = {"offered": _("Offers"), "asked": _("Asked"), "unanswered": _("Without an answer")}
