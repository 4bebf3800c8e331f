"""What is usual for a shop's name, and every time it was not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tide(models.Model):
    """What the detector remembers of a shop. counted_until: hours before it are taken in, on the hour.

    state: a `domain.insight.spikes.Detector` as JSON.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    counted_until = models.DateTimeField()
    state = models.JSONField(default=dict)


class Surge(models.Model):
    """A wave. at: the end of the hour in which it was noticed. The counts are people in the twelve hours before."""

    class Kind(models.TextChoices):
        CRISIS = "crisis", _("Many complain")
        VOLUME = "volume", _("Much is said")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    total = models.PositiveIntegerField()
    negative = models.PositiveIntegerField()
    usual_total = models.FloatField()
    usual_negative = models.FloatField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "at"], name="surge_once")
        ]
