"""Texts that went out, and the numbers they are found by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Said(models.Model):
    """A text that went out. publication, post: their ids; the stages they belong to come later than this one."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    publication = models.PositiveBigIntegerField(unique=True)
    post = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField()
    at = models.DateTimeField(db_index=True)


class Mark(models.Model):
    """One of the numbers (`domain.similarity.keys`) a text is found by.

    said: the id of its text; no foreign key, because it would need an index of its own for sixteen rows a text.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField()
    said = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "number", "said"], name="mark_by_number"),
        ]
