from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from anlaufpunkt.finder.selectors import Answer, answer, asked, card
from anlaufpunkt.needs.domain.understanding import Understanding
from anlaufpunkt.needs.selectors import labels, understood
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.languages import DEFAULT, served


class Command(BaseCommand):
    help = 'Answer a question as a table: ask "Gruppe für mich und mein Baby, 6 Monate" --lang de --near 44145'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--lang", default=DEFAULT)
        parser.add_argument("--near", default="")
        parser.add_argument("--limit", type=int, default=5)

    def handle(self, *args: Any, **options: Any) -> None:
        language = served(options["lang"])
        near = places().named(options["near"]) if options["near"] else None
        if language is None:
            raise CommandError(f"{options['lang']} is none of the 20 languages.")
        if options["near"] and near is None:
            raise CommandError(f"{options['near']} is no place in North Rhine-Westphalia that we know.")
        now = timezone.now()
        meant = understood(options["question"], language=language, today=timezone.localdate(now))
        with translation.override(language):
            self._print(
                meant,
                answer(query=asked(meant, place=near, reader=language), now=now, dangers=meant.danger.kinds),
                language,
                options["limit"],
            )

    def _print(self, meant: Understanding, found: Answer, language: str, limit: int) -> None:
        names = labels(language)
        needs = ", ".join(f"{names[n.need]} ({n.weight:.0%})" for n in meant.needs[:3] if n.weight >= 0.05) or "–"
        self.stdout.write(
            f"language  {meant.language.code}\nneeds     {needs}\nurgent    {', '.join(meant.danger.kinds) or 'no'}"
        )
        self.stdout.write(
            f"place     {found.query.place.label if found.query.place else '–'}{'  (widened)' if found.widened else ''}"
        )
        for line in found.lines:
            self.stdout.write(f"  ☎ {line.number or line.link or line.place:<20} {line.name}")
        for number, ranked in enumerate(found.ranked[:limit], start=1):
            shown = card(ranked, language)
            mark = "EXAMPLE " if shown.offer.is_example else ""
            self.stdout.write(f"\n{number}. {mark}{shown.text.name} – {shown.organization}   [{ranked.score:.1f}]")
            self.stdout.write(f"   {' · '.join((*shown.reasons, *shown.misfits))}")
            self.stdout.write(f"   {shown.state} · {shown.offer.phone or shown.offer.url or shown.where}")
        for centre in found.centres:
            self.stdout.write(f"\n{centre.name}: {centre.phone or '115'}  {centre.url}")
