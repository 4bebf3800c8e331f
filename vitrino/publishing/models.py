"""A text for one channel at one time, every attempt to send it, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Publication(Leased):
    """One remote write the shop wants: a post, a reply, a message, an answer to a review.

    The fields of `domain.publication.Facts`, and what is needed to send and to show it. state moves along the
    protocol's table, by a conditional UPDATE whose row count must be 1 (see moves). due_at: when the engine looks here.

    publish_at: the computed instant; wall_time and time_zone are what the person chose. content: what will be sent
    (text, media ids, language, link, reply reference as JSON), content_hash its SHA-256; both fixed from the first
    attempt on. key: the same for every attempt. kept: ids of uploads and containers. stamped_at: the time the text
    itself carries, fixed by the first try. head: the post that a part or first comment belongs to;
    part: 1 the post itself, 2 and more a thread's next texts, 0 the first comment; parent: what must be out before it.
    reason: the event that led to a question or a hold, and the platform's own words (a `domain.message.Message`).
    seen_text: what was read back; is_different: the platform changed it. lag_s: how late it became readable.
    taken_down_at: when it was deleted there on our word; that it was out stays true.
    """

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        REPLY = "reply", _("Reply")
        MESSAGE = "message", _("Message")
        REVIEW_REPLY = "review-reply", _("Answer to a review")
        COMMENT = "comment", _("First comment")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    variant = models.ForeignKey("posts.Variant", models.SET_NULL, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    head = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="thread")
    part = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.POST)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    state = models.CharField(max_length=16)
    state_at = models.DateTimeField()
    publish_at = models.DateTimeField()
    wall_time = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)
    approved_hash = models.CharField(max_length=64, blank=True, default="")
    key = models.CharField(max_length=64, unique=True)
    stamped_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=dict)
    reason = models.JSONField(default=dict)

    attempt_count = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    is_late_accepted = models.BooleanField(default=False)
    is_stop_wished = models.BooleanField(default=False)
    round_count = models.PositiveSmallIntegerField(default=0)
    again_count = models.PositiveSmallIntegerField(default=0)
    look_count = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)
    absent_count = models.PositiveSmallIntegerField(default=0)
    absent_at = models.DateTimeField(null=True, blank=True)
    staged_id = models.CharField(max_length=300, blank=True, default="")
    is_processing = models.BooleanField(default=False)

    remote_id = models.CharField(max_length=300, blank=True, default="")
    extra_remote_ids = models.JSONField(default=list)
    remote_extra = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True, default="")
    confirmed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    read_back_at = models.DateTimeField(null=True, blank=True)
    read_back_count = models.PositiveSmallIntegerField(default=0)
    seen_text = models.TextField(blank=True, default="")
    is_different = models.BooleanField(default=False)
    lag_s = models.FloatField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(fields=["workspace", "publish_at"], name="publication_by_time"),
            models.Index(fields=["channel", "-published_at"], name="publication_by_channel"),
            models.Index(fields=["workspace", "state", "publish_at"], name="publication_by_state"),
            models.Index(fields=["workspace", "published_at"], name="publication_by_day"),
            models.Index(fields=["state", "state_at"], name="publication_by_age"),
        ]


class Attempt(models.Model):
    """One remote write, recorded and committed before it is made.

    outcome: a `domain.publication.AttemptOutcome`. answer: what came back, in words of ours (JSON).
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20)
    answer = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "number"], name="attempt_once")
        ]

    @property
    def is_suspected(self) -> bool:
        """Nobody knows of it: a restored database assumes that there may have been one."""
        return self.deadline_at <= self.started_at


class Step(models.Model):
    """One move of a publication: the proof of how it came to stand where it stands. Only ever added."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="steps")
    event = models.CharField(max_length=24)
    state = models.CharField(max_length=16)
    person = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["publication", "at"], name="step_by_publication")]


class Amendment(Leased):
    """Other words for something that is out, or its deletion there. Made after the fact, never part of sending.

    Both may be repeated without harm, so an unclear answer is simply asked again. text: the new words of an edit.
    answer: what the platform said (a `domain.message.Message` under "said"). seen_at: when the platform was read after
    it and showed what was wished; seen_text: what it showed.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", _("Change of the text")
        DELETE = "delete", _("Deletion")

    class State(models.TextChoices):
        WANTED = "wanted", _("On its way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not done")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="amendments")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WANTED)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_text = models.TextField(blank=True, default="")

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication"], condition=models.Q(state="wanted"),
                                    name="amendment_one_at_a_time"),
        ]  # fmt: skip


class Lateness(models.Model):
    """What a shop wants with a post whose time is over by more than `grace_minutes`. Without a row: asked after two
    hours."""

    class Then(models.TextChoices):
        ASK = "ask", _("Ask me")
        SEND = "send", _("Publish it all the same")
        DROP = "drop", _("Let it be")

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    grace_minutes = models.PositiveIntegerField(_("Minutes"), default=120)
    then = models.CharField(_("After that"), max_length=4, choices=Then.choices, default=Then.ASK)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
