"""What becomes of links when posts go out: tags, short links with their clicks, and how pages behind links look."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkSettings(models.Model):
    """What a shop does with its links, unless a post says otherwise. The rules are templates of `domain.tagging`."""

    class Use(models.TextChoices):
        PLAIN = "plain", _("Leave links as they are")
        TAGGED = "tagged", _("Tag links to your website with where they stand")
        SHORT = "short", _("Tag them, make all links short and count their clicks")

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    use = models.CharField(_("Links in posts"), max_length=8, choices=Use, default=Use.TAGGED)
    source = models.CharField(_("Source"), max_length=80, default="{platform}")
    medium = models.CharField(_("Medium"), max_length=80, blank=True, default="social")
    campaign = models.CharField(_("Campaign"), max_length=80, blank=True, default="")
    content = models.CharField(_("Content"), max_length=80, blank=True, default="{post}")


class ShortLink(models.Model):
    """An address of ours that leads to `target`, for one post on one channel; the same target there keeps its code.

    post, channel: None for links made by hand (a poster, a newsletter), which have a label. target_hash: of the post
    or label and the target. closed_at: it leads nowhere any more, and says so.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.SET_NULL, null=True, related_name="+")
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+")
    label = models.CharField(_("Where it will stand"), max_length=120, blank=True, default="")
    code = models.CharField(max_length=16, unique=True)
    target = models.TextField()
    target_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "channel", "target_hash"], name="short_link_once")
        ]


class Clicks(models.Model):
    """How often a short link was opened on a day of the shop. Nothing about who.

    count: by people, as far as can be told. programs: by search engines, previews and other programs, left out of it.
    """

    link = models.ForeignKey(ShortLink, models.CASCADE, related_name="clicks")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)
    programs = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "day"], name="clicks_once")
        ]


class Preview(models.Model):
    """How the page behind a link calls itself, as read at `fetched_at`; everything empty when it could not be read."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    url_hash = models.CharField(max_length=64)
    url = models.TextField()
    title = models.CharField(max_length=200, blank=True, default="")
    description = models.CharField(max_length=400, blank=True, default="")
    site = models.CharField(max_length=100, blank=True, default="")
    picture_url = models.TextField(blank=True, default="")
    fetched_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "url_hash"], name="link_preview_once")
        ]

    @property
    def picture(self) -> str:
        """The page's picture where a browser may show it: our pages load nothing without encryption."""
        return self.picture_url if self.picture_url.startswith("https://") else ""
