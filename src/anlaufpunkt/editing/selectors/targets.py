"""Which offer of an organisation a row of its list speaks of."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from anlaufpunkt.directory.domain.offer import to_json
from anlaufpunkt.directory.domain.versions import Facts, flat
from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing.domain.applying import NUMBERED, identity, name_in, place_key, present
from anlaufpunkt.editing.domain.importing import Read
from anlaufpunkt.editing.models import Draft, ListKey
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Target:
    """`facts` flat; `base`: the revision of the service, or the edition of the draft where there is one."""

    facts: Facts
    base: int
    service: uuid.UUID | None = None
    draft: uuid.UUID | None = None


class Targets:
    """The organisation's offers by id, by the number its lists give them, and by name and place."""

    def __init__(self, organization: Organization) -> None:
        self.drafts = {d.id: d for d in Draft.objects.filter(organization=organization)}
        self.draft_of = {d.service_id: d for d in self.drafts.values() if d.service_id}
        self.keys = dict(ListKey.objects.filter(organization=organization).values_list("identity", "offer"))
        self._numbered = {key for name, key in self.keys.items() if name.startswith(NUMBERED)}
        self.by_place: dict[tuple[str, str, str], list[uuid.UUID]] = defaultdict(list)
        self.status = self._services(organization)
        for draft in self.drafts.values():
            if draft.service_id is None:
                facts = flat(draft.offer)
                self.by_place[place_key(name_in(facts, facts.get("language", "")), facts)].append(draft.id)

    def _services(self, organization: Organization) -> dict[uuid.UUID, str]:
        status = {}
        address = "places__location__address"
        found = Service.objects.filter(organization=organization, texts__language=F("language"))
        for key, state, name, postcode, street in found.values_list(
            "id", "status", "texts__name", f"{address}__postal_code", f"{address}__address_1"
        ):
            if key not in status and state != "defunct":
                self.by_place[place_key(name, {"spot.postcode": postcode, "spot.street": street})].append(key)
            status[key] = state
        return status

    def key_for(self, read: Read, language: str) -> uuid.UUID | None:
        """The id of the offer; None for a new one. Raises Refused where it is left open."""
        known = self.keys.get(identity(read, language))
        for key in (_uuid(read.number), known):
            if key and (key in self.status or key in self.drafts):
                if self.status.get(key) == "defunct":
                    raise Refused("offer_has_ended")
                return key
        alike = self.by_place.get(place_key(name_in(read.facts, language), read.facts), [])
        if read.number:  # with a number of its own it is none that has another number
            alike = [key for key in alike if key not in self._numbered]
        if len(alike) > 1:
            raise Refused("several_alike")
        return alike[0] if alike else None

    def load(self, keys: list[uuid.UUID]) -> dict[uuid.UUID, Target]:
        """What the offers say now: where somebody is changing one already, what that draft says."""
        found = {key: _of_draft(d) for key in keys if (d := self.draft_of.get(key) or self.drafts.get(key))}
        rest = [key for key in keys if key not in found]
        for start in range(0, len(rest), _AT_ONCE):
            for service in Service.objects.whole().filter(id__in=rest[start : start + _AT_ONCE]):
                facts = present(flat(to_json(offer_inside(service))))
                found[service.id] = Target(facts, service.revision, service=service.id)
        return found


def _of_draft(draft: Draft) -> Target:
    return Target(present(flat(draft.offer)), draft.edition, service=draft.service_id, draft=draft.id)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
