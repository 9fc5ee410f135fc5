"""What was asked, what nobody could answer, and whether answers helped: counts without persons."""

from django.db import models


class Unanswered(models.Model):
    """How often a need found nothing near enough, by day, language and area. Never written for sensitive needs.

    `area` is the municipality, or the centre where the question named only that.
    """

    day = models.DateField()
    need = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    area = models.CharField(max_length=8, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "need", "language", "area"), name="one_count_per_day"),)


class Asked(models.Model):
    """How often a need was asked for in words, by day, language and area. Never written for sensitive needs."""

    day = models.DateField()
    need = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    area = models.CharField(max_length=8, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "need", "language", "area"), name="one_asked_per_day"),)


class UnknownPhrase(models.Model):
    """Words that no phrase of the thesaurus covers: only a keyed hash, until seen on five different days."""

    digest = models.CharField(max_length=64, primary_key=True)
    language = models.CharField(max_length=10)
    days = models.PositiveSmallIntegerField(default=0)
    last_day = models.DateField()
    text = models.CharField(max_length=120, blank=True)


class Helped(models.Model):
    """ "Did this help?" by day, need and language."""

    day = models.DateField()
    need = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "need", "language"), name="one_helped_per_day"),)
