from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from anlaufpunkt.directory.selectors import open_reports, overdue_hotlines
from anlaufpunkt.finder.selectors.gaps import helped, readable_phrases, unanswered


class Command(BaseCommand):
    help = "For coordinators: what stayed unanswered (five times or more), unknown words, reported mistakes, overdue hotlines."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Unanswered, by need, language and centre:")
        for total, need, language, area in unanswered():
            self.stdout.write(f"  {total:>5}  {need or '(not understood)':<32} {language:<10} {area or '-'}")
        self.stdout.write("Did this help? (yes, no)")
        for need, good, bad in helped():
            self.stdout.write(f"  {good:>5} {bad:>5}  {need}")
        self.stdout.write("Words nobody knew, asked on five or more days:")
        for phrase in readable_phrases():
            self.stdout.write(f"  {phrase.days:>5}  {phrase.text} ({phrase.language})")
        self.stdout.write("Reported mistakes:")
        for report in open_reports():
            about = report.service_id or report.page
            self.stdout.write(f"  {report.created:%Y-%m-%d}  {report.times:>3} x {report.fact:<10} {about}  {report.note}")
        late = overdue_hotlines(today=timezone.localdate())
        self.stdout.write(f"Hotlines overdue for review: {', '.join(line.id for line in late) or 'none'}")
