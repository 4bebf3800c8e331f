"""Files with numbers on their way in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class NumbersFile(Leased):
    """A file with numbers. Looked at first; carried out piece by piece only when they say so, and never twice.

    columns: column number as text -> field. as_of: the day of the export; its numbers are what posts had by then.
    position: rows done. posts_made: posts nobody knew. stored, known: rows that told something new, or nothing.
    problems: [{"row", "column", "template", "values", "cells"}].
    """

    class State(models.TextChoices):
        SHOWN = "shown"
        RUNNING = "running"
        DONE = "done"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    encoding = models.CharField(_("Letters are written as"), max_length=20, blank=True, default="")
    delimiter = models.CharField(_("Columns are parted by"), max_length=1, blank=True, default="")
    sheet = models.CharField(_("Sheet"), max_length=100, blank=True, default="")
    date_order = models.CharField(_("03/04/2026 means"), max_length=3, blank=True, default="")
    as_of = models.DateField(_("Day of the export"))
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    position = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    posts_made = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta(Leased.Meta):
        pass
