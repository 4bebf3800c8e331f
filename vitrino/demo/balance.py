"""The sample shop's balance: one channel with a line of its own that it just crosses, ideas, and a list for today."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import actions, errands, offering, queries, using
from vitrino.demo.book import Book
from vitrino.domain.balance import Kind
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Person, Workspace

_JUST_OVER = 2
# What the book's pillars give, but for the last one, which sells.
_MEANT = (Kind.NEWS, Kind.TEACHES, Kind.CUSTOMERS, Kind.ASKS)


@dataclass(frozen=True)
class Words:
    """reason: for the channel's own line; partner: a neighbour whose things are passed on."""

    reason: str
    partner: str
    handle: str


WORDS: Mapping[str, Words] = {
    "en": Words("People come here to talk; few offers are enough.", "Tom's flower shop", "toms.tulips"),
    "pl": Words("Tu ludzie przychodzą porozmawiać; wystarczy mało ofert.", "Kwiaciarnia Tomka", "tulipany.tomka"),
    "eo": Words("Ĉi tien homoj venas por paroli; sufiĉas malmultaj ofertoj.", "Florejo de Toĉjo", "tulipoj.de.tochjo"),
}


def tip(workspace: Workspace, book: Book, pillars: Sequence[Pillar], *, by: Person, now: datetime) -> None:
    """The channel that sells most is a little over its own line, and what brings it back waits."""
    words = WORDS.get(book.language, WORDS["en"])
    for pillar, kind in zip(pillars, _MEANT, strict=False):
        actions.say_pillar(pillar=pillar, kind=kind, by=by, now=now - timedelta(days=30))
    talked_on = [one for one in queries.balances(workspace, now) if one.channel.platform != "google_business"]
    most = max(talked_on, key=lambda one: one.now.share or 0.0)
    percent = max(1, math.floor(100 * (most.now.share or 0.0)) - _JUST_OVER)
    actions.set_limit(channel=most.channel, percent=percent, reason=words.reason, by=by, now=now - timedelta(days=3))
    using.add_partner(workspace=workspace, name=words.partner, handle=words.handle, url="", feed="", by=by,
                      now=now - timedelta(days=20))  # fmt: skip
    offering.find_ideas(workspace, now)
    _talk_last_week(workspace, by, now)
    errands.make_list(workspace=workspace, now=now)


def _talk_last_week(workspace: Workspace, by: Person, now: datetime) -> None:
    """One small thing was done on each of two days."""
    for ago in (6, 2):
        then = now - timedelta(days=ago)
        for one in [one for one in errands.make_list(workspace=workspace, now=then) if one.sort == "comment"][:1]:
            errands.decide(errand=one, state="done", by=by, now=then)
