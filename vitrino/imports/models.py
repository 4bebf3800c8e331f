"""Files of posts on their way in, feeds that bring ideas, and calendars that look at the plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Import(Leased):
    """A file somebody brings. Looked at first; carried out row by row only when they say so, and never twice.

    columns: column number as text -> field. position: rows done. problems: [{"row", "column", "text", "cells"}].
    """

    class State(models.TextChoices):
        SHOWN = "shown"
        RUNNING = "running"
        DONE = "done"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    encoding = models.CharField(_("Letters are written as"), max_length=20, blank=True, default="")
    delimiter = models.CharField(_("Columns are parted by"), max_length=1, blank=True, default="")
    date_order = models.CharField(_("03/04/2026 means"), max_length=3, blank=True, default="")
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    position = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta(Leased.Meta):
        pass


class ImportedRow(models.Model):
    """A row that has become a post; its hash keeps the same row from becoming another."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    row_hash = models.CharField(max_length=64)
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "row_hash"], name="imported_row_once")
        ]


class RememberedColumns(models.Model):
    """What the columns of a file with these headings meant last time."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    headings_hash = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "headings_hash"], name="remembered_columns_once")
        ]


class Feed(Leased):
    """A feed that is read for ideas. etag, modified: of the last answer. error: in words, "" when it could be read."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    url = models.URLField(_("Address of the feed"), max_length=500)
    title = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True, default="")
    modified = models.CharField(max_length=100, blank=True, default="")
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "url"], name="feed_once")
        ]


class SeenItem(models.Model):
    """An item that was read once; it gives no second idea. item_hash: of its id or link, else of its words."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="seen")
    item_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feed", "item_hash"], name="seen_item_once")
        ]


class CalendarLink(models.Model):
    """A secret address at which one person's calendar program reads the plan. Only a hash of its token is kept."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
