"""How a centre looks on its pages."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.domain.colours import parsed
from anlaufpunkt.network.domain.logo import cleaned
from anlaufpunkt.network.models import Branding, Membership
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused


@transaction.atomic
def set_branding(
    *, by: Membership, name: str, colour: str, logo: bytes | None, languages: list[str], welcome: dict[str, str], now: datetime
) -> Branding:
    """Give the coordinator's centre its look. Empty values mean the usual look; without a logo (None) it stays as it is."""
    if by.centre_id is None:
        raise Refused("no_centre")
    branding = Branding.objects.select_for_update().get_or_create(centre_id=by.centre_id)[0]
    wanted: dict[str, object] = {
        "name": name.strip(),
        "colour": parsed(colour) if colour else "",
        "languages": [code for code in LANGUAGES if code in languages],
        "welcome": {code: text.strip() for code, text in welcome.items() if code in LANGUAGES and text.strip()},
    }
    if logo is not None:
        picture = cleaned(logo) if logo else b""
        wanted |= {"logo": picture, "logo_digest": sha256(picture).hexdigest()[:16] if picture else ""}
    changed = [field for field, value in wanted.items() if _plain(getattr(branding, field)) != value]
    for field in changed:
        setattr(branding, field, wanted[field])
    branding.save()
    if changed:
        subject = f"centre:{by.centre_id}"
        note(now=now, actor=by.user.actor, action="branding.changed", subject=subject, centre=by.tenant, fields=changed)
    return branding


def _plain(value: object) -> object:
    """PostgreSQL hands out memory views, SQLite bytes."""
    return bytes(value) if isinstance(value, memoryview) else value
