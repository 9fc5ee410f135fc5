"""Verbs that change the network."""

from anlaufpunkt.network.actions.areas import (
    activate_centre,
    demo_centre,
    fill_page,
    load_areas,
    organization_id,
    put_organization,
    trust,
)
from anlaufpunkt.network.actions.asking import ask, confirm, decline, forget, grant
from anlaufpunkt.network.actions.branding import set_branding
from anlaufpunkt.network.actions.mail import agree_to_mail, withdraw_mail
from anlaufpunkt.network.actions.people import accept, create_tenant, end, found, invite, withdraw

__all__ = [
    "accept", "activate_centre", "agree_to_mail", "ask", "confirm", "create_tenant", "decline", "demo_centre",
    "end", "fill_page", "forget", "found", "grant", "invite", "load_areas", "organization_id",
    "put_organization", "set_branding", "trust", "withdraw", "withdraw_mail",
]  # fmt: skip
