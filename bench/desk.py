"""`make bench SCALE=desk`: the desk's lists at 100 and 10,000 services, with the number of SQL statements, beside a naive list.

Pages go through Django's whole stack in this process (middlewares, session, guard, templates); the network is left out.
"""

import json
import statistics
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

SIZES = (100, 10_000)
ROUNDS = 60
OUT = Path(__file__).resolve().parent.parent / "bench-results"
PAGES = [  # below /de/desk/
    "services/", "services/?q=gruppe+77", "services/?state=closed", "checking/", "", "overview/", "overview/?state=unconfirmed",
    "partners/", "calendar/", "gaps/", "calls/", "reports/", "freshness/", "translation/", "translation/?language=ar",
]  # fmt: skip


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_offers", verbosity=0)
    report: dict[str, Any] = {}
    for size in SIZES:
        client = fill(size)
        found = {page: measure(partial(visit, client, page)) for page in PAGES}
        found["naive list"] = measure(naive)
        report[str(size)] = found
        for page, row in found.items():
            print(f"{size:>6}  {page:<28} p50 {row['p50_ms']:>7} ms  p95 {row['p95_ms']:>7} ms  {row['sql']} SQL")
    OUT.mkdir(exist_ok=True)
    (OUT / "desk.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def visit(client: Any, page: str) -> None:
    if client.get(f"/de/desk/{page}").status_code != 200:
        raise SystemExit(f"{page} did not answer")


def fill(size: int) -> Any:
    """A coordinator with `size` services of twenty organisations, every hundredth handed in as a change."""
    from django.test import Client

    from anlaufpunkt.accounts.models import User
    from anlaufpunkt.directory.models import Service, ServiceNeed, ServiceText
    from anlaufpunkt.editing.models import Draft
    from anlaufpunkt.network.models import Centre, Membership, Organization

    now = datetime.now(UTC)
    centre = Centre.objects.get(slug="dortmund")
    clubs = [
        Organization.objects.get_or_create(name=f"EXAMPLE {n}", kind="mso", centre=centre, is_example=True)[0] for n in range(20)
    ]
    start = Service.objects.filter(is_example=True).count()
    services = [
        Service(
            id=uuid.uuid4(), organization=clubs[n % 20], is_example=True, last_modified=now, time_note="nach Absprache",
            status="temporarily closed" if n % 50 == 0 else "active", revision=1,
        )
        for n in range(start, size)
    ]  # fmt: skip
    Service.objects.bulk_create(services, batch_size=1000)
    ServiceText.objects.bulk_create(
        (ServiceText(service=s, language="de", name=f"Gruppe {n}", description="Wir treffen uns. " * 20)
         for n, s in enumerate(services, start)), batch_size=1000,
    )  # fmt: skip
    ServiceNeed.objects.bulk_create((ServiceNeed(service=s, need="bicycle") for s in services), batch_size=1000)
    facts = {"language": "de", "texts": {"de": {"name": "Gruppe"}}, "needs": ["bicycle"]}
    Draft.objects.bulk_create(
        Draft(organization=s.organization, service=s, offer=facts, state="handed-in", touched=now, touched_by="user:1")
        for s in services[::100]
    )
    user = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench", "language": "de"})[0]
    Membership.objects.get_or_create(user=user, centre=centre, role="coordinator", defaults={"since": now})
    from allauth.mfa.models import Authenticator

    Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {"secret": "x"}})
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def naive() -> None:
    """What a list written without care does: every service with its parts asked one by one."""
    from anlaufpunkt.directory.models import Service

    for service in Service.objects.filter(is_example=True).order_by("-last_modified")[:50]:
        [text.name for text in service.texts.all()]
        str(service.organization)


def measure(work: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(5):
        work()
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        work()
    took.sort()
    return {"p50_ms": round(statistics.median(took), 1), "p95_ms": round(took[int(0.95 * ROUNDS)], 1), "sql": len(queries)}


if __name__ == "__main__":
    main()
