"""Fills an installation with a bit of everything: `python -m tests.web.sample`; with an argument it adds one more entry."""

import os
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from anlaufpunkt.directory.actions import report_wrong  # noqa: E402
from anlaufpunkt.journal.actions import seal  # noqa: E402
from anlaufpunkt.network.actions import found  # noqa: E402
from anlaufpunkt.network.domain.roles import Role  # noqa: E402
from anlaufpunkt.network.models import Branding, Centre  # noqa: E402

PASSWORD = "a long enough pass phrase"  # noqa: S105
OCTOBER, NOVEMBER = (datetime(2026, month, 5, 12, 1, 2, 345678, tzinfo=UTC) for month in (10, 11))


def fill() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_offers", "--examples")
    centre = Centre.objects.get(slug="dortmund")
    for now, name in ((OCTOBER, "Zoë «O’Neill»"), (NOVEMBER, 'سارة\u202e \\ "x"\n')):
        made = found(
            email=f"p{now.month}@example.org",
            name=name,
            password=PASSWORD,
            role=Role.COORDINATOR,
            centre=centre,
            now=now,
        )
        Authenticator.objects.create(user=made.user, type=Authenticator.Type.TOTP, data={"secret": "x", "n": [1.5, None, True]})
    Branding.objects.create(centre=centre, logo=bytes(range(256)), welcome={"ar": "أهلاً"}, languages=["ar"])
    seal(month="2026-10", now=NOVEMBER)
    report_wrong(service_id=None, page="dortmund", fact="barrier", note="ü", language="de", now=NOVEMBER)
    session = SessionStore()
    session["x"] = 1
    session.save()
    call_command("indexer", "--once")


def more() -> None:
    report_wrong(service_id=None, page="essen", fact="barrier", note="more", language="de", now=NOVEMBER)
    centre = Centre.objects.get(slug="essen")
    found(email="p@example.org", name="P", password=PASSWORD, role=Role.AUDITOR, centre=centre, now=NOVEMBER)


if __name__ == "__main__":
    fill() if len(sys.argv) == 1 else more()
