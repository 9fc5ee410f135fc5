"""Codes of the overview as words of the reader's language."""

from django.utils.translation import gettext_lazy as _

from anlaufpunkt.network.domain.organizations import Kind

KINDS = {
    Kind.CENTRE: _("Integration centre"), Kind.MUNICIPALITY: _("City and municipal offices"), Kind.CARRIER: _("Free carriers"),
    Kind.MSO: _("Migrant clubs"), Kind.UMBRELLA: _("Umbrella organisations"), Kind.INITIATIVE: _("Initiatives"),
    Kind.FEDERAL: _("Federal offices"),
}  # fmt: skip
STATES = {
    "unconfirmed": _("Not confirmed"), "unpublished": _("Not published"), "reported": _("Reported as wrong"), "ended": _("Ended"),
}  # fmt: skip
SORTS = {"name": _("Name"), "organisation": _("Organisation"), "oldest": _("Longest not confirmed first")}
FIGURES = {"offered": _("Offers"), "asked": _("Asked"), "unanswered": _("Without an answer")}
