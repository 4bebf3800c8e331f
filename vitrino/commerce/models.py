"""The shop's own shops: which are connected, their customers and orders, as far as answering a person needs them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.commerce.words import said
from vitrino.domain.message import Message
from vitrino.engine.models import Leased


class ShopConnection(models.Model):
    """A shop system that lets Vitrino read. system: a key of `registry.shops()`; secrets are sealed (see vault).

    source: what orders and customers of it carry; the same shop connected again has the same. since_at: how far back
    orders are read, None for all. address: where the shop system calls us; hook_state: "", "asked", "open", "refused".
    hook_reason, state_reason, notes: `domain.message.Message`s as JSON.
    """

    class State(models.TextChoices):
        CONNECTED = "connected", _("Connected")
        NEEDS_KEY = "needs-key", _("Needs a new key")
        DISCONNECTED = "disconnected", _("Disconnected")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    system = models.CharField(max_length=40)
    remote_id = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    is_rehearsal = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.CONNECTED)
    state_reason = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    sealed = models.BinaryField(default=b"")
    public = models.JSONField(default=dict)
    expires_at = models.DateTimeField(null=True, blank=True)
    since_at = models.DateTimeField(null=True, blank=True)
    address = models.ForeignKey("intake.HookAddress", models.SET_NULL, null=True, blank=True, related_name="+")
    hook_state = models.CharField(max_length=16, blank=True, default="")
    hook_reason = models.JSONField(default=dict)
    connected_at = models.DateTimeField()
    connected_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "system", "remote_id"], name="shop_once")
        ]

    def __str__(self) -> str:
        return f"{self.name or self.remote_id}"

    @property
    def is_usable(self) -> bool:
        return self.state == self.State.CONNECTED


class ShopReading(Leased):
    """One kind of thing ("orders", "customers") read from one shop, with the place where reading goes on.

    total: how many the shop said there were at the beginning, None where it does not say. seen: how many came in the
    first run. first_done_at: when everything from before had been read.
    """

    connection = models.ForeignKey(ShopConnection, models.CASCADE, related_name="readings")
    kind = models.CharField(max_length=16)
    cursor = models.TextField(blank=True, default="")
    every_s = models.PositiveIntegerField()
    total = models.PositiveIntegerField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)
    reached_at = models.DateTimeField(null=True, blank=True)
    first_done_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_error = models.JSONField(default=dict)
    failures = models.PositiveIntegerField(default=0)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["connection", "kind"], name="shop_reading_once")
        ]


class Customer(models.Model):
    """Somebody who bought or signed up in a shop. remote_id: the shop's own; for guests made of their e-mail address.

    handles: {"platform": "handle"}. consent: to be written to; None when the shop does not know. consent_source: where
    it was given, in the shop's words. updated_at: the shop's own time. erased_at: what names the person was taken out,
    and nothing the shop sends brings it back.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    connection = models.ForeignKey(ShopConnection, models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=120)
    remote_id = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    handles = models.JSONField(default=dict)
    is_guest = models.BooleanField(default=False)
    consent = models.BooleanField(null=True, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_source = models.CharField(max_length=200, blank=True, default="")
    updated_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "source", "remote_id"], name="customer_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "email"], name="customer_by_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.remote_id


class Order(models.Model):
    """An order in the shop. total_minor, refunded_minor: in the smallest unit of `currency`.

    handles: {"platform": "handle"}. updated_at: the shop's own time of the newest change that is stored; None where
    nobody says. gone_at: it was deleted in the shop. erased_at: what names the customer was taken out for good.
    heard_of: the customer's own answer to how they heard of the shop.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    source = models.CharField(max_length=120)
    remote_id = models.CharField(max_length=120, blank=True, default="")
    number = models.CharField(max_length=60)
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, blank=True, related_name="orders")
    customer_name = models.CharField(max_length=200, blank=True, default="")
    customer_email = models.EmailField(blank=True, default="")
    handles = models.JSONField(default=dict)
    items = models.JSONField(default=list)
    total_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=40)
    placed_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    heard_of = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "source", "remote_id"], name="order_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-placed_at"], name="order_by_workspace"),
            models.Index(fields=["workspace", "customer_email"], name="order_by_email"),
            models.Index(fields=["workspace", "number"], name="order_by_number"),
        ]

    @property
    def said_state(self) -> Message:
        """The state in words."""
        return said(self.state)


class OrderVisit(models.Model):
    """A visit before an order, as the shop noted it: its first known one, or the one that led to the order.

    source … term: the link's utm tags. landing: the path of the first page. referrer: the host they came from.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="visits")
    place = models.CharField(max_length=5)
    source = models.CharField(max_length=120, blank=True, default="")
    medium = models.CharField(max_length=120, blank=True, default="")
    campaign = models.CharField(max_length=120, blank=True, default="")
    content = models.CharField(max_length=120, blank=True, default="")
    term = models.CharField(max_length=120, blank=True, default="")
    landing = models.CharField(max_length=200, blank=True, default="")
    referrer = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "place"], name="order_visit_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["campaign"], name="order_visit_by_campaign")]


class OrderCoupon(models.Model):
    """A code that was typed with an order, in small letters, because shops differ in how they keep them."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="coupons")
    code = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "code"], name="order_coupon_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["code"], name="order_coupon_by_code")]


class Gone(models.Model):
    """A shop told of a deletion before Vitrino had it, so that an older message about it brings nothing back."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    source = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    remote_id = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "source", "kind", "remote_id"], name="shop_gone_once")
        ]
