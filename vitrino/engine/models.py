"""Rows that are due, and the pulse of whoever works them off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Leased(models.Model):
    """A row that wants attention at `due_at` (None: never by itself).

    Whoever works on it holds a lease; an expired lease makes the row claimable again.
    """

    due_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_at"], name="%(app_label)s_%(class)s_due", condition=Q(due_at__isnull=False)),
        ]


class Task(Leased):
    """A piece of work of the outbox, written in the same transaction as what caused it. `key` makes it happen once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta(Leased.Meta):
        pass


class Schedule(Leased):
    """A job that comes round every `every_s` seconds, and at once when its bell is rung."""

    name = models.CharField(max_length=60, unique=True)
    every_s = models.PositiveIntegerField()
    bell = models.CharField(max_length=40, blank=True, default="")
    is_rung = models.BooleanField(default=False)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta(Leased.Meta):
        pass


class Heartbeat(models.Model):
    """The last sign of life of a part of Vitrino ("scheduler")."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    process = models.CharField(max_length=80, blank=True, default="")


class RateBucket(models.Model):
    """What is left of an allowance, e.g. of writes of one account: `used` calls since `window_started_at`."""

    key = models.CharField(max_length=120, unique=True)
    window_started_at = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)
