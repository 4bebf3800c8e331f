"""What the shop wants to say, in its form for each channel, with its pictures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.Model):
    """One thing to say. `version` counts the saves, so that two people editing see each other."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    idea = models.TextField(_("What do you want to say?"), blank=True, default="")
    link = models.URLField(_("Link"), max_length=500, blank=True, default="")
    language = models.CharField(_("Language"), max_length=8, default="en")
    pillar = models.ForeignKey("strategy.Pillar", models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-changed_at"], name="post_by_workspace"),
        ]


class Variant(models.Model):
    """A post in its form for one channel. is_own: written for this channel, no longer following the idea."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="variants")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    text = models.TextField(_("Text"), blank=True, default="")
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "channel"], name="variant_once")
        ]


class Asset(models.Model):
    """A picture as it was checked and stored by us. sha256: of the stored bytes."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    file = models.FileField(upload_to="assets/%Y/%m/", max_length=200)
    sha256 = models.CharField(max_length=64)
    mime_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    alt_text = models.CharField(_("Description for people who can't see it"), max_length=1500, blank=True, default="")
    created_at = models.DateTimeField()


class PostAsset(models.Model):
    """A picture on a post, in order."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_assets")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    alt_text = models.CharField(max_length=1500, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "asset"], name="post_asset_once")
        ]
