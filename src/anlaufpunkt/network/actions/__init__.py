"""Verbs that change the network."""

from anlaufpunkt.network.actions.areas import (
    activate_centre,
    demo_centre,
    fill_page,
    load_areas,
    organization_id,
    put_organization,
)
from anlaufpunkt.network.actions.branding import set_branding
from anlaufpunkt.network.actions.people import accept, create_tenant, end, found, invite
from anlaufpunkt.network.actions.tables import (
    claim_reminder,
    forget_meetings,
    give_task,
    put_meeting,
    put_table,
    tick,
)

__all__ = [
    "accept", "activate_centre", "claim_reminder", "create_tenant", "demo_centre", "end", "fill_page", "forget_meetings", "found",
    "give_task", "invite", "load_areas", "organization_id", "put_meeting", "put_organization", "put_table", "set_branding",
    "tick",
]  # fmt: skip
