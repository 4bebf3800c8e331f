"""What people are told, and proof that it reached them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vitrino.engine.models import Leased


class Alert(models.Model):
    """Something a person should know now. `key` makes one of it; template and values are a `domain.message.Message`."""

    class Urgency(models.TextChoices):
        LOW = "low"
        NORMAL = "normal"
        HIGH = "high"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    template = models.TextField()
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="alert_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "workspace", "-at"], name="alert_by_person"),
        ]


class Delivery(Leased):
    """An alert on its way through one outside channel, proven or tried again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given-up"

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="deliveries")
    via = models.CharField(max_length=12, default="email")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        pass


class Preference(models.Model):
    """Which kinds of alert a person wants by e-mail in a workspace; the page shows all of them."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    by_email = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person", "kind"], name="preference_once")
        ]
