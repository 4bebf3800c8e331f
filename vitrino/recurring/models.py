"""Posts that come back: rules with their occurrences, and evergreen posts that may be shown again."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain import recurrence as rules


class Recurrence(models.Model):
    """A post that goes out again and again by a rule (`domain.recurrence.Rule`), each time as a copy of its own.

    times: list of "09:00". since: occurrences before it don't count. max_repeats: how often in all, None without limit.
    """

    class Every(models.TextChoices):
        DAY = "day", _("Days")
        WEEK = "week", _("Weeks")
        MONTH = "month", _("Months")

    class State(models.TextChoices):
        ACTIVE = "active", _("Running")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="+")
    every = models.CharField(_("Counted in"), max_length=8, choices=Every.choices)
    interval = models.PositiveSmallIntegerField(_("Every how many"), default=1)
    weekdays = models.JSONField(default=list, blank=True)
    month_day = models.PositiveSmallIntegerField(default=0)
    times = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=60)
    max_repeats = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    since = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    @property
    def rule(self) -> rules.Rule:
        return rules.Rule(
            every=rules.Every(self.every),
            interval=self.interval,
            times=tuple(time.fromisoformat(text) for text in self.times),
            starts_on=self.starts_on,
            weekdays=tuple(self.weekdays),
            month_day=self.month_day,
            ends_on=self.ends_on,
        )


class Occurrence(models.Model):
    """One time of a rule; there is never a second row for it.

    wall_at: the wall time the rule asks for, its digits stored as UTC; publish_at: the instant that is.
    post: the copy that was planned. reason: why it could not be (`domain.message.Message` as JSON).
    """

    class State(models.TextChoices):
        AHEAD = "ahead", _("To come")
        PLANNED = "planned", _("Planned")
        MISSED = "missed", _("Missed")
        SKIPPED = "skipped", _("Left out")

    recurrence = models.ForeignKey(Recurrence, models.CASCADE, related_name="occurrences")
    wall_at = models.DateTimeField()
    publish_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.AHEAD)
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recurrence", "wall_at"], name="occurrence_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "publish_at"], name="occurrence_by_time"),
        ]


class EvergreenPost(models.Model):
    """A post that stays true: when the week has a free slot, the one used longest ago is offered.

    unchanged_count: times it went out since its words were changed last.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    post = models.OneToOneField("posts.Post", models.CASCADE, related_name="+")
    min_days = models.PositiveSmallIntegerField(_("Days between two times"), default=30)
    max_uses = models.PositiveIntegerField(_("How often at most"), null=True, blank=True)
    expires_on = models.DateField(_("True until"), null=True, blank=True)
    used_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    @property
    def rule(self) -> rules.Evergreen:
        return rules.Evergreen(
            key=str(self.pk),
            min_days=self.min_days,
            used=self.used_count,
            unchanged=0 if self.is_freshened else self.unchanged_count,
            last_at=self.last_used_at,
            most=self.max_uses,
            expires_on=self.expires_on,
        )

    @property
    def is_freshened(self) -> bool:
        """Its words were changed since it went out last. The caller has read the post along with it."""
        return self.last_used_at is not None and self.post.changed_at > self.last_used_at
