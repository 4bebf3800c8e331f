"""Accounts of others that a shop follows, and what they show to everybody. Missing stays missing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Competitor(models.Model):
    """A public account of somebody else.

    followers: as last read. due_at: when to read it next. trouble: why the last reading failed, a
    `domain.message.Message` as JSON. well, badly: what its best and its most ignored posts share, as
    `domain.insight.ignored.Claim` as JSON; sample: posts looked at for that. removed_at: taken off the list;
    a day later the row goes too.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    platform = models.CharField(max_length=40)
    remote_id = models.CharField(max_length=300)
    handle = models.CharField(max_length=300)
    name = models.CharField(max_length=200, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    followers = models.BigIntegerField(null=True, blank=True)
    added_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    trouble = models.JSONField(default=dict, blank=True)
    well = models.JSONField(default=list, blank=True)
    badly = models.JSONField(default=list, blank=True)
    sample = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "platform", "remote_id"], name="competitor_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["due_at"], name="competitor_due")]

    def __str__(self) -> str:
        return self.name or self.handle


class CompetitorDay(models.Model):
    """What an account showed on a day, in the shop's zone."""

    competitor = models.ForeignKey(Competitor, models.CASCADE, related_name="days")
    day = models.DateField()
    followers = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["competitor", "day"], name="competitor_day_once")
        ]


class CompetitorPost(models.Model):
    """A post of a competitor with its newest public numbers. answers: likes, comments and shares, as far as told.

    score: log answers against the posts around it, None until somebody looked; below 0 is less than usual there.
    """

    competitor = models.ForeignKey(Competitor, models.CASCADE, related_name="posts")
    remote_id = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    format = models.CharField(max_length=20, blank=True, default="")
    likes = models.BigIntegerField(null=True, blank=True)
    comments = models.BigIntegerField(null=True, blank=True)
    shares = models.BigIntegerField(null=True, blank=True)
    answers = models.BigIntegerField(null=True, blank=True)
    read_at = models.DateTimeField()
    score = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["competitor", "remote_id"], name="competitor_post_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["competitor", "-at"], name="competitor_post_by_time")
        ]
