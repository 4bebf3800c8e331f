"""What is known of an account, and how accounts were joined to people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactFact(models.Model):
    """Something known of an account: a `domain.identity.Fact`. normal: its value as it is compared.

    is_verified: the shop's own system or a confirmed message says so; only that proves anything. source: who says it.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Phone number")
        ORDER = "order", _("Order number")
        HANDLE = "handle", _("User name")
        NAME = "name", _("Name")
        LINK = "link", _("Link")

    class Source(models.TextChoices):
        PROFILE = "profile", _("the profile")
        MESSAGE = "message", _("a message")
        ORDER = "order", _("an order in your shop")
        PERSON = "person", _("somebody of your team")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    identity = models.ForeignKey("inbox.Identity", models.CASCADE, related_name="facts")
    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=300)
    normal = models.CharField(max_length=320)
    place = models.CharField(max_length=40, blank=True, default="")
    is_verified = models.BooleanField(default=False)
    source = models.CharField(max_length=8, choices=Source.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["identity", "kind", "normal"], name="contact_fact_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "kind", "normal"], name="contact_fact_by_value"),
        ]


class ContactChange(models.Model):
    """Accounts moved from one contact to another: a `domain.identity.Change`. Never changed but to say it was undone.

    evidence: the kinds of fact the two had in common. is_by_hand: somebody decided; otherwise the evidence did.
    """

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    source = models.ForeignKey("inbox.Contact", models.CASCADE, related_name="+")
    target = models.ForeignKey("inbox.Contact", models.CASCADE, related_name="+")
    moved = models.ManyToManyField("inbox.Identity", related_name="+")
    stayed = models.ManyToManyField("inbox.Identity", related_name="+")
    evidence = models.JSONField(default=list)
    is_strong = models.BooleanField(default=False)
    is_by_hand = models.BooleanField(default=False)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
