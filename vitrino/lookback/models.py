"""Looks back and what was decided, experiments, and reports with whoever gets them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.engine.models import Leased


class Every(models.TextChoices):
    """How often something comes round."""

    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")


class Rhythm(models.Model):
    """How often the shop looks back; without a row every month. every "": never."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    every = models.CharField(max_length=5, choices=Every.choices, blank=True, default=Every.MONTH)


class LookBack(models.Model):
    """A look back on a time, both days included. step: where it stands, 1 to 5; saved after each.

    wanted … ignored: what the people say about each step. seen: what the pages showed when it was closed, so that the
    record stays as it was.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    every = models.CharField(max_length=5, choices=Every.choices)
    from_on = models.DateField()
    to_on = models.DateField()
    step = models.PositiveSmallIntegerField(default=1)
    wanted = models.TextField(blank=True, default="")
    happened = models.TextField(blank=True, default="")
    worked = models.TextField(blank=True, default="")
    ignored = models.TextField(blank=True, default="")
    seen = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "every", "from_on"], name="look_back_once")
        ]


class Decision(models.Model):
    """Something decided in a look back: about a suggestion, or a line of the people's own.

    outcome, note: what came of an own line, said in the next look back; a suggestion's is its experiment.
    """

    class Kind(models.TextChoices):
        OWN = "own"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly")
        NOT_DONE = "not-done", _("Not done")

    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OWN)
    suggestion = models.ForeignKey("plan.Suggestion", models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()


class Experiment(models.Model):
    """An accepted suggestion under observation. ends_at: at the latest; needed: posts that are enough to judge.

    channel: where it is looked at, None for the whole shop. result: how it stands, see `judging.Result`; told once,
    when the state becomes "over". by: who decided in the end.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        OVER = "over", _("Over: decide")
        KEPT = "kept", _("Kept")
        TAKEN_BACK = "taken-back", _("Taken back")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    suggestion = models.OneToOneField("plan.Suggestion", models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    needed = models.PositiveSmallIntegerField(default=12)
    result = models.JSONField(default=dict)
    looked_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-starts_at"], name="experiment_by_workspace"),
            models.Index(fields=["looked_at"], name="experiment_running", condition=models.Q(state="running")),
        ]


class ReportLook(models.Model):
    """How the shop's reports look. accent: "#rrggbb", "" for Vitrino's own."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+", primary_key=True)
    accent = models.CharField(_("Colour"), max_length=7, blank=True, default="")
    logo = models.ForeignKey("media.Asset", models.SET_NULL, null=True, blank=True, related_name="+")


class Report(Leased):
    """A report of a time, frozen as it was made: `told` is a `report.telling.Told` as JSON, in `language`.

    pdf: made in the background; share: how far that is, 0..1; trouble: why there is none, a stored Message.
    """

    class Pdf(models.TextChoices):
        NONE = "none"
        MAKING = "making"
        READY = "ready"
        FAILED = "failed"

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    every = models.CharField(max_length=5, choices=Every.choices)
    from_on = models.DateField()
    to_on = models.DateField()
    language = models.CharField(max_length=8)
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    pdf_state = models.CharField(max_length=8, choices=Pdf.choices, default=Pdf.NONE)
    pdf = models.BinaryField(default=b"", blank=True)
    share = models.FloatField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.JSONField(default=dict)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "every", "from_on"], name="report_once")
        ]


class ReportLink(models.Model):
    """A secret address that shows one report to whoever has it. Only a hash of the secret is kept."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)


class Reader(models.Model):
    """Somebody who gets the report by e-mail, until one click says no more."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    email = models.EmailField(_("E-mail"))
    every = models.CharField(_("How often"), max_length=5, choices=Every.choices, default=Every.MONTH)
    since = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "email", "every"], name="reader_once")
        ]


class ReportMail(Leased):
    """One report on its way to one reader, proven or tried again. proof: what the mail server said when it took it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        KEPT = "kept"  # written into a folder, because there is no mail server: that reaches nobody
        GIVEN_UP = "given-up"
        SPARED = "spared"

    report = models.ForeignKey(Report, models.CASCADE, related_name="mails")
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="mails")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    proof = models.CharField(max_length=200, blank=True, default="")
    trouble = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "reader"], name="report_mail_once")
        ]
