"""Reviews with their history, files of reviews on their way in, and requests for a review."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Review(models.Model):
    """A review as it stands now; what it said before is in its versions.

    rating: 1..5. given: what was written where that was something else ("8/10"). themes: keys of `domain.reviews`.
    answered_at: when the first answer that is really out was given. gone_at: taken back, or taken down by the site.
    usable_at: somebody found it good to quote. post: what was made of it.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    arrival = models.OneToOneField("channels.Arrival", models.CASCADE, related_name="+")
    conversation = models.ForeignKey("inbox.Conversation", models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField(blank=True, default="")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    given = models.CharField(max_length=60, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    themes = models.JSONField(default=list)
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    usable_at = models.DateTimeField(null=True, blank=True)
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at", "-id"], name="review_by_workspace"),
            models.Index(
                fields=["workspace", "at"], name="review_unanswered", condition=models.Q(answered_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReviewVersion(models.Model):
    """What a review said until `until_at`."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="versions")
    text = models.TextField(blank=True, default="")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    until_at = models.DateTimeField()


class Upload(models.Model):
    """A file or mail somebody brings. Only looked at until they say so; then it is emptied.

    columns: column number as text -> field. made, changed, known: what became of its rows. problems: rows left out.
    """

    class Kind(models.TextChoices):
        TABLE = "table", _("Table")
        MAIL = "mail", _("E-mail")

    class State(models.TextChoices):
        SHOWN = "shown"
        DONE = "done"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    name = models.CharField(max_length=200)
    site = models.CharField(_("Site the reviews are from"), max_length=80)
    site_url = models.CharField(_("Your page there"), max_length=500, blank=True, default="")
    content = models.BinaryField()
    encoding = models.CharField(max_length=20, blank=True, default="")
    delimiter = models.CharField(max_length=1, blank=True, default="")
    date_order = models.CharField(max_length=3, blank=True, default="")
    scale = models.CharField(max_length=6, blank=True, default="")
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()


class Report(models.Model):
    """A review reported to its site, for a breach that is named. outcome: what the site did."""

    class Reason(models.TextChoices):
        NOT_BOUGHT = "not-bought", _("It is not about a purchase or visit with us")
        FAKE = "fake", _("It was bought, invented or written by a competitor")
        ABUSE = "abuse", _("It insults, threatens or hates")
        PRIVATE = "private", _("It shows somebody's personal data")
        ADVERTISING = "advertising", _("It is advertising or spam")
        UNLAWFUL = "unlawful", _("It is against the law")

    class Outcome(models.TextChoices):
        OPEN = "open", _("No answer yet")
        REMOVED = "removed", _("Taken down")
        KEPT = "kept", _("It stays")

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports")
    reason = models.CharField(_("What does it breach?"), max_length=12, choices=Reason.choices)
    note = models.TextField(_("What shows it?"))
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class ThankYou(models.Model):
    """A saved thank-you; "{personal}" in it is filled anew each time."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    title = models.CharField(_("Title"), max_length=80)
    text = models.TextField(_("Text"))
    created_at = models.DateTimeField()


class PersonalWord(models.Model):
    """What was said personally in a thank-you; the same words twice are no personal words."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    text_key = models.CharField(max_length=300)
    at = models.DateTimeField()


class Measure(models.Model):
    """What the shop does about something reviews complain of. ended_at: done, or given up."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    theme = models.CharField(max_length=16)
    text = models.CharField(_("What do you do about it?"), max_length=300)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class Disclosure(models.Model):
    """What the shop states about its reviews; the text that the law asks for is made of it."""

    class Checking(models.TextChoices):
        NONE = "none", _("We don't check it")
        SOME = "some", _("We check it for some of the reviews")
        ALL = "all", _("We check it for all reviews we show")

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    checking = models.CharField(_("Do the reviewers really buy from you?"), max_length=4, choices=Checking.choices)
    how = models.CharField(_("How do you check it?"), max_length=300, blank=True, default="")
    shows_all = models.BooleanField(_("We show all reviews, good and bad"), default=True)
    left_out = models.CharField(_("Which are not shown, and why?"), max_length=300, blank=True, default="")
    gives = models.CharField(_("What does a reviewer get?"), max_length=200, blank=True, default="")
    changed_at = models.DateTimeField()


class ReviewPlace(models.Model):
    """A page on which customers can review the shop. Shown to all of them, in the same order."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    url = models.URLField(_("Address of the page"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]


class AskingPolicy(models.Model):
    """How a shop asks for reviews; the same for everybody. since: when it was switched on, None while it is off."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True, blank=True)
    wait_days = models.PositiveSmallIntegerField(_("Days after the delivery"), default=10)
    remind_days = models.PositiveSmallIntegerField(_("Remind once after so many days"), default=7)
    cool_down_days = models.PositiveSmallIntegerField(_("Days until the same person is asked again"), default=60)
    opens = models.TimeField(_("Send from"), default=time(9))
    closes = models.TimeField(_("Send until"), default=time(20))
    language = models.CharField(_("Language of the e-mail"), max_length=8, blank=True, default="")
    greeting = models.TextField(_("A line of your own"), max_length=400, blank=True, default="")


class Consent(models.Model):
    """Somebody agreed to be asked for reviews (source: where they did), or wants no more of it (withdrawn_at)."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    email = models.EmailField()
    source = models.CharField(max_length=200, blank=True, default="")
    given_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "email"], name="ask_consent_once")
        ]


class ReviewRequest(Leased):
    """One customer asked for a review of one order. state: of `domain.reviews.asking`. order_key: source and number.

    scheduled_at: when the mail is to go. Moves by `asking.MACHINE` alone.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    order_key = models.CharField(max_length=200)
    order_number = models.CharField(max_length=60)
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=12)
    scheduled_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "order_key"], name="review_request_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(fields=["workspace", "email"], name="review_request_by_person"),
        ]
