"""What the frame around every page needs; the cheapest possible, because every page pays for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.engine import queries as engine
from vitrino.inbox import queries as inbox
from vitrino.notify import queries as notify
from vitrino.ui.words import words
from vitrino.workspace.models import Membership, Workspace


def frame(request: HttpRequest) -> dict[str, Any]:
    """workspace, member, place, alerts (banners), whether anything here is a rehearsal, and what waits where."""
    workspace = getattr(request, "workspace", None)
    if workspace is None:
        return {"workspace": None, "member": None, "place": "", "alerts": [], "rehearsal": False}
    member: Membership = request.member  # type: ignore[attr-defined]
    return {
        "workspace": workspace,
        "member": member,
        "place": getattr(request, "place", ""),
        "alerts": banners(workspace),
        "rehearsal": channels.has_rehearsal(workspace),
        "counts": {"alerts": notify.unread_count(member), "inbox": inbox.waiting_count(workspace)},
        "live_url": f"/live/{workspace.slug}",
        "workspaces": [one.workspace for one in request.memberships],  # type: ignore[attr-defined]
    }


def banners(workspace: Workspace) -> list[dict[str, str]]:
    """Red banners: what is wrong with this installation right now, and that somebody stopped everything."""
    now, found, slug = timezone.now(), [], workspace.slug
    if engine.is_scheduler_stale(now):
        text = _("Vitrino's scheduler is not running, so nothing goes out and nothing comes in. Start Vitrino again.")
        found.append({"tone": "bad", "text": text})
    held = channels.installation_warning(now)
    if held is not None:
        link = reverse("channels:list", kwargs={"slug": slug})
        found.append({"tone": "bad", "text": words(held), "href": link, "label": _("Look at it")})
    if channels.is_stopped(workspace.pk):
        link = reverse("publishing:list", kwargs={"slug": slug})
        found.append({"tone": "bad", "text": _("Everything is stopped: nothing goes out."), "href": link,
                      "label": _("Look at it")})  # fmt: skip
    return found
