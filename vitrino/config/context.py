"""What the frame around every page needs; the cheapest possible, because every page pays for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.engine import queries as engine
from vitrino.notify import queries as notify
from vitrino.ui.navigation import PLACES
from vitrino.workspace import queries as workspaces


def frame(request: HttpRequest) -> dict[str, Any]:
    """workspace, member, place, alerts (banners) and whether anything here is a rehearsal."""
    workspace = getattr(request, "workspace", None)
    if workspace is None:
        return {"workspace": None, "member": None, "place": "", "alerts": [], "rehearsal": False, "places": PLACES}
    return {
        "workspace": workspace,
        "member": request.member,  # type: ignore[attr-defined]
        "place": getattr(request, "place", ""),
        "places": PLACES,
        "alerts": banners(),
        "rehearsal": channels.has_rehearsal(workspace),
        "unread": notify.unread_count(request.member),  # type: ignore[attr-defined]
        "other_workspaces": workspaces.others_of(request.member),  # type: ignore[attr-defined]
    }


def banners() -> list[dict[str, str]]:
    """Red banners: what is wrong with this installation right now."""
    if not engine.is_scheduler_stale(timezone.now()):
        return []
    text = _("Vitrino's scheduler is not running, so nothing goes out and nothing comes in. Start Vitrino again.")
    return [{"level": "bad", "text": text}]
