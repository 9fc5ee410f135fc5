"""Run by test_race.py on a database of its own: two people save the same text at the same moment, each on a connection."""

import json
import threading

import django

django.setup()

from django.db import connection  # noqa: E402

from anlaufpunkt.accounts.actions import create_user  # noqa: E402
from anlaufpunkt.directory.models import Revision  # noqa: E402
from anlaufpunkt.network.models import Centre, Membership, Organization  # noqa: E402
from anlaufpunkt.terms.domain.refusal import Refused  # noqa: E402
from tests.desk.people import NOW, PASSWORD  # noqa: E402
from tests.translation.conftest import ARABIC, inside, make_service, translate  # noqa: E402

ROUNDS = 8
centre = Centre.objects.create(ags="05913", slug="dortmund", name="KI", kind="x", seat="x", lat=51.5, lon=7.4)
club = Organization.objects.create(name="EXAMPLE club", kind="mso", centre=centre, is_example=True)
people = [
    Membership.objects.create(
        user=create_user(email=f"{n}@example.org", name=str(n), password=PASSWORD, language="en", now=NOW), role="member",
        organization=club, since=NOW,
    )
    for n in range(2)
]  # fmt: skip
services = [make_service(club) for _ in range(ROUNDS)]
start = threading.Barrier(2)
results: dict[str, list[str]] = {str(s.pk): [] for s in services}


def work(number: int) -> None:
    for service in services:
        start.wait()
        try:
            translate(people[number], service, type(ARABIC)(f"by {number}", "x"), base=1)
            results[str(service.pk)].append("saved")
        except Refused as refused:
            results[str(service.pk)].append(refused.code)
    connection.close()


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(  # noqa: T201
    json.dumps(
        [
            {
                "results": sorted(results[str(s.pk)]),
                "name": inside(s).texts["ar"].name,
                "writers": list(
                    Revision.objects.filter(service=s, cause="translated").values_list("offer__texts__ar__name", flat=True)
                ),
            }
            for s in services
        ]
    )
)
