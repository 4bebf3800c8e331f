"""What advertising cost, the one alarm of a campaign, and two messages compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostFile(models.Model):
    """A file with what advertising cost. content: its bytes, until it was stored or thrown away; shown before that.

    source: the kind of export it was understood as, "table" for a file of one's own. campaign: what all of it was for,
    where a person said so; else each row is matched by its name. currency: what a person said where the file does not.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=20)
    campaign = models.ForeignKey("campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+")
    currency = models.CharField(max_length=3, blank=True, default="")
    content = models.BinaryField(default=b"")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True, blank=True)


class AdCost(models.Model):
    """What one thing advertised cost from `day` to `last_day`, both included. key: the same row brought again is one.

    amount_minor: in the smallest unit of `currency`; different currencies are never added. impressions, clicks: as the
    seller of the advertising counts them, None where the file does not say.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    file = models.ForeignKey(CostFile, models.CASCADE, related_name="costs")
    campaign = models.ForeignKey("campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True, default="")
    day = models.DateField()
    last_day = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    impressions = models.BigIntegerField(null=True, blank=True)
    clicks = models.BigIntegerField(null=True, blank=True)
    key = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="ad_cost_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "campaign", "day"], name="ad_cost_by_campaign"),
        ]


class Alarm(models.Model):
    """A campaign falls short, said once. expected, seen: of `metric` until `day`."""

    campaign = models.OneToOneField("campaigns.Campaign", models.CASCADE, related_name="+")
    metric = models.CharField(max_length=8)
    day = models.DateField()
    expected = models.FloatField()
    seen = models.PositiveIntegerField()
    at = models.DateTimeField()


class MessageTest(models.Model):
    """Two ways to say the same in a campaign, each in some of its posts.

    verdict: what the last look found, {} before the first: see `judging`.
    """

    class Measure(models.TextChoices):
        CLICKS = "clicks", _("Clicks on their links")
        ENGAGEMENT = "engagement", _("Likes, comments and shares")

    campaign = models.ForeignKey("campaigns.Campaign", models.CASCADE, related_name="+")
    first = models.CharField(_("The first message, in a few words"), max_length=80)
    second = models.CharField(_("The second message"), max_length=80)
    first_posts = models.ManyToManyField("posts.Post", related_name="+")
    second_posts = models.ManyToManyField("posts.Post", related_name="+")
    measure = models.CharField(_("Compared by"), max_length=10, choices=Measure, default=Measure.CLICKS)
    verdict = models.JSONField(default=dict)
    judged_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
