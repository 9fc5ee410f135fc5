"""States, moves, causes and refusals as words of the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.editing.domain.lifecycle import Move, State
from anlaufpunkt.terms.domain.refusal import Refused

STATES = {
    State.DRAFT: _("draft"), State.HANDED_IN: _("waits for a check"), State.RETURNED: _("please look again"),
    State.PUBLISHED: _("published"), State.CLOSED: _("closed for some time"), State.SUSPENDED: _("suspended"),
    State.ENDED: _("ended"),
}  # fmt: skip
MOVES = {
    Move.HAND_IN: _("Hand in"), Move.TAKE_BACK: _("Take back"), Move.SEND_BACK: _("Send back"), Move.PUBLISH: _("Publish"),
    Move.DISCARD: _("Throw away"), Move.EDIT: _("Change"), Move.CANCEL_DATE: _("Cancel a date"),
    Move.HOLD_DATE: _("Take back the cancelled date"),
    Move.CLOSE: _("Close for some time"), Move.REOPEN: _("Open again"), Move.SUSPEND: _("Suspend"), Move.RESUME: _("Show again"),
    Move.END: _("The offer has ended"),
}  # fmt: skip
CAUSES = {
    "loaded": _("taken from the first collection"), "published": _("published"), "confirmed": _("confirmed"),
    "closed": _("closed"),
    "reopen": _("opened again"), "suspend": _("suspended"), "resume": _("shown again"), "end": _("ended"),
    "date-cancelled": _("a date cancelled"), "date-held": _("a cancelled date taken back"),
    "series": _("changed with the other places"), "translated": _("translated"),
    "reviewed": _("translation reviewed"), "unconfirmed": _("nobody has answered"), "hidden": _("hidden"),
    "imported": _("taken from a list"), "import-undone": _("list taken back"), "machine": _("translated by machine"),
}  # fmt: skip


def problem(refused: Refused) -> str:
    """What happened and what to do."""
    return {
        "changed_meanwhile": gettext(
            "Somebody else has changed it a moment ago. Please look at it again, then repeat your step."
        ),
        "choose_first": gettext("Two people have changed the same thing. Please choose below which is right."),
        "something_is_missing": gettext("Something is still missing. The steps that need you are marked."),
        "already_being_changed": gettext("Somebody is changing this offer already. Publish or throw away that draft first."),
        "not_on_this_day": gettext("The offer does not take place on this day anyway."),
        "remark_missing": gettext("Please write what should be different, so that the others know what to do."),
        "not_cancelled": gettext("This date is not cancelled any more."),
        "which_day": gettext("Please give the day, for example 24.12.2026."),
        "unknown_need": gettext("Please choose what the offer helps with."),
    }.get(refused.code, gettext("This is not possible at the moment. Please reload the page and try again."))
