"""The shop's policy on abuse, where people stand on the ladder, what was hidden, and what was done on platforms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain.abuse import KIND_NAMES, AbuseEvent, AbuseKind, AbuseState, RemovalReason
from vitrino.engine.models import Leased

STATES = [(state.value, state.value) for state in AbuseState]
EVENTS = [(event.value, event.value) for event in AbuseEvent]
KINDS = [(kind.value, KIND_NAMES[kind].template) for kind in AbuseKind]
REASONS = [(reason.value, reason.value) for reason in RemovalReason]


class PolicyVersion(models.Model):
    """The public text in force from `at` on; never changed, only followed by another. texts: language -> text."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="policy_version_once")
        ]


class Standing(models.Model):
    """Where one person stands on the ladder; the way there is in the records.

    identity: the account that broke the rules. A standing follows it from person to person, so whoever is joined to a
    muted person is muted, and is not when the two are parted again; contact: the person where no account is known.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    identity = models.ForeignKey("inbox.Identity", models.CASCADE, null=True, blank=True, related_name="+")
    contact = models.ForeignKey("inbox.Contact", models.CASCADE, related_name="+")
    state = models.CharField(max_length=16, choices=STATES, default=AbuseState.NONE.value)
    muted_until = models.DateTimeField(null=True, blank=True)
    is_appealed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["muted_until"], name="standing_by_mute", condition=models.Q(muted_until__isnull=False)
            ),
            models.Index(fields=["workspace", "-changed_at"], name="standing_by_workspace"),
        ]

    @property
    def person_id(self) -> int:
        """The contact who has the account now. May cost a query."""
        return self.identity.contact_id if self.identity else self.contact_id

    @property
    def name(self) -> str:
        """What that contact is called. May cost a query."""
        return str((self.identity.contact if self.identity else self.contact).name)


class AbuseRecord(models.Model):
    """One step that was taken, as `domain.abuse.Taken`; written once. by None: the end of a mute, by itself.

    evidence: a copy of what was written, kept when the original is deleted. until: of a mute. note: the reason of a
    decision, or the number or link of a report. message: what we said, or in an appeal what they wrote.
    """

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="records")
    conversation = models.ForeignKey("inbox.Conversation", models.SET_NULL, null=True, related_name="+")
    event = models.CharField(max_length=16, choices=EVENTS)
    state = models.CharField(max_length=16, choices=STATES)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    policy = models.ForeignKey(PolicyVersion, models.RESTRICT, null=True, related_name="+")
    message = models.ForeignKey("inbox.Message", models.SET_NULL, null=True, related_name="+")
    evidence_message = models.ForeignKey("inbox.Message", models.SET_NULL, null=True, related_name="+")
    evidence = models.TextField(blank=True, default="")
    evidence_kind = models.CharField(max_length=24, choices=KINDS, blank=True, default="")
    evidence_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")


class Hiding(models.Model):
    """Somebody hid what a customer wrote. text: a copy that stays. reason: lawful, or "" for what is no criticism."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    conversation = models.ForeignKey("inbox.Conversation", models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey("inbox.Message", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True, default="")
    is_criticism = models.BooleanField(default=False)
    reason = models.CharField(max_length=24, choices=REASONS, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="hiding_by_workspace"),
        ]


class Measure(Leased):
    """Something to be done on a platform. error: why it was not, a `domain.message.Message` as JSON.

    Only what the platform confirmed is DONE. UNSURE: the answer was lost, and asking twice would do it twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("is being done")
        DONE = "done", _("done")
        FAILED = "failed", _("not done")
        UNSURE = "unsure", _("the answer of the platform was lost: please look")
        BY_HAND = "by-hand", _("has to be done on the platform's own page")
        DONE_BY_HAND = "done-by-hand", _("done by hand")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    standing = models.ForeignKey(Standing, models.CASCADE, null=True, blank=True, related_name="measures")
    hiding = models.ForeignKey(Hiding, models.CASCADE, null=True, blank=True, related_name="measures")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    action = models.CharField(max_length=12)
    reference = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    error = models.JSONField(default=dict)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        pass
