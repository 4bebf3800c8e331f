"""What people are told, by which ways, and proof that it reached them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vitrino.engine.models import Leased


class Alert(models.Model):
    """Something a person should know now. `key` makes one of it; template and values are a `domain.message.Message`.

    about: what it is about, most often the address of its page; whoever deals with that deals with all its alerts.
    """

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
    about = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="alert_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "workspace", "-at"], name="alert_by_person"),
            models.Index(fields=["person", "workspace", "-at", "-id"], name="alert_unread", condition=Q(read_at=None)),
            models.Index(fields=["workspace", "at"], name="alert_waiting", condition=Q(read_at=None)),
            models.Index(fields=["workspace", "about"], name="alert_by_about", condition=Q(handled_at=None)),
            models.Index(fields=["key"], name="alert_by_key"),
        ]


class Way(models.Model):
    """One way to a person in a workspace: an e-mail address, a browser, an account with a service.

    name: what the person recognizes it by, no secret. sealed: where to send and with which token. failing_since: not a
    single message got through since then; trouble: why, a stored Message. ended_at: the other side wants no more.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120, blank=True, default="")
    sealed = models.BinaryField(default=b"", blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    trouble = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "workspace", "kind", "fingerprint"], name="way_once")
        ]


class Delivery(Leased):
    """One message to one way, proven or tried again. It tells one alert, or all that came in a storm or a quiet night.

    is_open: further alerts may still join. size: how many it tells. proof: what the other side said when it took it;
    doubts: how often its answer was lost, so that it may have come more than once. level: the step of an escalation.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        KEPT = "kept"  # written into a folder, because there is no mail server: that reaches nobody
        GIVEN_UP = "given-up"
        SPARED = "spared"  # everything in it was read, or came another way
        MERGED = "merged"  # what was in it is told by another one

    class Form(models.TextChoices):
        SINGLE = "single"
        GROUP = "group"
        DIGEST = "digest"
        REMINDER = "reminder"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    way = models.ForeignKey(Way, models.SET_NULL, null=True, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.SINGLE)
    kind = models.CharField(max_length=40, blank=True, default="")
    level = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=False)
    size = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    trouble = models.JSONField(default=dict)
    proof = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["way", "form", "kind"], name="delivery_open_once", condition=Q(is_open=True)
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(fields=["way", "due_at"], name="delivery_by_way", condition=Q(state="waiting")),
        ]


class Item(models.Model):
    """One alert inside a delivery."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="items")
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="items")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["delivery", "alert"], name="item_once")
        ]


class Preference(models.Model):
    """By which kinds of way a person hears of one kind of alert (kind of way -> `kinds.Reach`); the page shows all."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    ways = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person", "kind"], name="preference_once")
        ]


class Rest(models.Model):
    """A person's quiet hours. time_zone "": the shop's. urgent_passes: what is urgent comes through all the same."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    begin = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, blank=True, default="")
    urgent_passes = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person"], name="rest_once")
        ]


class Tide(models.Model):
    """How many alerts of one kind come to a person just now; a `domain.storms.Flow`."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    level = models.FloatField(default=0)
    at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    in_storm = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person", "kind"], name="tide_once")
        ]


class Chain(models.Model):
    """What happens when nobody reacts, as the owner wants it. Without a row: `escalating.USUAL`."""

    class Covers(models.TextChoices):
        NOTHING = "nothing"
        HIGH = "high"
        ALL = "all"

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    covers = models.CharField(max_length=8, choices=Covers.choices, default=Covers.HIGH)


class Step(models.Model):
    """One step of a chain: so long after the alert, these people hear of it again. via "": by all their ways."""

    class Who(models.TextChoices):
        EVERYBODY = "everybody"
        OWNERS = "owners"
        PERSON = "person"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    after_minutes = models.PositiveIntegerField()
    who = models.CharField(max_length=10, choices=Who.choices)
    person = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    via = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "position"], name="step_once")
        ]


class Escalation(Leased):
    """Waits whether anybody reacts to an alert, and climbs the chain while nobody does."""

    class State(models.TextChoices):
        RUNNING = "running"
        OPENED = "opened"
        UNANSWERED = "unanswered"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    key = models.CharField(max_length=160)
    level = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="escalation_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(
                fields=["workspace"], name="escalation_open", condition=Q(state__in=["running", "unanswered"])
            ),
        ]
