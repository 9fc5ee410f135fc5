"""Who may do what at the desk, as data. What is not listed here is not allowed."""

from enum import StrEnum


class Role(StrEnum):
    MEMBER = "member"  # edits the own organisation's services
    LEAD = "lead"  # publishes, invites colleagues
    COORDINATOR = "coordinator"  # of a centre: its organisations and services
    AUDITOR = "auditor"  # reads the journal of a centre
    OPERATOR = "operator"  # runs the system, sees no content


class Duty(StrEnum):
    """What a page of the desk is for."""

    DESK = "desk"
    PEOPLE = "people"
    PARTNERS = "partners"
    JOURNAL = "journal"
    SERVICES = "services"  # write offers
    LISTS = "lists"  # take over an organisation's own list
    CHECKING = "checking"  # look over what organisations hand in
    INQUIRIES = "inquiries"  # people who ask for help
    TRANSLATION = "translation"
    UPKEEP = "upkeep"  # reviews, reports, tasks
    OVERVIEW = "overview"  # calendar, gaps, round tables, lists
    BRANDING = "branding"


OF_ORGANIZATION = frozenset({Role.MEMBER, Role.LEAD})
OF_CENTRE = frozenset({Role.COORDINATOR, Role.AUDITOR})
# Whoever publishes, invites, sees other organisations or the journal needs a second factor.
NEEDS_SECOND_FACTOR = frozenset({Role.LEAD, Role.COORDINATOR, Role.AUDITOR, Role.OPERATOR})
MAY: dict[Duty, frozenset[Role]] = {
    Duty.DESK: frozenset(Role),
    Duty.PEOPLE: frozenset({Role.LEAD, Role.COORDINATOR}),
    Duty.PARTNERS: frozenset({Role.COORDINATOR}),
    Duty.JOURNAL: frozenset({Role.AUDITOR, Role.COORDINATOR}),
    Duty.SERVICES: frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR}),
    Duty.LISTS: frozenset({Role.LEAD, Role.COORDINATOR}),
    Duty.CHECKING: frozenset({Role.COORDINATOR}),
    Duty.INQUIRIES: frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR}),
    Duty.TRANSLATION: frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR}),
    Duty.UPKEEP: frozenset({Role.COORDINATOR}),
    Duty.OVERVIEW: frozenset({Role.COORDINATOR}),
    Duty.BRANDING: frozenset({Role.COORDINATOR}),
}
# The roles a role may hand on: a lead in the own organisation, a coordinator in the organisations of the own centre.
INVITES: dict[Role, frozenset[Role]] = {
    Role.LEAD: frozenset({Role.MEMBER, Role.LEAD}),
    Role.COORDINATOR: frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR, Role.AUDITOR}),
}


def duties_of(role: Role) -> frozenset[Duty]:
    return frozenset(duty for duty, roles in MAY.items() if role in roles)
