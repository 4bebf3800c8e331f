"""Numbers over time, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain.tally import METRICS
from vitrino.engine.models import Leased


class KnownPost(models.Model):
    """A post of the shop as it stands on the platform, whoever put it there.

    latest: the newest known value of each metric, so that a page need not search the snapshots. engagement…: see
    `domain.tally.Standing`. measure_at: when to read its numbers again. followers: of the channel when it went out.
    format: "text", "image", "carousel", "video", "poll", "link", "story", or "" when nobody knows. What its text is
    like is counted once, when it becomes known; None where the text itself is unknown.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    publication = models.OneToOneField("publishing.Publication", models.SET_NULL, null=True, blank=True,
                                       related_name="+")  # fmt: skip
    pillar = models.ForeignKey("strategy.Pillar", models.SET_NULL, null=True, blank=True, related_name="+")
    remote_id = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    latest = models.JSONField(default=dict)
    measured_at = models.DateTimeField(null=True, blank=True)
    measure_at = models.DateTimeField(null=True, blank=True)
    is_gone = models.BooleanField(default=False)
    engagement = models.BigIntegerField(null=True, blank=True)
    engagement_age_h = models.FloatField(null=True, blank=True)
    engagement_48h = models.BigIntegerField(null=True, blank=True)
    engagement_7d = models.BigIntegerField(null=True, blank=True)
    followers = models.BigIntegerField(null=True, blank=True)
    format = models.CharField(max_length=20, blank=True, default="")
    length = models.PositiveIntegerField(null=True, blank=True)
    hashtag_count = models.PositiveSmallIntegerField(null=True, blank=True)
    has_question = models.BooleanField(null=True, blank=True)
    has_link = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="known_post_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["channel", "-at"], name="known_post_by_channel"),
            models.Index(fields=["workspace", "-at"], name="known_post_by_workspace"),
            models.Index(
                fields=["measure_at"], name="known_post_to_measure", condition=models.Q(measure_at__isnull=False)
            ),
        ]


class Numbers(models.Model):
    """The canonical metrics as columns, in less than half the room of JSON. None is unknown, never 0."""

    views = models.BigIntegerField(null=True, blank=True)
    reach = models.BigIntegerField(null=True, blank=True)
    likes = models.BigIntegerField(null=True, blank=True)
    comments = models.BigIntegerField(null=True, blank=True)
    shares = models.BigIntegerField(null=True, blank=True)
    saves = models.BigIntegerField(null=True, blank=True)
    clicks = models.BigIntegerField(null=True, blank=True)
    follows = models.BigIntegerField(null=True, blank=True)
    watch_time_s = models.BigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def values(self) -> dict[str, int]:
        """What is known."""
        return {name: value for name in METRICS if (value := getattr(self, name)) is not None}

    @values.setter
    def values(self, told: Mapping[str, Any]) -> None:
        for name in METRICS:
            setattr(self, name, told.get(name))


class Snapshot(Numbers):
    """Numbers of one post (or, without one, of the channel) as of a time. The raw series; pages read what is kept of it
    in KnownPost and DailyNumbers, so that no question takes longer because there are more of these.

    lag_h: so many hours the platform may be behind. is_organic: without what was paid for; else all together.
    """

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    # Its index is the first below; one of its own would cost a fifth of the table for nothing.
    post = models.ForeignKey(KnownPost, models.CASCADE, null=True, blank=True, related_name="snapshots", db_index=False)
    at = models.DateTimeField()
    lag_h = models.FloatField(default=0.0)
    is_organic = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["post", "-at"], name="snapshot_by_post"),
            models.Index(fields=["channel", "-at"], name="snapshot_by_channel", condition=models.Q(post=None)),
        ]

    @property
    def scope(self) -> str:
        return "organic" if self.is_organic else "total"


class DailyNumbers(Numbers):
    """A channel's day in the shop's own zone, kept up by the transaction that stores a reading.

    From posts: what its posts gained; the first known number of a post counts for the day it went out, later gains for
    the day they were read. From the account: what the platform says about a day. posts: how many went out, as far as
    known. followers: the last total read that day.
    """

    class Source(models.TextChoices):
        POSTS = "posts"
        ACCOUNT = "account"

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.POSTS)
    posts = models.PositiveIntegerField(default=0)
    followers = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "day", "source"], name="daily_numbers_once")
        ]


class Backfill(Leased):
    """How far the history of a channel has been read. cursor: where the next page begins, "" at the newest post.

    oldest_at: of the oldest post found. tries: failures in a row. reason: why it stands still or ended early, a
    `domain.message.Message` as JSON.
    """

    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="+")
    cursor = models.CharField(max_length=1000, blank=True, default="")
    found = models.PositiveIntegerField(default=0)
    oldest_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        pass


class Finding(models.Model):
    """A statement with its evidence: sample size, interval, method. template/values: a `domain.message.Message`."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    template = models.TextField()
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    is_enough = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="finding_once")
        ]


class LearningRun(models.Model):
    """What the product learnt about one channel at a time, and what it decided. Kept, so that promises can be judged.

    answer: as the engine gave it: grid, best, credible, levels, findings, ignored, mixed, needed. decision: the week's
    slots, what changed against the run before and why, what is tested. promised: multiplier of each advised slot
    against the average one, by "weekday-hour". version: of the engine. sample: posts it rests on.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    sample = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=1)
    answer = models.JSONField(default=dict)
    decision = models.JSONField(default=dict)
    promised = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["channel", "-at"], name="learning_run_by_channel")
        ]


class Effort(models.Model):
    """What a channel costs its people, as the owner says: minutes a post, and minutes a week beside posting.

    None: not said; then it is estimated from the log.
    """

    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="+")
    minutes_per_post = models.PositiveSmallIntegerField(_("Minutes for one post"), null=True, blank=True)
    minutes_per_week = models.PositiveSmallIntegerField(_("Minutes a week for answering"), null=True, blank=True)
