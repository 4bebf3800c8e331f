"""Reading promises and proofs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.ledger.models import Promise as Promise
from vitrino.ledger.models import Proof as Proof
from vitrino.workspace.models import Workspace

SOON = timedelta(hours=48)


def promises_of(workspace: Workspace) -> QuerySet[Promise]:
    return Promise.objects.filter(workspace=workspace).select_related("who", "settled_by", "publication")


def open_promises(workspace: Workspace) -> QuerySet[Promise]:
    """The one due first on top."""
    return promises_of(workspace).filter(state=Promise.State.OPEN).order_by("due_at", "pk")


def settled_promises(workspace: Workspace) -> QuerySet[Promise]:
    """Newest first."""
    return promises_of(workspace).exclude(state=Promise.State.OPEN).order_by("-settled_at", "-pk")


def due_today(workspace: Workspace, now: datetime) -> list[Promise]:
    """Open ones that are late or due within two days."""
    return list(open_promises(workspace).filter(due_at__lte=now + SOON)[:10])


def proofs_of(workspace: Workspace) -> QuerySet[Proof]:
    """Newest first."""
    return Proof.objects.filter(workspace=workspace).select_related("by").order_by("-at", "-pk")


def proven_claims(workspace: Workspace) -> list[str]:
    """The words the shop may use without a word from Vitrino."""
    return list(proofs_of(workspace).values_list("claim", flat=True))
