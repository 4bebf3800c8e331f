"""What is wanted, and the plan in force."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.Model):
    """A number to reach by a date. `metric` is one of the canonical names of the manifests, or "orders"."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Under way")
        REACHED = "reached", _("Reached")
        MISSED = "missed", _("Missed")
        GIVEN_UP = "given-up", _("Given up")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    title = models.CharField(_("Goal"), max_length=160)
    metric = models.CharField(_("Measured by"), max_length=20)
    baseline = models.BigIntegerField(_("Today"), default=0)
    target = models.BigIntegerField(_("Target"))
    starts_on = models.DateField()
    deadline = models.DateField(_("By"))
    channels = models.ManyToManyField("channels.Channel", related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)


class Strategy(models.Model):
    """One page, versioned. The newest version is in force; older ones stay as they were."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    audience = models.TextField(_("Whom do we want to reach?"), blank=True, default="")
    competitors = models.TextField(_("What do others do well and badly?"), blank=True, default="")
    content = models.TextField(_("What do we show and tell?"), blank=True, default="")
    care = models.TextField(_("How do we treat people?"), blank=True, default="")
    tracking = models.TextField(_("How do we see that it works?"), blank=True, default="")
    dos = models.TextField(_("We do"), blank=True, default="")
    donts = models.TextField(_("We don't"), blank=True, default="")
    reason = models.CharField(_("What changed, and why?"), max_length=300, blank=True, default="")
    in_force_from = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "version"], name="strategy_version_once")
        ]


class Acknowledgement(models.Model):
    """A helper has read a version of the strategy."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["strategy", "person"], name="acknowledged_once")
        ]


class Pillar(models.Model):
    """A kind of content, promotional or not."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    description = models.CharField(_("What belongs here"), max_length=300, blank=True, default="")
    is_promotional = models.BooleanField(_("It promotes what we sell"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="pillar_once")
        ]

    def __str__(self) -> str:
        return self.name
