"""Conversations, the people in them, and what was said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.inbox.desk.models import DeskRules as DeskRules
from vitrino.inbox.desk.models import WaitingReply as WaitingReply
from vitrino.inbox.people.models import ContactChange as ContactChange
from vitrino.inbox.people.models import ContactFact as ContactFact


class Contact(models.Model):
    """A person who wrote to the shop. forgotten_at: on request; nothing but counts is left of them."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)


class Identity(models.Model):
    """That person's account on one platform."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="identities")
    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    platform = models.CharField(max_length=40)
    remote_id = models.CharField(max_length=200)
    handle = models.CharField(max_length=200, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    is_rehearsal = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "platform", "is_rehearsal", "remote_id"], name="identity_once")
        ]


class Conversation(models.Model):
    """A thread with one person on one channel.

    identity: the account that writes; contact: the person behind it, who may change when people are merged or parted.
    waiting_since: the oldest customer message nobody answered; None when it is not our turn. due_at: when the answer
    is due by the shop's target and opening hours. snoozed_until: out of sight until then, or until the person writes.
    reply_window_until: after it the platform lets nobody answer. intents, reasons: what triage found, with its places
    in the text; urgency: 0 (can wait) to 3 (somebody may come to harm). judged: what it was taken for, and since when
    ([moment, is it a complaint, urgency, stars]), so that no target is applied to a time before. clock_event_at: when
    the clocks change by themselves next, or somebody has to be warned.
    """

    class Surface(models.TextChoices):
        COMMENT = "comment", _("Comment")
        MESSAGE = "message", _("Message")
        MENTION = "mention", _("Mention")
        REVIEW = "review", _("Review")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        WAITING = "waiting", _("Waiting for the customer")
        SNOOZED = "snoozed", _("Put off")
        RESOLVED = "resolved", _("Done")
        SPAM = "spam", _("Spam")
        MUTED = "muted", _("Muted")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="conversations")
    identity = models.ForeignKey(Identity, models.PROTECT, null=True, blank=True, related_name="conversations")
    surface = models.CharField(max_length=10, choices=Surface.choices)
    thread_id = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    is_complaint = models.BooleanField(default=False)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    parent_url = models.CharField(max_length=500, blank=True, default="")
    assignee = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    waiting_since = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    reply_window_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    intents = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    urgency = models.PositiveSmallIntegerField(default=0)
    judged = models.JSONField(default=list)
    clock_event_at = models.DateTimeField(null=True, blank=True)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    last_message_at = models.DateTimeField()
    last_text = models.CharField(max_length=300, blank=True, default="")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "surface", "thread_id", "identity"], name="conversation_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "state", "-last_message_at"], name="conversation_by_state"),
            models.Index(fields=["workspace", "-last_message_at", "-id"], name="conversation_by_message"),
            models.Index(fields=["workspace", "opened_at"], name="conversation_by_opening"),
            models.Index(
                fields=["workspace", "due_at"],
                name="conversation_by_due",
                condition=models.Q(waiting_since__isnull=False),
            ),
            models.Index(
                fields=["snoozed_until"],
                name="conversation_by_waking",
                condition=models.Q(snoozed_until__isnull=False),
            ),
            models.Index(
                fields=["clock_event_at"],
                name="conversation_by_clock",
                condition=models.Q(clock_event_at__isnull=False),
            ),
        ]


class Message(models.Model):
    """One text in a conversation. Ours name the publication that carries them: its state alone says "sent".

    asks: somebody waits because of it; not a courtesy, nor what was old when it came. waited_since: of an answer, since
    when the person had waited for it. taken_back_at: its author took it back; only those who answer may still know it.
    mended_at: of an answer that never went out, when the person was put back among those who wait.
    """

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"
        NOTE = "note"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    arrival = models.OneToOneField("channels.Arrival", models.SET_NULL, null=True, blank=True, related_name="+")
    publication = models.OneToOneField(
        "publishing.Publication", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    asks = models.BooleanField(default=False)
    waited_since = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["conversation", "at"], name="message_by_conversation"),
        ]


class Presence(models.Model):
    """Somebody of the shop has a conversation open, or writes an answer; known for seconds only."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    is_writing = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "person"], name="presence_once")
        ]


class Correction(models.Model):
    """Somebody of the shop knew better than triage what a message wants. was, intents: `domain.triage.Intent`s."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="correction")
    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    was = models.JSONField(default=list)
    intents = models.JSONField(default=list)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class Miss(models.Model):
    """An answer came too late or not at all; never taken back, whatever the targets become later.

    kind: a `domain.clocks.ClockKind`. message: the customer's message that waited. recorded_at: later than due_at where
    it became late by another target.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="misses")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "kind"], name="miss_once")
        ]


class SavedReply(models.Model):
    """An answer the shop gives often, with gaps that must be filled ({customer_name}).

    shortcut: what is typed after a slash to take it. language, surface: "" fits all.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    title = models.CharField(_("Title"), max_length=80)
    text = models.TextField(_("Text"))
    shortcut = models.CharField(_("Shortcut"), max_length=20, blank=True, default="")
    language = models.CharField(_("Language"), max_length=8, blank=True, default="")
    surface = models.CharField(max_length=10, blank=True, default="", choices=Conversation.Surface.choices)
    used_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()


class Resolution(models.Model):
    """Somebody decided that a conversation is done."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="resolutions")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)


class Snooze(models.Model):
    """Put off for a while. until: None means until the person writes or somebody takes it up again (woken_at)."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="snoozes")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    woken_at = models.DateTimeField(null=True, blank=True)


class AnswerRules(models.Model):
    """By when the shop wants to answer, from `at` on: its targets and hours at that time. Written anew on a change.

    policies: as `domain.clocks.to_json` writes them, empty for the defaults of CARE 5.1. hours: as in Workspace.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    policies = models.JSONField(default=list)
    hours = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=60)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["workspace", "at"], name="answer_rules_by_time")]


class Learnt(models.Model):
    """What triage learnt from a shop's corrections. words: as `domain.triage.learned` keeps them. corrections: how many
    there were at that time."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    words = models.JSONField(default=dict)
    corrections = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
