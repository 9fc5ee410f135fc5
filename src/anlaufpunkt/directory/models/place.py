"""HSDS location, address and accessibility."""

import uuid

from django.db import models

from anlaufpunkt.directory.models.service import Service
from anlaufpunkt.network.models import Municipality


class Location(models.Model):
    """`confidential`: the address of a protected place; only its district may ever leave the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200, blank=True)
    location_type = models.CharField(max_length=10, default="physical", choices=[(t, t) for t in ("physical", "virtual")])
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    district = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    approximate = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)


class Address(models.Model):
    location = models.OneToOneField(Location, on_delete=models.CASCADE, related_name="address")
    address_1 = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, default="DE")


class Accessibility(models.Model):
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    feature = models.CharField(max_length=40)


class ServiceAtLocation(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services")
