"""What the checkup noticed, what was put aside, how it went day by day, and the weekly letter about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Notice(models.Model):
    """What one rule noticed: evidence, severity, remedy.

    key: what makes it the same notice next time. about: what somebody who dismisses it has seen; when that changes, the
    notice speaks again. template/values: the sentence. evidence: list of {"template", "values", "page", "arguments"}.
    ways: the remedy first, then what else can be done: {"template", "values", "page", "arguments", "action"}; see
    `vitrino.checkup.rule`. gone_at: when it was put right. dismissed_until: it comes back by itself then; None: when
    what it is about changes.
    """

    class Severity(models.TextChoices):
        HIGH = "high", _("Important")
        MEDIUM = "medium", _("Worth doing")
        LOW = "low", _("Good to know")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    key = models.CharField(max_length=160, blank=True, default="")
    about = models.TextField(blank=True, default="")
    severity = models.CharField(max_length=8, choices=Severity.choices)
    template = models.TextField()
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    ways = models.JSONField(default=list)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    dismissed_reason = models.CharField(max_length=300, blank=True, default="")
    dismissed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "rule", "key"], name="notice_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "gone_at", "severity"], name="notice_by_workspace"),
        ]


class Run(models.Model):
    """One checkup: when, how long, how many notices."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    duration_s = models.FloatField()
    noticed = models.PositiveIntegerField()


class Aside(models.Model):
    """The log of what was put aside: who, why, until when (None: until it changes), and how it ended.

    ended_by: who took it back; None when it came back by itself or was put right.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="asides")
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["notice", "-at"], name="aside_by_notice")]


class Trouble(models.Model):
    """A rule that could not look, since when. error: what kind of mistake it met, never its words."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    error = models.CharField(max_length=80)
    since = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "rule"], name="trouble_once")
        ]


class Day(models.Model):
    """How the shop stood at the end of one of its days, or stands today.

    points: None for not enough to judge. areas: area -> points or None. unknown: ids of rules without enough to judge.
    high, medium, low: open notices; aside: of these put aside. came, fixed: during the day. open_hours: how long each
    of the fixed ones was open.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    day = models.DateField()
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    areas = models.JSONField(default=dict)
    unknown = models.JSONField(default=list)
    high = models.PositiveIntegerField(default=0)
    medium = models.PositiveIntegerField(default=0)
    low = models.PositiveIntegerField(default=0)
    aside = models.PositiveIntegerField(default=0)
    came = models.PositiveIntegerField(default=0)
    fixed = models.PositiveIntegerField(default=0)
    open_hours = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "day"], name="checkup_day_once")
        ]


class Attention(Leased):
    """Areas of a shop in which something changed since the last look; looked at again when it is due.

    groups: first words of the ids of the rules concerned. looked_at: the last look of this kind.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    groups = models.JSONField(default=list)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        pass


class Follower(models.Model):
    """How far the log has been followed: one row. event: the newest event seen."""

    event = models.BigIntegerField(default=0)


class LetterTime(models.Model):
    """When the weekly letter goes out, in the shop's own time. weekday: 0 is Monday."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    weekday = models.PositiveSmallIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(default=8)


class LetterChoice(models.Model):
    """Whether this person wants the letter; without a row those who manage the shop get it."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    is_wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "person"], name="letter_choice_once")
        ]


class Letter(models.Model):
    """The letter of one week, frozen as it was made. week: its Monday. told: a `letters.Told` as JSON."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    week = models.DateField()
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "week"], name="letter_once")
        ]


class LetterMail(Leased):
    """A letter on its way to one person, proven or tried again. proof: what the mail server said when it took it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        KEPT = "kept"  # written into a folder, because there is no mail server: that reaches nobody
        GIVEN_UP = "given-up"
        SPARED = "spared"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="mails")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    proof = models.CharField(max_length=200, blank=True, default="")
    trouble = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["letter", "person"], name="letter_mail_once")
        ]
