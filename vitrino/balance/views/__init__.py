"""Pages of the balance."""

from vitrino.balance.views.balance import channel, home, kind_known, kind_planned, limit, of_post, pillar_kind, tips
from vitrino.balance.views.ideas import aside, back, ideas, more, partner_removal, partners, week, write
from vitrino.balance.views.today import errand, today

__all__ = [
    "aside",
    "back",
    "channel",
    "errand",
    "home",
    "ideas",
    "kind_known",
    "kind_planned",
    "limit",
    "more",
    "of_post",
    "partner_removal",
    "partners",
    "pillar_kind",
    "tips",
    "today",
    "week",
    "write",
]
