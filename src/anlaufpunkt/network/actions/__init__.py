"""Verbs that change the network."""

from anlaufpunkt.network.actions.areas import activate_centre, fill_page, load_areas, organization_id, put_organization, trust
from anlaufpunkt.network.actions.asking import ask, confirm, decline, forget, grant
from anlaufpunkt.network.actions.people import accept, end, found, invite

__all__ = [
    "accept", "activate_centre", "ask", "confirm", "decline", "end", "fill_page", "forget", "found", "grant", "invite",
    "load_areas", "organization_id", "put_organization", "trust",
]  # fmt: skip
