"""Complaints as cases, the playbook they walk, and what the shop learns from them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vitrino.domain import cases
from vitrino.domain.cases import CaseEvent, CaseState, playbook
from vitrino.engine.models import Leased

_EVENTS = [(event.value, event.value) for event in CaseEvent]


class PlaybookVersion(models.Model):
    """One version of the shop's way with complaints; it never changes. steps: as `domain.cases.playbook` keeps them."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    steps = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="playbook_version_once")
        ]

    @property
    def playbook(self) -> playbook.Playbook:
        """Raises Problem when it can't be read."""
        return playbook.from_json({"version": self.number, "steps": self.steps})


class ShopContact(models.Model):
    """A way to reach the shop that somebody has tried: confirmed_by says who, confirmed_at when."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("Email")
        PHONE = "phone", _("Telephone")
        LINK = "link", _("Link")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=200)
    confirmed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "value"], name="shop_contact_once")
        ]


class Cause(models.Model):
    """Why people complain, in the shop's own words. remedy: what the shop changed about it, addressed_at since when."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    remedy = models.TextField(blank=True, default="")
    addressed_at = models.DateTimeField(null=True, blank=True)
    addressed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="cause_once")
        ]


class Case(Leased):
    """A complaint. facts: `domain.cases.Case` as JSON, the only truth; the fields below it are read from there.

    conversation: where it was said; private_talk: where it goes on out of sight. playbook: the version it began with.
    due_at: when Vitrino looks next; step_due_at: by when the next step is due; promise_due_at: of the open promise.
    heard_id: the customer's newest message. remedy_at: of the newest remedy. closed_at: nobody waits for a remedy any
    more. ended_at: nothing at all is left to do. is_mistake: it was no complaint, said before anything was done.
    """

    class Kind(models.TextChoices):
        UNSORTED = "", _("Not sorted yet")
        LATE = "late", _("Late or lost")
        WRONG = "wrong", _("Wrong or missing thing")
        DAMAGED = "damaged", _("Damaged or spoilt")
        QUALITY = "quality", _("Not as good as expected")
        SERVICE = "service", _("How we treated somebody")
        MONEY = "money", _("Price or refund")
        OTHER = "other", _("Something else")

    class Severity(models.IntegerChoices):
        MINOR = 1, _("Small")
        SERIOUS = 2, _("Serious")
        GRAVE = 3, _("Grave: somebody may come to harm")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    conversation = models.ForeignKey("inbox.Conversation", models.CASCADE, related_name="+")
    private_talk = models.ForeignKey("inbox.Conversation", models.SET_NULL, null=True, blank=True, related_name="+")
    playbook = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True, default=Kind.UNSORTED)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.SERIOUS)
    cause = models.ForeignKey(Cause, models.SET_NULL, null=True, blank=True, related_name="cases")
    cost_minor = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    opened_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    heard_id = models.CharField(max_length=40, blank=True, default="")

    facts = models.JSONField(default=dict)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in CaseState], default=CaseState.RECEIVED.value
    )
    step_due_at = models.DateTimeField(null=True, blank=True)
    promise_due_at = models.DateTimeField(null=True, blank=True)
    remedy_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_mistake = models.BooleanField(default=False)

    class Meta(Leased.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["conversation"], name="case_open_once", condition=models.Q(ended_at__isnull=True)
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            *Leased.Meta.indexes,
            models.Index(
                fields=["workspace", "step_due_at"], name="case_by_step", condition=models.Q(ended_at__isnull=True)
            ),
            models.Index(
                fields=["workspace", "promise_due_at"],
                name="case_by_promise",
                condition=models.Q(promise_due_at__isnull=False),
            ),
            models.Index(fields=["workspace", "-opened_at"], name="case_by_opening"),
            models.Index(
                fields=["workspace", "-remedy_at"], name="case_by_remedy", condition=models.Q(remedy_at__isnull=False)
            ),
        ]

    @property
    def known(self) -> cases.Case:
        """The facts. Raises Problem when they can't be read."""
        return cases.from_json(self.facts)


class Answer(models.Model):
    """An answer of ours in a case, read when it was written; it counts as soon as it is really out.

    message_id: of the inbox. publication: what carries it, None when it was given on the platform itself. wanted: the
    step it was written for, "" when only its words say. dues: [{"due_at", "words", "is_clear"}]. settled_at: since when
    it is known what became of it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="answers")
    message_id = models.CharField(max_length=40)
    publication = models.ForeignKey("publishing.Publication", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=500, blank=True, default="")
    wanted = models.CharField(max_length=20, blank=True, choices=_EVENTS, default="")
    in_public = models.BooleanField(default=False)
    has_apology = models.BooleanField(default=False)
    contact = models.CharField(max_length=200, blank=True, default="")
    dues = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True, blank=True)
    is_out = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "message_id"], name="case_answer_once")
        ]


class Step(models.Model):
    """Something done in a case, or asked about it. by: None when the customer or Vitrino did it.

    ASKED: a person has to say what was meant (which of `dues`, or whether the customer is happy). REFUSED: `reason`
    (a `domain.message.Message` as JSON) says why it doesn't count.
    """

    class State(models.TextChoices):
        TAKEN = "taken"
        ASKED = "asked"
        DROPPED = "dropped"
        REFUSED = "refused"

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    event = models.CharField(max_length=20, choices=_EVENTS)
    state = models.CharField(max_length=8, choices=State.choices, default=State.TAKEN)
    at = models.DateTimeField()
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    message_id = models.CharField(max_length=40, blank=True, default="")
    text = models.TextField(blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    dues = models.JSONField(default=list)
    reason = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"], name="case_step_by_time")]

    @property
    def moments(self) -> tuple[datetime, ...]:
        """Every due time that was named (UTC)."""
        return tuple(datetime.fromisoformat(one["due_at"]) for one in self.dues)
