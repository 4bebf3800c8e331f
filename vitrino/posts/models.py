"""What the shop wants to say, in its form for each channel, with its pictures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.Model):
    """One thing to say. `version` counts the saves, so that two people editing see each other.

    poll: {"options": [str], "duration_s": int, "multiple": bool}, empty without one; asked where the platform can.
    links: what becomes of links when they go out; empty means as the shop does it.
    link_title: how the page behind the link calls itself, as it was known at the last save.
    """

    class LinkUse(models.TextChoices):
        PLAIN = "plain", _("As they are")
        TAGGED = "tagged", _("Tagged with where they stand")
        SHORT = "short", _("Short, and their clicks counted")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    idea = models.TextField(_("What do you want to say?"), blank=True, default="")
    link = models.URLField(_("Link"), max_length=500, blank=True, default="")
    link_title = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(_("Language"), max_length=8, default="en")
    pillar = models.ForeignKey("strategy.Pillar", models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+")
    poll = models.JSONField(default=dict, blank=True)
    links = models.CharField(_("Links"), max_length=8, choices=LinkUse, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    changed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-changed_at"], name="post_by_workspace"),
        ]


class Variant(models.Model):
    """A post in its form for one channel. is_own: written for this channel, no longer following the idea.

    parts: the texts after the first one, where the post is a thread. first_comment: said below the post by ourselves.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="variants")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    text = models.TextField(_("Text"), blank=True, default="")
    is_own = models.BooleanField(default=False)
    parts = models.JSONField(default=list, blank=True)
    first_comment = models.TextField(_("First comment"), blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "channel"], name="variant_once")
        ]


class PostAsset(models.Model):
    """A picture on a post, in order."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_assets")
    asset = models.ForeignKey("media.Asset", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    alt_text = models.CharField(max_length=1500, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "asset"], name="post_asset_once")
        ]


class Visit(models.Model):
    """Somebody has the composer of a post open; seen last at `at`."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "person"], name="visit_once")
        ]
