"""What the checkup noticed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """What one rule noticed: evidence, severity, remedy.

    key: what makes it the same notice next time. about: what somebody who dismisses it has seen; when that changes, the
    notice speaks again. template/values: the sentence. evidence: list of {"template", "values", "page", "arguments"}.
    ways: the remedy first, then what else can be done: {"template", "values", "page", "arguments", "action"}; see
    `vitrino.checkup.rule`. gone_at: when it was put right.
    """

    class Severity(models.TextChoices):
        HIGH = "high", _("Important")
        MEDIUM = "medium", _("Worth doing")
        LOW = "low", _("Good to know")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    key = models.CharField(max_length=160, blank=True, default="")
    about = models.TextField(blank=True, default="")
    severity = models.CharField(max_length=8, choices=Severity.choices)
    template = models.TextField()
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    ways = models.JSONField(default=list)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    dismissed_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "rule", "key"], name="notice_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "gone_at", "severity"], name="notice_by_workspace"),
        ]


class Run(models.Model):
    """One checkup: when, how long, how many notices."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    duration_s = models.FloatField()
    noticed = models.PositiveIntegerField()
