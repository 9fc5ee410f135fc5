from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from anlaufpunkt.contact.actions import Wish, answer, claim, close, send_inquiry
from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.consent import How
from anlaufpunkt.contact.domain.inquiry import Outcome
from anlaufpunkt.contact.domain.messages import Origin
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership

Story = tuple[str, str, tuple[str, ...], tuple[str, ...], int, str]
_ROLES = (Role.COORDINATOR, Role.LEAD)
# Invented: language, words, needs, dangers, days ago, what the desk has done since.
_STORIES: tuple[Story, ...] = (
    ("ar", "EXAMPLE: أبحث عن دورة لغة ألمانية مع رعاية لطفلي.", ("course-with-childcare",), (), 0, ""),
    ("tr", "EXAMPLE: Oğlum için anaokulu yeri arıyorum, nereye başvurmalıyım?", ("kindergarten-place",), (), 6, ""),
    ("uk", "EXAMPLE: Чоловік мене б'є. Я не знаю, куди йти.", ("domestic-violence",), ("violence",), 0, ""),
    ("ti", "EXAMPLE: ደብዳበ ካብ ቤት ጽሕፈት መጺኡኒ፡ ኣይርድኦን እየ።", ("help-with-forms",), (), 1, "claim"),
    ("de", "EXAMPLE: Meine Nachbarin sucht eine Frauengruppe am Vormittag.", ("womens-group",), (), 2, "answer"),
    ("fa", "EXAMPLE: چطور می‌توانم مدرک تحصیلی‌ام را به رسمیت بشناسانم؟", ("recognition-qualifications",), (), 9, "close"),
)
_ANSWERS = {
    "de": "EXAMPLE: Jeden Dienstag um 10 Uhr. Kommen Sie gern vorbei.",
    "fa": "EXAMPLE: مشاوره رایگان است. دوشنبه ساعت 10 بیایید.",
}


class Command(BaseCommand):
    help = "For the demonstration: invented inquiries in several languages and states, at the invented centre and its club."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only in a demonstration (DEMO=1).")
        now, people = timezone.now(), Membership.objects.current().filter(user__email__endswith="@demo.example")
        both = [people.filter(role=role).select_related("centre", "organization__centre").first() for role in _ROLES]
        for number, story in enumerate(_STORIES):
            if mine := both[number % len(both)]:
                _tell(f"demo-{number}", story, mine, now - timedelta(days=story[4]))


def _tell(once: str, story: Story, mine: Membership, at: datetime) -> None:
    language, text, needs, dangers, _days, done = story
    centre = mine.organization.centre if mine.organization else mine.centre
    if centre is None:
        return
    wish = Wish(
        text=text,
        language=language,
        contact=SafeContact(Channel.LINK),
        consent="",
        needs=needs,
        dangers=dangers,
        read_in=language,
    )
    receipt = send_inquiry(
        once=once, wish=wish, centre=centre, organization=mine.organization, origin=Origin.WEB, how=How.TICKED, now=at
    )
    one, later = receipt.inquiry, at + timedelta(hours=1)
    if done and not one.version:
        claim(by=mine, inquiry=one, now=later)
    if done in ("answer", "close") and not one.answered:
        one.refresh_from_db()
        answer(by=mine, inquiry=one, text=_ANSWERS[language], once=f"{once}-answer", now=later)
        if done == "close":
            one.refresh_from_db()
            close(by=mine, inquiry=one, outcome=Outcome.INFORMED, now=later)
