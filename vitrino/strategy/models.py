"""What is wanted, and the plan in force."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.Model):
    """A number to reach by a date.

    metric: a key of `domain.goals.METRICS`. target: of a sum, how much from starts_on to deadline, both included; of a
    level, the average of that time; of a stock, how many there are at the end. baseline: the same in the time before,
    with the range it lies in (nine of ten cases); None while it is being measured, until `baseline_until`.
    channels, pillars, formats, accounts: what serves it; numbers of posts and accounts count on these channels alone.
    formats: kinds of posts. accounts: one to engage with a line. closing: the lesson, as {"template", "values"}.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("Under way")
        REACHED = "reached", _("Reached")
        MISSED = "missed", _("Missed")
        GIVEN_UP = "given-up", _("Given up")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    title = models.CharField(_("Goal"), max_length=160)
    metric = models.CharField(_("Measured by"), max_length=20)
    baseline = models.FloatField(_("Before"), null=True, blank=True)
    baseline_low = models.FloatField(null=True, blank=True)
    baseline_high = models.FloatField(null=True, blank=True)
    baseline_days = models.PositiveSmallIntegerField(default=0)
    baseline_until = models.DateField(null=True, blank=True)
    target = models.FloatField(_("Target"))
    starts_on = models.DateField()
    deadline = models.DateField(_("By"))
    owner = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey("campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="+")
    channels = models.ManyToManyField("channels.Channel", related_name="+", blank=True)
    pillars = models.ManyToManyField("strategy.Pillar", related_name="+", blank=True)
    formats = models.JSONField(default=list)
    accounts = models.TextField(_("Accounts to engage with"), blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.JSONField(default=dict)
    lesson = models.CharField(_("What did you learn?"), max_length=300, blank=True, default="")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "state", "deadline"], name="goal_by_workspace"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days_total(self) -> int:
        """From the first day to the last, both included."""
        return (self.deadline - self.starts_on).days + 1


class GoalDay(models.Model):
    """How a goal stood at the end of a day. value: how far it had come, None when unknown. chance: to reach it, as
    forecast on that day with the range (nine of ten cases) in which it will end; None when there was no forecast."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="standings")
    day = models.DateField()
    value = models.FloatField(null=True, blank=True)
    chance = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    middle = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["goal", "day"], name="goal_day_once")
        ]


class Strategy(models.Model):
    """One page, versioned. The newest version is in force; older ones stay as they were.

    avoid: topics, one a line. review_on: the day it should be looked at again. confirmed_at: when somebody last found
    that it still holds. since: part of the page -> the version
    that wrote it as it stands here; a part that is missing was written by this one.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    audience = models.TextField(_("Whom do we want to reach?"), blank=True, default="")
    competitors = models.TextField(_("What do others do well and badly?"), blank=True, default="")
    platforms = models.TextField(_("Where are we, and why there?"), blank=True, default="")
    content = models.TextField(_("What do we show and tell?"), blank=True, default="")
    pillars_note = models.TextField(_("How much of each kind?"), blank=True, default="")
    voice = models.TextField(_("How do we sound?"), blank=True, default="")
    care = models.TextField(_("How do we treat people?"), blank=True, default="")
    tracking = models.TextField(_("How do we see that it works?"), blank=True, default="")
    roles = models.TextField(_("Who does what?"), blank=True, default="")
    dos = models.TextField(_("We do"), blank=True, default="")
    donts = models.TextField(_("We don't"), blank=True, default="")
    avoid = models.TextField(_("What do we not talk about?"), blank=True, default="")
    reason = models.CharField(_("What changed, and why?"), max_length=300, blank=True, default="")
    review_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    since = models.JSONField(default=dict)
    in_force_from = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "version"], name="strategy_version_once")
        ]


class Voice(models.Model):
    """How the shop sounds on one platform, as a version of the strategy says it. platform: "" for everywhere else.

    formality: of posts, and of answers where in_answers says nothing else (many say "wy" to all and "Pani" to one).
    emoji: how many a text may have; None while nobody has settled it. words, not_words: one a line.
    """

    class Formality(models.TextChoices):
        OPEN = "", _("Not settled")
        INFORMAL = "informal", _("Familiar, by first name")
        FORMAL = "formal", _("Formal")

    class InAnswers(models.TextChoices):
        SAME = "", _("As in posts")
        INFORMAL = "informal", _("Familiar, by first name")
        FORMAL = "formal", _("Formal")

    class Style(models.TextChoices):
        OPEN = "", _("As it comes")
        SHORT = "short", _("Short sentences")
        TELLING = "telling", _("It may tell a story")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="voices")
    platform = models.CharField(_("Platform"), max_length=30, blank=True, default="")
    formality = models.CharField(_("How do we address people?"), max_length=10, blank=True, default="",
                                 choices=Formality.choices)  # fmt: skip
    in_answers = models.CharField(_("And in an answer to one person?"), max_length=10, blank=True, default="",
                                  choices=InAnswers.choices)  # fmt: skip
    emoji = models.PositiveSmallIntegerField(_("Emoji in a text, at most"), null=True, blank=True)
    style = models.CharField(_("Sentences"), max_length=10, blank=True, default="", choices=Style.choices)
    words = models.TextField(_("Words we use"), blank=True, default="")
    not_words = models.TextField(_("Words we don't use"), blank=True, default="")
    do_example = models.TextField(_("This is how we sound"), blank=True, default="")
    dont_example = models.TextField(_("We never sound like this"), blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["strategy", "platform"], name="voice_once")
        ]


class Acknowledgement(models.Model):
    """A helper has read a version of the strategy. parts: those that were read; none for the whole page."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey("workspace.Person", models.CASCADE, related_name="+")
    parts = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["strategy", "person"], name="acknowledged_once")
        ]


class Pillar(models.Model):
    """A kind of content, promotional or not."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    description = models.CharField(_("What belongs here"), max_length=300, blank=True, default="")
    is_promotional = models.BooleanField(_("It promotes what we sell"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="pillar_once")
        ]

    def __str__(self) -> str:
        return self.name
