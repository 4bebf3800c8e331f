"""The crisis plan in its versions, incidents with their log and statements, drills."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain import crisis
from vitrino.domain.crisis import plan as plans

_STATES = [(state.value, state.value) for state in crisis.IncidentState]
_OPEN = [state.value for state in sorted(crisis.OPEN)]


class PlanVersion(models.Model):
    """One version of the shop's crisis plan; it never changes. plan: as `domain.crisis.plan` keeps it."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    plan = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="crisis_plan_version_once")
        ]

    @property
    def told(self) -> plans.Plan:
        return plans.from_json(self.plan)


class Incident(models.Model):
    """A crisis from suspicion to lesson; a shop has one open at most. The fields of `domain.crisis.Incident`.

    began_at: when it was suspected, or declared by hand. said_at: the newest public word, or when somebody decided that
    there is none. roles: as in the plan, of this incident. stop: what stopped everything for it; None once things go
    out. surge: the wave that it was suspected from. quiet_reason: why the public was told nothing.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product", _("A product is unsafe, or has to be called back")
        DATA = "data", _("Data of customers got out")
        DELIVERY = "delivery", _("Orders don't arrive")
        POST = "post", _("A post of ours gives offence")
        BEHAVIOUR = "behaviour", _("Somebody of us behaved badly")
        OUTAGE = "outage", _("The shop or the website is down")
        RUMOUR = "rumour", _("Something false is told about us")
        OTHER = "other", _("Something else")

    class Severity(models.IntegerChoices):
        ANNOYING = 1, _("Annoying: some people are angry")
        SERIOUS = 2, _("Serious: many are, or the press asks")
        GRAVE = 3, _("Grave: somebody may come to harm, or the shop is at stake")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(max_length=120)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.SERIOUS)
    state = models.CharField(max_length=14, choices=_STATES, default=crisis.IncidentState.SUSPECTED.value)
    state_at = models.DateTimeField()
    began_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)
    has_last_word = models.BooleanField(default=False)
    quiet_reason = models.CharField(max_length=300, blank=True, default="")
    roles = models.JSONField(default=dict)
    stop = models.ForeignKey("channels.Stop", models.SET_NULL, null=True, blank=True, related_name="+")
    surge = models.ForeignKey("surges.Surge", models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    happened = models.TextField(blank=True, default="")
    went_well = models.TextField(blank=True, default="")
    went_badly = models.TextField(blank=True, default="")
    cause = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(state__in=_OPEN), name="incident_one_open")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-began_at"], name="incident_by_workspace"),
            models.Index(fields=["state"], name="incident_open", condition=models.Q(state__in=_OPEN)),
        ]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """A line of an incident's log; triggers in the database refuse changes and deletions.

    text: what a person wrote. template, values: what Vitrino wrote (a `domain.message.Message`). about: what makes it
    told once ("publication:7"), "" for lines that may come again.
    """

    class Kind(models.TextChoices):
        NOTE = "note"
        STATE = "state"
        STATEMENT = "statement"
        PAUSE = "pause"
        OUT = "out"
        WAVE = "wave"
        ROLE = "role"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True, default="")
    template = models.TextField(blank=True, default="")
    values = models.JSONField(default=dict)
    about = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "about"], condition=~models.Q(about=""), name="entry_told_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["incident", "-at"], name="entry_by_incident")]


class Statement(models.Model):
    """Something the shop told the public; it never changes. A correction is a new one that names the one it corrects.

    post: the drafts for the channels made from it.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="statements")
    text = models.TextField()
    corrects = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="corrections")
    is_last = models.BooleanField(default=False)
    post = models.ForeignKey("posts.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")


class Paused(models.Model):
    """A planned publication that an incident stopped. outcome: what somebody decided when things went out again."""

    class Outcome(models.TextChoices):
        WAITING = "", _("Waits")
        KEPT = "keep", _("Keeps its time")
        MOVED = "move", _("Moved")
        DROPPED = "drop", _("Dropped")

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="paused")
    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="+")
    publish_at = models.DateTimeField()
    outcome = models.CharField(max_length=4, choices=Outcome.choices, blank=True, default=Outcome.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "publication"], name="paused_once")
        ]


class Lesson(models.Model):
    """What an incident taught. plan: the version it became part of when it was accepted."""

    class Goes(models.TextChoices):
        STEPS = "steps", _("a new first step of the crisis plan")
        GUIDELINES = "guidelines", _("a line of the rules for helpers")
        PLAYBOOK = "playbook", _("a change of the playbook for complaints")

    class State(models.TextChoices):
        OPEN = "open", _("Not decided")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="lessons")
    text = models.CharField(max_length=200)
    goes = models.CharField(max_length=10, choices=Goes.choices, default=Goes.STEPS)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    plan = models.ForeignKey(PlanVersion, models.SET_NULL, null=True, blank=True, related_name="lessons")
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")


class Drill(models.Model):
    """A crisis on paper: fifteen minutes, scored. Nothing of the shop is touched.

    scenario: its key in `texts`. ran_s: seconds that count so far; seen_at: since when they run on, None while it is
    left. acts: what was done, [{"kind", "at_s", "text", "to", "how"}]. result: `domain.crisis.scoring.Result` as JSON.
    """

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    scenario = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    began_at = models.DateTimeField()
    ran_s = models.FloatField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    acts = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.JSONField(default=dict)
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(ended_at=None), name="drill_one_at_a_time")
        ]
