"""Addresses that platforms call, and what they delivered there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vitrino.engine.models import Leased


class HookAddress(models.Model):
    """Where one platform reaches one shop. platform: a key of `registry.hooks()`.

    The token in the address is kept as a hash, and sealed together with the secret so that the owner can see both.
    channel: what comes in belongs to it; None where an app above reads it (orders).
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, null=True, blank=True, related_name="+")
    platform = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField(default=b"")
    opened_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)


class Delivery(models.Model):
    """One call of an address, stored as it came before it was answered. headers: those the platform's hook keeps."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READ = "read"
        DEAD = "dead"

    address = models.ForeignKey(HookAddress, models.CASCADE, related_name="deliveries")
    delivery_id = models.CharField(max_length=200)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    error = models.CharField(max_length=500, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["address", "delivery_id"], name="delivery_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="delivery_by_state"),
            models.Index(fields=["received_at"], name="delivery_by_receipt"),
        ]


class Stream(Leased):
    """A network followed as a whole, once for all shops. cursor_us: its place, microseconds since 1970.

    server: where, "" for the network's own. holder: the process that has the line open, until `held_until`.
    last_event_at: when something last came. events: how many there were.
    """

    platform = models.CharField(max_length=40, unique=True)
    server = models.CharField(max_length=300, blank=True, default="")
    cursor_us = models.BigIntegerField(null=True, blank=True)
    holder = models.CharField(max_length=80, blank=True, default="")
    held_until = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_event_at = models.DateTimeField(null=True, blank=True)
    events = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.JSONField(default=dict)

    class Meta(Leased.Meta):
        pass


class StreamGap(models.Model):
    """A part of a stream that the network no longer had when the reading went on."""

    stream = models.ForeignKey(Stream, models.CASCADE, related_name="gaps")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()


class StreamSample(models.Model):
    """One of many texts of a stream, kept for a day to show what a name would bring; see samples.py. at: when read."""

    stream = models.ForeignKey(Stream, models.CASCADE, related_name="+")
    remote_id = models.CharField(max_length=300)
    text = models.TextField()
    language = models.CharField(max_length=8, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stream", "-at"], name="sample_by_stream"),
            models.Index(fields=["remote_id"], name="sample_by_remote_id"),
        ]
