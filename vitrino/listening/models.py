"""The names watched for, and every text in which one occurs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Watch(models.Model):
    """One form of one of the shop's names, or a query (kind "query"). is_on: the owner may strike it out."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    brand_name = models.ForeignKey("workspace.BrandName", models.CASCADE, related_name="+")
    text = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=8, blank=True, default="")
    is_on = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "text"], name="watch_once")
        ]


class Mention(models.Model):
    """A text in which one of the names occurs, or that addresses the shop by its handle.

    start/end: characters of `text`. rule: which rule matched. score 0..1. seen_at - at is the lag. watch: the form that
    found it. is_us: what a person said about it, None for nobody yet. copy_key: the same for all copies of a text.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    arrival = models.OneToOneField("channels.Arrival", models.CASCADE, related_name="+")
    watch = models.ForeignKey(Watch, models.SET_NULL, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=120)
    rule = models.CharField(max_length=40)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=1.0)
    at = models.DateTimeField()
    seen_at = models.DateTimeField()
    is_us = models.BooleanField(null=True, blank=True)
    judged_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    copy_key = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="mention_by_workspace"),
            models.Index(fields=["workspace", "copy_key", "-at"], name="mention_by_copy"),
        ]
