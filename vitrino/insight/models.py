"""Numbers over time, what they mean, and the regular look back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownPost(models.Model):
    """A post of the shop as it stands on the platform, whoever put it there.

    latest: its newest numbers, so that a page need not search the snapshots. measure_at: when to read them again.
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

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="known_post_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="known_post_by_workspace"),
            models.Index(
                fields=["measure_at"], name="known_post_to_measure", condition=models.Q(measure_at__isnull=False)
            ),
        ]


class Snapshot(models.Model):
    """Numbers of one post (or, without one, of the channel) at a time. A metric that is absent is unknown, never 0."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    post = models.ForeignKey(KnownPost, models.CASCADE, null=True, blank=True, related_name="snapshots")
    at = models.DateTimeField()
    values = models.JSONField(default=dict)
    lag_h = models.FloatField(default=0.0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["post", "-at"], name="snapshot_by_post"),
            models.Index(fields=["channel", "-at"], name="snapshot_by_channel", condition=models.Q(post=None)),
        ]


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


class Retrospective(models.Model):
    """A look back somebody took."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    wanted = models.TextField(_("What did we want?"), blank=True, default="")
    happened = models.TextField(_("What happened?"), blank=True, default="")
    decisions = models.TextField(_("What do we do now?"), blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
