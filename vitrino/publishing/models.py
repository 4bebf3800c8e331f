"""A text for one channel at one time, every attempt to send it, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Publication(Leased):
    """One remote write the shop wants: a post, a reply, a message, an answer to a review.

    state moves along `domain.publication.TRANSITIONS`, by a conditional UPDATE whose row count must be 1.
    publish_at: the computed instant; wall_time and time_zone are what the person chose. content: what will be sent
    (text, media ids, language, link, reply reference as JSON), content_hash its SHA-256; both fixed from the first
    attempt on. kept: ids of uploads and containers. key: idempotency key, the same for all attempts.
    """

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        REPLY = "reply", _("Reply")
        MESSAGE = "message", _("Message")
        REVIEW_REPLY = "review-reply", _("Answer to a review")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    variant = models.ForeignKey("posts.Variant", models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.POST)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=16)
    state_at = models.DateTimeField()
    publish_at = models.DateTimeField()
    wall_time = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    look_count = models.PositiveSmallIntegerField(default=0)
    first_absent_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=dict)
    reason = models.JSONField(default=dict)
    is_late = models.BooleanField(default=False)
    remote_id = models.CharField(max_length=300, blank=True, default="")
    remote_extra = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    read_back_at = models.DateTimeField(null=True, blank=True)
    again_count = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta(Leased.Meta):
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(fields=["workspace", "publish_at"], name="publication_by_time"),
            models.Index(fields=["channel", "-published_at"], name="publication_by_channel"),
            models.Index(fields=["workspace", "state"], name="publication_by_state"),
        ]


class Attempt(models.Model):
    """One remote write, recorded and committed before it is made. `outcome` is empty while nobody knows."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, default="")
    detail = models.JSONField(default=dict)
    is_without_effect = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "number"], name="attempt_once")
        ]
