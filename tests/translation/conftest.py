"""A published service of EXAMPLE dortmund, and people who may translate it."""

import uuid
from dataclasses import replace

import pytest

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Offer, Text
from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.translation.actions import save_text
from tests.desk.people import NOW, Places

GERMAN = Text("Fahrradtreff", "Wir reparieren Räder. Kommen Sie um 10:30 Uhr.")
ARABIC = Text("لقاء الدراجات", "نصلح الدراجات. تعالوا الساعة 10:30.")


def make_service(organization: Organization, text: Text = GERMAN, **changes: object) -> Service:
    one = Offer(
        id=str(uuid.uuid4()), organization=organization.name, language="de", needs=("bicycle",), texts={"de": text},
        is_example=True, phone="0231 5012345",
    )  # fmt: skip
    return put_service(offer=replace(one, **changes), organization=organization, now=NOW)  # type: ignore[arg-type]


def inside(service: Service) -> Offer:
    return offer_inside(Service.objects.whole().get(pk=service.pk))


def revision(service: Service) -> int:
    return Service.objects.values_list("revision", flat=True).get(pk=service.pk)


def change_source(service: Service, text: Text) -> None:
    """As the desk for editing does it."""
    offer = inside(service)
    put_service(
        offer=replace(offer, texts={**offer.texts, "de": text}), organization=service.organization, now=NOW, actor="user:0"
    )


def translate(
    membership: Membership, service: Service, text: Text = ARABIC, language: str = "ar", base: int | None = None
) -> None:
    save_text(
        membership=membership, service=service.pk, language=language, name=text.name, description=text.description,
        made_from=text.made_from or inside(service).texts["de"].digest, now=NOW,
        base=revision(service) if base is None else base,
    )  # fmt: skip


@pytest.fixture
def service(places: Places) -> Service:
    return make_service(places[1])
