"""Verbs that change the network."""

from anlaufpunkt.network.actions.areas import activate_centre, fill_page, load_areas, organization_id, put_organization
from anlaufpunkt.network.actions.mail import agree_to_mail, withdraw_mail
from anlaufpunkt.network.actions.people import accept, end, found, invite

__all__ = [
    "accept", "activate_centre", "agree_to_mail", "end", "fill_page", "found", "invite", "load_areas", "organization_id",
    "put_organization", "withdraw_mail",
]  # fmt: skip
