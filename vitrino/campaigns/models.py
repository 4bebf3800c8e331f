"""A campaign as it was wanted, and how it ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """An effort with an aim. metric, target: what is counted and how much of it shall be there at the end.

    budget_minor: in the smallest unit of `currency`, None where nobody said. tag: the utm_campaign of its links, small
    plain letters. coupon: the code customers type; empty without one. plan: what each day shall bring, as many numbers
    as days. starts_on, ends_on: days of the shop, both included. lesson: what was learnt, written when it ended.
    """

    class Metric(models.TextChoices):
        CLICKS = "clicks", _("Clicks on its links")
        ORDERS = "orders", _("Orders that came from it")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    title = models.CharField(_("Name"), max_length=120)
    metric = models.CharField(_("Measured by"), max_length=8, choices=Metric)
    target = models.PositiveIntegerField(_("How many"))
    budget_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True, default="")
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    channels = models.ManyToManyField("channels.Channel", related_name="+", blank=True)
    message = models.TextField(_("What do we say?"), blank=True, default="")
    audience = models.TextField(_("Whom is it for?"), blank=True, default="")
    tag = models.CharField(max_length=80)
    coupon = models.CharField(_("Coupon code"), max_length=60, blank=True, default="")
    plan = models.JSONField(default=list)
    created_at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    lesson = models.TextField(_("What was learnt?"), blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "tag"], name="campaign_tag_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-starts_on"], name="campaign_by_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> list[date]:
        """Every day of it, in order."""
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]
