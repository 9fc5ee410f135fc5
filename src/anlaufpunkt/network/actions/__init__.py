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

__all__ = [
    "accept", "activate_centre", "create_tenant", "demo_centre", "end", "fill_page", "found", "invite", "load_areas",
    "organization_id", "put_organization", "set_branding",
]  # fmt: skip
