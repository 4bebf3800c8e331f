"""The shop's accounts, where texts come from, and everything that came."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Channel(models.Model):
    """An account of the shop on one platform. `platform` is a key of the registry; secrets are sealed (see vault).

    token_version counts the changes of `sealed`; refreshing_until: somebody is fetching new tokens until then.
    opened_by: who last connected it or ended its pause; in their name what was held goes on.
    budget_usd_cents: the most that writing and reading may cost in a month, None without a limit; only where the
    platform has prices. does_resend: the owner takes the risk that a post whose answer was lost stands there twice.
    state_reason: a `domain.message.Message` as JSON, empty when there is nothing to say.
    listens_only: no account of the shop's, but an open source in which its name may occur (a feed, a search).
    """

    class State(models.TextChoices):
        CONNECTED = "connected", _("Connected")
        NEEDS_SIGN_IN = "needs-sign-in", _("Needs to be connected again")
        PAUSED = "paused", _("Paused")
        DISCONNECTED = "disconnected", _("Disconnected")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    platform = models.CharField(max_length=40)
    remote_id = models.CharField(max_length=200)
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    is_rehearsal = models.BooleanField(default=False)
    listens_only = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.CONNECTED)
    state_reason = models.JSONField(default=dict)
    sealed = models.BinaryField(default=b"")
    token_version = models.PositiveIntegerField(default=0)
    refreshing_until = models.DateTimeField(null=True, blank=True)
    public = models.JSONField(default=dict)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True, blank=True)
    limits = models.JSONField(default=dict)
    connected_at = models.DateTimeField()
    opened_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    budget_usd_cents = models.PositiveIntegerField(_("Budget for a month"), null=True, blank=True)
    does_resend = models.BooleanField(default=False)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "platform", "remote_id"], name="channel_once")
        ]

    def __str__(self) -> str:
        return f"{self.name or self.handle}"

    @property
    def is_usable(self) -> bool:
        return self.state == self.State.CONNECTED


class ConnectAttempt(models.Model):
    """Somebody is away at a platform to allow us in. Single use, ten minutes, bound to person, workspace and platform.

    channel: the one to be connected again, None for a new one.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    platform = models.CharField(max_length=40)
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="+")
    state_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField(default=b"")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Source(Leased):
    """One kind of thing read from one channel, with the place where reading goes on."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=16)
    cursor = models.TextField(blank=True, default="")
    every_s = models.PositiveIntegerField(default=60)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_error = models.JSONField(default=dict)
    failures = models.PositiveIntegerField(default=0)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "kind"], name="source_once")
        ]


class Arrival(models.Model):
    """Anything a source delivered, stored before it is understood. Edits update it; `edited_at` says when.

    deleted_at: its author took it back; our copy stays for those who answered it, and is shown as taken back.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="arrivals")
    kind = models.CharField(max_length=16)
    remote_id = models.CharField(max_length=300)
    author_id = models.CharField(max_length=200)
    author_handle = models.CharField(max_length=200, blank=True, default="")
    author_name = models.CharField(max_length=200, blank=True, default="")
    author_url = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    parent_id = models.CharField(max_length=300, blank=True, default="")
    thread_id = models.CharField(max_length=300, blank=True, default="")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    reply = models.JSONField(null=True, blank=True)
    raw = models.JSONField(default=dict)
    is_own = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "kind", "remote_id"], name="arrival_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="arrival_by_workspace"),
            models.Index(fields=["received_at"], name="arrival_by_receipt"),
            models.Index(fields=["channel", "thread_id"], name="arrival_of_ours", condition=models.Q(is_own=True)),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one is told to the later stages; whoever stores many at once does that with `unread.note`."""
        from vitrino.channels import unread

        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            unread.note([self], self.received_at)


class Unread(models.Model):
    """A later stage (`reader`) has not taken this arrival up yet, or not since it changed; see unread.py."""

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="+")
    reader = models.CharField(max_length=16)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reader", "arrival"], name="unread_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reader", "due_at", "id"], name="unread_by_due"),
        ]


class Gap(models.Model):
    """A time in which a source could not be read. Shown until what happened then was read after all."""

    class Reason(models.TextChoices):
        NOT_RUNNING = "not-running", _("Vitrino was not running")
        NO_ANSWER = "no-answer", _("The platform did not answer")
        SIGN_IN = "sign-in", _("The channel had to be connected again")
        PAUSED = "paused", _("The channel was paused")
        FORGOTTEN = "forgotten", _("The platform no longer shows what came in that time")

    source = models.ForeignKey(Source, models.CASCADE, related_name="gaps")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    backfilled_at = models.DateTimeField(null=True, blank=True)


class SiteLink(models.Model):
    """A link to a social profile on the shop's own website, and how alive that profile is.

    is_seen: visitors see the link; else the site names the profile to programs only (structured data).
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    platform = models.CharField(max_length=40)
    handle = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    found_on = models.CharField(max_length=500)
    checked_at = models.DateTimeField()
    last_activity_at = models.DateTimeField(null=True, blank=True)
    is_broken = models.BooleanField(default=False)
    is_seen = models.BooleanField(default=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "platform", "handle"], name="site_link_once")
        ]


class SiteScan(models.Model):
    """One look at the shop's website. problems: messages as JSON, each with the page's `url`. pages: what was read.

    facts: `connect.site.SiteFacts` as JSON; {} when nothing was learnt. Read through `queries.site_facts`.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    url = models.CharField(max_length=500)
    is_ok = models.BooleanField(default=True)
    problems = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    facts = models.JSONField(default=dict)


class Installation(models.Model):
    """Which installation this database belongs to (one row), mirrored beside the keys outside of it.

    held_at: since when nothing goes out, because the two no longer fit: the database was restored or copied.
    last_held_at: when that was noticed the last time; whatever has not moved since may be behind the world.
    """

    instance_id = models.CharField(max_length=32)
    incarnation = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    last_held_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")


class Spending(models.Model):
    """What a channel's calls cost in one month, by the platform's price list. month: its first day, in UTC.

    spent_usd_mills: thousandths of a US dollar, because a single read costs one.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+")
    month = models.DateField()
    spent_usd_mills = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "month"], name="spending_once_a_month")
        ]


class Stop(models.Model):
    """Somebody stopped everything that goes out of a shop, until somebody lets it go on.

    page: path of the page where each post is looked at before things go out again; "" when a press is enough.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(ended_at=None), name="stop_one_at_a_time")
        ]


class LetThrough(models.Model):
    """The one thing a person lets out although everything is stopped; it ends with this stop.

    key: of the write (`publishing.Publication.key`), which is made anew for every other text. Whoever changes the words
    afterwards has to let them through again.
    """

    stop = models.ForeignKey(Stop, models.CASCADE, related_name="let_through")
    key = models.CharField(max_length=64)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stop", "key"], name="let_through_once")
        ]
