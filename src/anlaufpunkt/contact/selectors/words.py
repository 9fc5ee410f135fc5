"""Codes as words of the reader."""

from django.utils.translation import gettext_lazy as _

from anlaufpunkt.contact.domain.asked import Channel
from anlaufpunkt.contact.domain.inquiry import Outcome, State
from anlaufpunkt.contact.domain.messages import Kind, Origin
from anlaufpunkt.contact.selectors.inbox import View

CHANNELS = {
    Channel.LINK: _("Only on a private page that I open myself"), Channel.MAIL: _("By e-mail"), Channel.PHONE: _("By telephone"),
}  # fmt: skip
STATES = {
    State.NEW: _("Nobody has taken it on yet"), State.OPEN: _("To be answered"), State.WAITING: _("Waiting for the person"),
    State.CLOSED: _("Closed"),
}  # fmt: skip
STEPS = {  # the next step, as the desk reads it
    State.NEW: _("Somebody takes it on"), State.OPEN: _("Answer"),
    State.WAITING: _("Wait; when the time is over, ask again or close"), State.CLOSED: "",
}  # fmt: skip
PROMISES = {  # as the person reads it
    State.NEW: _("Your message has arrived. A person will read it."), State.OPEN: _("Somebody is taking care of your question."),
    State.WAITING: _("There is an answer for you below."),
    State.CLOSED: _("This question is closed. You can write again at any time."),
}  # fmt: skip
OUTCOMES = {
    Outcome.ARRIVED: _("The person has arrived where she is helped"), Outcome.INFORMED: _("The answer was enough"),
    Outcome.SENT_ON: _("Told whom to turn to"), Outcome.NO_OFFER: _("There is no offer for it"),
    Outcome.NOT_REACHED: _("The person could not be reached"), Outcome.NOT_OURS: _("Not our task"),
}  # fmt: skip
VIEW_NAMES = {
    View.MINE: _("Mine"), View.UNASSIGNED: _("Without an owner"), View.TODAY: _("Due today"), View.OVERDUE: _("Overdue"),
    View.WAITING: _("Waiting for the person"), View.ALL: _("All that are open"), View.CLOSED: _("Closed"),
}  # fmt: skip
INBOX = {  # on the first page of the desk
    View.OVERDUE: _("Inquiries that are late"), View.UNASSIGNED: _("Inquiries without an owner"), View.MINE: _("My inquiries"),
}  # fmt: skip
KINDS = {Kind.IN: _("From the person"), Kind.OUT: _("To the person"), Kind.NOTE: _("Internal note")}
ORIGINS = {Origin.WEB: _("Website"), Origin.DESK: _("At the desk"), Origin.PHONE: _("On the phone"), Origin.MAIL: _("E-mail")}
