"""Entries of the journal as words of the reader's language. The chain holds codes and ids; they stay as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.editing.selectors.facts import field_words
from anlaufpunkt.editing.selectors.words import CAUSES
from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import REASONS, ROLES

EVENTS = {
    "access.asked": _("An organisation has asked for access"),
    "access.declined": _("Request for access declined"),
    "access.granted": _("Request for access accepted"),
    "account.created": _("Account made"),
    "account.linked": _("Account tied to the single sign-on"),
    "account.password": _("New password given"),
    "branding.changed": _("Look changed"),
    "call.noted": _("Call noted"),
    "centre.activated": _("The centre takes part"),
    "centre.demo": _("Invented organisations moved to the invented centre"),
    "draft.begun": _("Draft begun"),
    "draft.saved": _("Draft saved"),
    "draft.hand-in": _("Draft handed in"),
    "draft.take-back": _("Draft taken back"),
    "draft.send-back": _("Draft sent back"),
    "draft.discard": _("Draft thrown away"),
    "import.looked-through": _("List looked through"),
    "import.taken": _("List taken over"),
    "import.undone": _("List undone"),
    "inquiry.asked": _("Somebody has asked"),
    "inquiry.write": _("The person has written again"),
    "inquiry.contact": _("The person has changed how to reach her"),
    "inquiry.moved": _("The person has named another town"),
    "inquiry.claim": _("Inquiry taken on"),
    "inquiry.take-over": _("Inquiry taken over from a colleague"),
    "inquiry.hand-over": _("Inquiry handed over"),
    "inquiry.release": _("Inquiry given back to all"),
    "inquiry.answer": _("Inquiry answered"),
    "inquiry.note": _("Note written"),
    "inquiry.needs": _("What it is about corrected"),
    "inquiry.look": _("Inquiry opened"),
    "inquiry.close": _("Inquiry closed"),
    "inquiry.erased": _("Inquiry erased"),
    "mail.again": _("Mail sent again"),
    "mail.agreed": _("Agreement to mails noted"),
    "mail.withdrawn": _("Agreement to mails ended"),
    "mail.ask": _("Organisation asked by mail whether its offers are right"),
    "mail.remind": _("Organisation reminded by mail"),
    "mail.renew": _("New link sent to the organisation"),
    "meeting.set": _("Meeting set"),
    "meeting.changed": _("Meeting changed"),
    "meeting.forgotten": _("Old meeting deleted"),
    "organization.trusted": _("Organisation publishes without a check"),
    "organization.untrusted": _("Organisation no longer publishes without a check"),
    "people.invited": _("Somebody was invited"),
    "people.joined": _("Somebody got access"),
    "people.left": _("Access ended"),
    "people.withdrawn": _("Invitation withdrawn"),
    "report.settled": _("Report settled"),
    "review.moved": _("Reviews went on"),
    "service.interval": _("Time between reviews changed"),
    "table.made": _("Round table made"),
    "table.changed": _("Round table changed"),
    "task.given": _("Task given"),
    "task.done": _("Task done"),
    "task.reopened": _("Task opened again"),
}
KINDS = {
    "centre": _("Centre"),
    "draft": _("Draft"),
    "import": _("List"),
    "inquiry": _("Inquiry"),
    "invitation": _("Invitation"),
    "meeting": _("Meeting"),
    "message": _("Mail"),
    "organization": _("Organisation"),
    "report": _("Report"),
    "request": _("Request for access"),
    "service": _("Offer"),
    "table": _("Round table"),
    "task": _("Task"),
    "user": _("Person"),
}
ACTORS = {
    "system": _("the program itself"),
    "command": _("the people who run this site"),
    "public": _("somebody without an account"),
    "link": _("the organisation, by the link in a mail"),
    "user": _("a person"),
}
FIELDS = {
    "name": _("Name on the pages"),
    "colour": _("Colour"),
    "logo": _("Logo"),
    "logo_digest": _("Logo"),
    "languages": _("Languages offered first"),
    "welcome": _("Text of welcome"),
    "trusted": _("Publishes without a check"),
}
NAMED = {
    "role": _("Role"),
    "reason": _("Reason"),
    "how": _("How"),
    "result": _("Result"),
    "outcome": _("Result"),
    "days": _("Days"),
    "services": _("Offers"),
    "organization": _("Organisation"),
    "due": _("due"),
    "urgent": _("urgent"),
    "asked": _("asked by mail"),
    "reminded": _("reminded by mail"),
    "call": _("to be called"),
    "unconfirmed": _("marked as not confirmed"),
    "hidden": _("hidden"),
    "fresh": _("confirmed"),
}
VALUES = {
    **{("role", role.value): words for role, words in ROLES.items()},
    **{("reason", reason.value): words for reason, words in REASONS.items()},
    ("how", "spoken"): _("by word of mouth"),
    ("how", "desk"): _("at the desk"),
    ("organization", "new"): _("new"),
    ("result", "not-reached"): _("Nobody reached"),
    ("result", "again"): _("Call again later"),
    ("result", "right"): _("Still right"),
    ("result", "changed"): _("Something has changed"),
    ("result", "ended"): _("The offer has ended"),
    ("outcome", "corrected"): _("corrected"),
    ("outcome", "right"): _("It was right"),
    ("outcome", "forwarded"): _("passed on"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry for people; `entry` for those who verify the chain."""

    entry: Entry
    when: datetime
    what: str
    who: str
    about: str
    place: str
    fields: tuple[str, ...]


def told(entries: Iterable[Entry], *, centre: str) -> list[Line]:
    """Names of people and organisations of this centre only, also of those who have left."""
    listed = list(entries)
    ids = {
        UUID(word.removeprefix("user:")) for entry in listed for word in (entry.actor, entry.subject) if word.startswith("user:")
    }
    of_centre = Membership.objects.filter(user__in=ids).select_related("user", "organization")
    people = {membership.user.actor: membership.user.name for membership in of_centre if membership.tenant == centre}
    places = Organization.objects.filter(centre=centre, id__in={entry.organization for entry in listed if entry.organization})
    names = {str(place.id): place.name for place in places}
    return [
        Line(
            entry=entry, when=entry.when, what=event_words(entry.action), who=people.get(entry.actor) or _of(ACTORS, entry.actor),
            about=people.get(entry.subject) or _of(KINDS, entry.subject), place=names.get(entry.organization, ""),
            fields=tuple(dict.fromkeys(fact_words(field) for field in entry.fields)),
        )
        for entry in listed
    ]  # fmt: skip


def event_words(action: str) -> str:
    room, _dot, cause = action.partition(".")
    if action in EVENTS:
        return str(EVENTS[action])
    return gettext("Offer: %(what)s") % {"what": CAUSES[cause]} if room == "service" and cause in CAUSES else action


def fact_words(field: str) -> str:
    """A field's name; or "Role: Member" for what has a value."""
    name, colon, value = field.partition(":")
    if colon and name in NAMED:
        return f"{NAMED[name]}: {VALUES.get((name, value), value)}"
    return str(FIELDS.get(field) or field_words(field))


def _of(table: Mapping[str, object], code: str) -> str:
    return str(table.get(code.split(":")[0], code))
