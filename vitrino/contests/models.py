"""Contests with their rules, entries and winners; quizzes with their solutions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contest(models.Model):
    """A contest from its draft to its last winner. public_id: its number on the open page.

    words: one a line; an entry must contain one of them. are_words_told: False for the answer of a riddle. left_out:
    accounts that may not take part, one a line. limit: entries of one person, 0 for any number. draw_at: when it is
    meant to be drawn; public chance comes out then. rules_text: "" follows the fields until the owner writes their own.

    From `announced_at` on, announcement stands as it is; from `closed_at` on, the list does; triggers see to both.
    sealed: the seed until the draw, seed: from then on. places: entry numbers, winners first.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("List closed")
        DRAWN = "drawn", _("Drawn")
        CALLED_OFF = "called-off", _("Called off")

    class Chance(models.TextChoices):
        DRAND = "drand", _("A public random number from the drand network")
        BITCOIN = "bitcoin", _("The hash of a future Bitcoin block")
        OTHER = "other", _("Something else that everybody can see, for example lottery numbers")
        NONE = "none", _("Only our sealed seed")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=60)
    channels = models.ManyToManyField("channels.Channel", related_name="+", blank=True)
    title = models.CharField(max_length=120)
    prize = models.TextField()
    who = models.TextField()
    how = models.TextField()
    words = models.TextField(blank=True, default="")
    are_words_told = models.BooleanField(default=True)
    left_out = models.TextField(blank=True, default="")
    limit = models.PositiveSmallIntegerField(default=1)
    winners = models.PositiveSmallIntegerField(default=1)
    reserves = models.PositiveSmallIntegerField(default=3)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    draw_at = models.DateTimeField()
    told = models.CharField(max_length=300)
    answer_days = models.PositiveSmallIntegerField(default=7)
    organiser = models.CharField(max_length=300)
    contact = models.CharField(max_length=300)
    personal_data = models.TextField(blank=True, default="")
    chance = models.CharField(max_length=8, choices=Chance.choices, default=Chance.DRAND)
    chance_name = models.CharField(max_length=120, blank=True, default="")
    rules_text = models.TextField(blank=True, default="")

    announcement = models.TextField(blank=True, default="")
    announced_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField(default=b"")
    list_hash = models.CharField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True, default="")
    value = models.CharField(max_length=200, blank=True, default="")
    signature = models.CharField(max_length=200, blank=True, default="")
    places = models.JSONField(default=list)
    drawn_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-created_at"], name="contest_by_workspace"),
            models.Index(fields=["state", "draw_at"], name="contest_by_draw"),
        ]

    def __str__(self) -> str:
        return self.title


class Rules(models.Model):
    """The rules as they were published; the first version is the one that the announcement names. Never changed."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rules")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "number"], name="contest_rules_once")
        ]


class ContestPost(models.Model):
    """A post that belongs to a contest. Answers below its invitations are entries."""

    class Role(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        LIST = "list", _("The list is closed")
        WINNERS = "winners", _("Winners")

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="posts")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.INVITATION)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "post"], name="contest_post_once")
        ]


class Entry(models.Model):
    """One entry. state: a `domain.contests.State`. ruling: "in" or "out" by a word of the owner, note: why.

    number, person_mark, text_mark, salt: from the closing of the list on; then only what names a person may change, and
    only to nothing. account: the author's id at the platform. removed_at: its author took it back.
    """

    class Source(models.TextChoices):
        COMMENT = "comment", _("Below a post")
        HAND = "hand", _("By hand")
        FILE = "file", _("From a file")

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries")
    arrival = models.ForeignKey("channels.Arrival", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.COMMENT)
    platform = models.CharField(max_length=40)
    account = models.CharField(max_length=200, blank=True, default="")
    author = models.CharField(max_length=200, blank=True, default="")
    handle = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField(blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    is_own = models.BooleanField(default=False)
    ruling = models.CharField(max_length=3, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, default="in")
    number = models.PositiveIntegerField(default=0)
    salt = models.CharField(max_length=64, blank=True, default="")
    person_mark = models.CharField(max_length=64, blank=True, default="")
    text_mark = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "arrival"], name="contest_entry_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["contest", "at"], name="contest_entry_by_time"),
        ]


class Award(models.Model):
    """A drawn place. passed: why its holder was passed over; then the next reserve moves up.

    answer_by: until when the winner has to answer. is_named: they agreed to be named on the open page.
    """

    class Passed(models.TextChoices):
        NO_ANSWER = "no-answer", _("Did not answer in time")
        REFUSED = "refused", _("Does not want the prize")
        NOT_ALLOWED = "not-allowed", _("May not take part by the rules")

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="awards")
    place = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    is_named = models.BooleanField(default=False)
    passed = models.CharField(max_length=12, choices=Passed.choices, blank=True, default="")
    passed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "place"], name="contest_award_once")
        ]


class Quiz(models.Model):
    """A question with answers. right: place of the right one, None for a poll without one. post, solution: the drafts
    made of it. solve_at: when the solution is meant to go out."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    question = models.CharField(max_length=280)
    options = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField(null=True, blank=True)
    explanation = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    solution = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    solve_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-created_at"], name="quiz_by_workspace"),
        ]
