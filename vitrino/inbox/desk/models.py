"""How a shop works at its desk, and what was decided there."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WAIT_S = 120


class DeskRules(models.Model):
    """What a shop has settled about its answers; without a row the defaults hold.

    undo_s: for so long an answer waits and can be taken back. asks_second_person: an answer to which the tone check
    objects leaves only when somebody else agrees.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    undo_s = models.PositiveSmallIntegerField(
        _("Seconds in which an answer can be taken back"), default=10, validators=[MaxValueValidator(LONGEST_WAIT_S)]
    )
    asks_second_person = models.BooleanField(_("A second person agrees to a risky answer"), default=False)


class WaitingReply(models.Model):
    """An answer to which the tone check objects, until somebody other than its writer has looked at it.

    rules: the tone rules that object. step: the step of a complaint it says. decided_by: who sent it or gave it back;
    message: what went out.
    """

    conversation = models.ForeignKey("inbox.Conversation", models.CASCADE, related_name="waiting_replies")
    text = models.TextField()
    rules = models.JSONField(default=list)
    step = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    message = models.OneToOneField("inbox.Message", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["conversation", "decided_at"], name="waiting_reply_by_decision"),
        ]
