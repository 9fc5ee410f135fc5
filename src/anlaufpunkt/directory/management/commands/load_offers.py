import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.adapters.offer_file import Entry, entries, offer
from anlaufpunkt.directory.models import Revision, Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.network.actions import load_areas, put_organization
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.models import Municipality, Organization


class Command(BaseCommand):
    help = "Load areas, centres, the real offers and (with --examples) the invented ones. Harmless to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--examples", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        centres, towns = load_areas()
        self.centre_of = dict(Municipality.objects.values_list("ags", "centre_id"))
        self._organizations()
        self.present = {service.id: offer_inside(service) for service in Service.objects.whole()}
        self.edited = set(Revision.objects.exclude(cause="loaded").values_list("service_id", flat=True))
        real = self._offers("offers.toml", is_example=False)
        invented = self._offers("examples.toml", is_example=True) if options["examples"] else 0
        self.stdout.write(f"{centres} centres, {towns} municipalities, {real} real offers, {invented} examples")

    def _organizations(self) -> None:
        known: dict[str, Organization] = {}
        for entry in entries("organizations.toml"):
            known[entry["name"]] = put_organization(
                name=entry["name"], kind=Kind(entry["kind"]), centre_ags=self.centre_of.get(entry.get("municipality", "")),
                website=entry.get("website", ""), umbrella=known.get(entry.get("umbrella", "")), source=entry["source"],
            )  # fmt: skip

    def _offers(self, name: str, *, is_example: bool) -> int:
        now = timezone.now()
        carriers: dict[str, Organization] = {o.name: o for o in Organization.objects.all()}
        found = entries(name)
        for entry in found:
            carrier = carriers.get(entry["organization"]) or self._carrier(entry, is_example)
            carriers[carrier.name] = carrier
            wanted = offer(entry, is_example=is_example, today=now.date())
            key = uuid.UUID(wanted.id)
            if key not in self.edited and self.present.get(key) != wanted:  # who knows it may have written since
                put_service(offer=wanted, organization=carrier, now=now)
        return len(found)

    def _carrier(self, entry: Entry, is_example: bool) -> Organization:
        return put_organization(
            name=entry["organization"], kind=Kind(entry["organization_kind"]),
            centre_ags=self.centre_of.get(entry.get("municipality", "")),
            source="" if is_example else entry["source"], is_example=is_example,
        )  # fmt: skip
