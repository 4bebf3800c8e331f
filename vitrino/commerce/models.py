"""Orders, as far as answering a customer and measuring a campaign need them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Order(models.Model):
    """An order in the shop. total_minor: in the smallest unit of `currency`. handles: {"platform": "handle"}."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    customer_name = models.CharField(max_length=200, blank=True, default="")
    customer_email = models.EmailField(blank=True, default="")
    handles = models.JSONField(default=dict)
    items = models.JSONField(default=list)
    total_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=40)
    placed_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "source", "number"], name="order_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-placed_at"], name="order_by_workspace"),
        ]
