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
    """A wave. at: the end of the hour in which it was noticed. The counts are people in the twelve hours before.

    dismissed_by, reason: who found that it is nothing, and why.
    """

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
    dismissed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "at"], name="surge_once")
        ]


class Grave(models.Model):
    """One mention that somebody has to look at at once. points, reasons: of `domain.severity`, as messages."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    mention = models.OneToOneField("listening.Mention", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    points = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    dismissed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, default="")


class Glance(models.Model):
    """Up to which mention a shop's mentions were weighed one by one."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    mention_id_seen = models.PositiveBigIntegerField(default=0)
