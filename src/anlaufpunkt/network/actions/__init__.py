"""Verbs that change the network."""

from anlaufpunkt.network.actions.areas import (
    activate_centre,
    demo_centre,
    fill_page,
    load_areas,
    organization_id,
    put_organization,
)
from anlaufpunkt.network.actions.people import accept, end, found, invite

__all__ = [
    "accept", "activate_centre", "demo_centre", "end", "fill_page", "found", "invite", "load_areas", "organization_id",
    "put_organization",
]  # fmt: skip
