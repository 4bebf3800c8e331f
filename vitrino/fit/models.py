"""What a shop said when it asked which platforms fit."""

from __future__ import annotations

from django.db import models


class Wish(models.Model):
    """Whom a shop wants to reach, what it can make, and how much time it has; the last answers it gave.

    ages, countries, interests, formats: words of `domain.fit.facts`. minutes: a week.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    ages = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    interests = models.JSONField(default=list)
    is_business = models.BooleanField(default=False)
    formats = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
