from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from anlaufpunkt.directory.actions import mark_read
from anlaufpunkt.directory.models import Report
from anlaufpunkt.directory.selectors import open_reports, overdue_hotlines
from anlaufpunkt.finder.selectors.gaps import FEWEST, helped, readable_phrases, unanswered


class Command(BaseCommand):
    help = "For coordinators: what stayed unanswered (five times or more), unknown words, reported mistakes, overdue hotlines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--read", metavar="PAGE", help="the open reports about this page or service have been looked at")

    def _section(self, title: str, lines: list[str]) -> None:
        self.stdout.write(f"{title}:")
        for line in lines or ["(none)"]:
            self.stdout.write(f"  {line}")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["read"]:
            self.stdout.write(f"{mark_read(about=options['read'], now=timezone.now())} reports marked as read")
            return
        enough = f"{FEWEST} times or more"
        self._section(
            f"Unanswered {enough}, by need, language and centre",
            [
                f"{n:>5}  {need or '(not understood)':<32} {language:<10} {area or '-'}"
                for n, need, language, area in unanswered()
            ],
        )
        self._section(
            f"Did this help? (yes, no; answered {enough})", [f"{good:>5} {bad:>5}  {need}" for need, good, bad in helped()]
        )
        self._section(
            "Words nobody knew, asked on five or more days",
            [f"{phrase.days:>5}  {phrase.text} ({phrase.language})" for phrase in readable_phrases()],
        )
        self._section("Reported mistakes", [_report(report) for report in open_reports()])
        late = overdue_hotlines(today=timezone.localdate())
        self._section("Hotlines overdue for review", [", ".join(line.id for line in late)] if late else [])


def _report(report: Report) -> str:
    service = report.service
    name = service.name_in(service.language) if service else report.page
    about = f"{name} ({report.service_id})" if service else name
    what = f"{report.times:>3} x {report.fact:<10} {report.owner}, due {report.due}"
    return f"{report.created:%Y-%m-%d}  {what}  {about}  {report.note}"
