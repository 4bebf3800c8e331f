"""Who else is about when a post goes out: another post close by, or many channels in the same minute."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from vitrino.channels.queries import Channel
from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.publishing import queries
from vitrino.workspace.models import Workspace

# From so many channels at the same minute on, whoever follows several of them sees the shop all at once.
MANY = 4


def notices(workspace: Workspace, mine: Collection[Channel], at: datetime, but: Collection[int] = ()) -> list[Message]:
    """What a person should know before a post goes out on these channels at `at`. One query.

    but: ids of publications that are the post itself.
    """
    near = queries.between(workspace, at - slots.SHORTEST_GAP, at + slots.SHORTEST_GAP + timedelta(seconds=1))
    others = list(near.filter(parent=None).exclude(pk__in=but).values_list("channel_id", "publish_at"))
    met = {one.pk: slots.company(at, one.pk, others) for one in mine}
    found = [say("{channel} has another post within 15 minutes of this one.", channel=str(one))
             for one in mine if met[one.pk].near]  # fmt: skip
    together = set[int]().union(*(one.together for one in met.values())) | met.keys()
    if len(together) >= MANY:
        found.append(say("At this minute {n} channels have a post. Whoever follows several sees them all at once.",
                         n=len(together)))  # fmt: skip
    return found
