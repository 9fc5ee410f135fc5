import hashlib

from django.db import models
from django.db.models import Exists, OuterRef

from anlaufpunkt.directory.models import Service, ServiceText
from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.translation.domain.memory import Known

LONGEST = 3000


def key_of(sentence: str) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()[:32]


class SegmentQuerySet(models.QuerySet["Segment"]):
    def public(self) -> "SegmentQuerySet":
        """The memory of the installation: sentences of what readers may see, and nothing whose source has changed since."""
        fresh = ServiceText.objects.filter(service=OuterRef("service"), language=OuterRef("language"), stale=False)
        return self.filter(Exists(fresh), service__in=Service.objects.public())


class Segment(models.Model):
    """A sentence of a service's public text and its translation by a person. It goes with its service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="segments")
    source_language = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    source = models.TextField(max_length=LONGEST)
    target = models.TextField(max_length=LONGEST)
    key = models.CharField(max_length=32, help_text="of the source: for exact matches")
    folded = models.TextField(help_text="the source's words: for near matches")
    size = models.PositiveSmallIntegerField(help_text="number of words")

    objects = SegmentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("language", "source_language", "size"), name="segment_near"),
            models.Index(fields=("language", "key"), name="segment_exact"),
        )

    def __str__(self) -> str:
        return f"{self.source_language}-{self.language} {self.key}"

    @classmethod
    def of(cls, service: Service, languages: tuple[str, str], source: str, target: str) -> "Segment":
        """Not saved."""
        words = tokens(source)
        return cls(
            service=service, source_language=languages[0], language=languages[1], source=source, target=target,
            key=key_of(source), folded=" ".join(words), size=len(words),
        )  # fmt: skip

    def known(self, uses: int = 1) -> Known:
        return Known(self.pk, self.source, self.target, tuple(self.folded.split()), uses)
