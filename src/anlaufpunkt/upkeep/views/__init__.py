"""Pages of the room: behind a mail's link, and at the desk."""

from anlaufpunkt.upkeep.views.calls import call_list, claim_calls, note_result, release_calls
from anlaufpunkt.upkeep.views.freshness import freshness
from anlaufpunkt.upkeep.views.links import review, stop_mails
from anlaufpunkt.upkeep.views.mail import agreement, mail_list, withdraw
from anlaufpunkt.upkeep.views.reports import confirm, reports, settle_report

__all__ = [
    "agreement", "call_list", "claim_calls", "confirm", "freshness", "mail_list", "note_result", "release_calls", "reports",
    "review", "settle_report", "stop_mails", "withdraw",
]  # fmt: skip
