"""Promises made in public and what became of them, and the proofs the shop keeps for what it claims."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Promise(models.Model):
    """Something said in public to be done by a time. due_at: UTC.

    publication: the text that made it, None when it was entered by hand. place: where in that text its time stands.
    url: where it can be read. who: sees to it. told_at: when the last reminder went out.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")
        WITHDRAWN = "withdrawn", _("withdrawn")

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    text = models.CharField(_("What did you promise?"), max_length=500)
    due_at = models.DateTimeField()
    publication = models.ForeignKey("publishing.Publication", models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.PositiveIntegerField(default=0)
    url = models.URLField(max_length=500, blank=True, default="")
    who = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField(max_length=500, blank=True, default="")
    settled_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "place"], name="promise_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "due_at"], condition=models.Q(state="open"), name="promise_open"),
        ]


class Proof(models.Model):
    """Why a claim may be made. claim: its words; every text that uses them may. link, note: at least one of them."""

    workspace = models.ForeignKey("workspace.Workspace", models.CASCADE, related_name="+")
    claim = models.CharField(_("The claim, as you write it"), max_length=200)
    link = models.URLField(_("Where it can be checked"), max_length=500, blank=True, default="")
    note = models.CharField(_("Or what proves it"), max_length=500, blank=True, default="")
    by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class Reading(models.Model):
    """Up to when the shop's own public texts were searched for promises."""

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    until = models.DateTimeField()
