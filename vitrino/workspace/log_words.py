"""Events of the log in words. A kind without words shows its own name, so nothing is hidden."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.workspace.models import Event

SENTENCES = {
    "workspace.opened": gettext_noop("opened the shop in Vitrino"),
    "workspace.described": gettext_noop("changed what the shop is"),
    "brand.name-added": gettext_noop("added a name to watch"),
    "brand.name-removed": gettext_noop("removed a name"),
    "brand.shaped": gettext_noop("changed how the shop speaks"),
    "member.invited": gettext_noop("invited somebody"),
    "member.joined": gettext_noop("joined"),
    "member.invitation-withdrawn": gettext_noop("withdrew an invitation"),
    "member.role-changed": gettext_noop("changed somebody's role"),
    "member.removed": gettext_noop("took somebody out of the shop"),
}


def sentence(event: Event) -> str:
    """What happened, to stand behind the person's name."""
    return _(SENTENCES[event.kind]) if event.kind in SENTENCES else event.kind
