"""The week: how often, when, about what, and what could be better."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class CadenceTarget(models.Model):
    """Posts a week wanted on one channel; begins with the platform's default (MISSION M5)."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="+")
    low_per_week = models.FloatField(_("At least"))
    high_per_week = models.FloatField(_("At most"))


class Slot(models.Model):
    """A weekly time for a channel, in the shop's own time zone. weekday: 0 is Monday.

    format: the kind of post wanted there (photo, video …), avoids: the kind that isn't; "" for any. is_test: little is
    known about this time, and posts there are to tell.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    wall_time = models.TimeField()
    pillar = models.ForeignKey("strategy.Pillar", models.SET_NULL, null=True, blank=True, related_name="+")
    format = models.CharField(max_length=20, blank=True, default="")
    avoids = models.CharField(max_length=20, blank=True, default="")
    is_test = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "weekday", "wall_time"], name="slot_once")
        ]


class Idea(models.Model):
    """Something one could post about."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    text = models.TextField(_("Idea"))
    pillar = models.ForeignKey("strategy.Pillar", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Suggestion(models.Model):
    """A proposed change to the plan. kind and change: see `changes`; template/values: why it is proposed.

    reason: of a refusal. undo: what is needed to take an accepted change back (`carrying`).
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken-back", _("Taken back")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    template = models.TextField()
    values = models.JSONField(default=dict)
    change = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="suggestion_once")
        ]
