"""What posts are for, ideas for the other side, and whom to talk with today."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain.balance import Kind

KINDS = [(kind.value, kind.value) for kind in Kind]


class PillarKind(models.Model):
    """What the posts of a pillar that sells nothing are, as somebody said."""

    pillar = models.OneToOneField("strategy.Pillar", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class TextKind(models.Model):
    """What a text of the shop is, wherever it stands: as a person said (source "person", p 1), or as was learnt from
    what people said (source "learnt", p the chance that it is right). key: of its words, see `kinds.key_of`.
    """

    class Source(models.TextChoices):
        PERSON = "person"
        LEARNT = "learnt"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=12, choices=KINDS)
    source = models.CharField(max_length=6, choices=Source.choices)
    p = models.FloatField(default=1.0)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="text_kind_once")
        ]


class ChannelLimit(models.Model):
    """How much of a channel may sell, 0..1, where the owner wants something else than usual."""

    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="+")
    share = models.FloatField(_("Share of posts that may sell"))
    reason = models.CharField(_("Why"), max_length=300)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class Partner(models.Model):
    """A business or magazine whose posts the shop passes on, with credit. handle: as it is called where it is named.

    url: its website, by whose address articles of its feed are known.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    handle = models.CharField(_("Handle, for the credit"), max_length=120, blank=True, default="")
    url = models.URLField(_("Website"), max_length=500, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="partner_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def credit(self) -> str:
        """What stands below a post that passes something on."""
        return f"via @{self.handle}" if self.handle else f"via {self.name}"


class Offer(models.Model):
    """An idea for a post that sells nothing. key: where it comes from, so that it comes once.

    credit: the line that names its author. poll: as in `posts.Post`. template/values: why it is offered, a
    `domain.message.Message`. post: what was made of it. reason: why it was put aside.
    """

    class State(models.TextChoices):
        OPEN = "open"
        USED = "used"
        ASIDE = "aside"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=KINDS)
    text = models.TextField()
    credit = models.CharField(max_length=200, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    poll = models.JSONField(default=dict, blank=True)
    template = models.TextField()
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True, default="")
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    idea = models.ForeignKey("plan.Idea", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "key"], name="offer_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "state", "-at"], name="offer_by_state"),
        ]


class Errand(models.Model):
    """One thing of a day's ten minutes with people. day: in the shop's zone. key: what it is about, once a day.

    who: with whom, so that people can be counted. template/values: why. url: where it is done.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        SKIPPED = "skipped"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    day = models.DateField()
    key = models.CharField(max_length=120)
    sort = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    who = models.CharField(max_length=120, blank=True, default="")
    template = models.TextField()
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "day", "key"], name="errand_once_a_day")
        ]


class ListDay(models.Model):
    """The last day for which a shop's list was looked for, whether anything was found or not."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    day = models.DateField()
