"""Requests for access, for the tests."""

import uuid

from django.utils import timezone

from anlaufpunkt.network.models import AccessRequest, Centre
from anlaufpunkt.terms.domain.links import digest


def request_for(centre: Centre, **facts: object) -> AccessRequest:
    """A request whose address is confirmed."""
    made = uuid.uuid4()
    plain = {
        "digest": digest(str(made)), "organization_name": "New Club", "name": "Nil", "email": f"{made}@example.org",
        "purpose": "Tea and talk", "language": "en", "asked": timezone.now(), "confirmed": timezone.now(),
    }  # fmt: skip
    return AccessRequest.objects.create(id=made, centre=centre, **{**plain, **facts})
