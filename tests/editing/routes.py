from dataclasses import replace

from django.utils import timezone

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Offer, Text
from anlaufpunkt.directory.models import Service
from anlaufpunkt.editing.models import Draft, Import
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership, Organization
from tests.desk.matrix import Route
from tests.desk.people import NOW

WRITERS = frozenset({Role.MEMBER, Role.LEAD, Role.COORDINATOR})
FACTS = {
    "language": "de", "texts": {"de": {"name": "Fahrradkurs", "description": "Wir fahren zusammen."}}, "needs": ["bicycle"],
    "time_note": "nach Absprache", "phone": "0231 0000", "spot": {"city": "Dortmund", "municipality": "05913000"},
}  # fmt: skip


def club_of(mine: Membership) -> Organization:
    """An organisation of the membership's tenant."""
    if mine.organization:
        return mine.organization
    centre = mine.centre_id or "05913"
    return Organization.objects.get_or_create(name=f"EXAMPLE of {centre}", kind="mso", centre_id=centre, is_example=True)[0]


def some_service(mine: Membership, **changes: object) -> Service:
    offer = Offer(
        id="5b5e1c1e-0000-4000-8000-000000000001", organization="", language="de", needs=("bicycle",), is_example=True,
        texts={"de": Text("Fahrradkurs", "Wir fahren zusammen.")}, time_note="nach Absprache", phone="0231 0000",
    )  # fmt: skip
    return put_service(offer=replace(offer, **changes), organization=club_of(mine), now=NOW)  # type: ignore[arg-type]


def some_draft(mine: Membership, **more: object) -> Draft:
    return Draft.objects.create(**{"organization": club_of(mine), "offer": FACTS, "touched": NOW, "touched_by": "user:1", **more})  # type: ignore[arg-type]


def some_import(mine: Membership) -> Import:
    return Import.objects.create(organization=club_of(mine), by="user:1", created=timezone.now(), language="de")


DECIDE = frozenset({Role.LEAD, Role.COORDINATOR})
ROUTES = {
    "services": Route("/en/desk/services/", WRITERS),
    "draft-new": Route("/en/desk/services/new/", WRITERS),
    "desk-service": Route(lambda m: f"/en/desk/services/{some_service(m).id}/", WRITERS, owned=True),
    "desk-service-do": Route(
        lambda m: f"/en/desk/services/{some_service(m).id}/do/", WRITERS, "POST", {"move": "edit"}, owned=True
    ),
    "desk-service-history": Route(lambda m: f"/en/desk/services/{some_service(m).id}/history/", WRITERS, owned=True),
    "draft": Route(lambda m: f"/en/desk/drafts/{some_draft(m).id}/", WRITERS, owned=True),
    "draft-do": Route(lambda m: f"/en/desk/drafts/{some_draft(m).id}/do/", WRITERS, "POST", {"move": "discard"}, owned=True),
    "draft-preview": Route(lambda m: f"/en/desk/drafts/{some_draft(m).id}/preview/?as=ar", WRITERS, owned=True),
    "draft-step": Route(lambda m: f"/en/desk/drafts/{some_draft(m).id}/what/", WRITERS, owned=True),
    "checking": Route("/en/desk/checking/", frozenset({Role.COORDINATOR})),
}
ROUTES |= {
    "imports": Route("/en/desk/imports/", DECIDE),
    "import-example-csv": Route("/en/desk/imports/example.csv", DECIDE),
    "import-example-xlsx": Route("/en/desk/imports/example.xlsx", DECIDE),
    "import": Route(lambda m: f"/en/desk/imports/{some_import(m).id}/", DECIDE, owned=True),
    "import-take": Route(lambda m: f"/en/desk/imports/{some_import(m).id}/take/", DECIDE, "POST", owned=True),
    "import-undo": Route(lambda m: f"/en/desk/imports/{some_import(m).id}/undo/", DECIDE, "POST", owned=True),
}
