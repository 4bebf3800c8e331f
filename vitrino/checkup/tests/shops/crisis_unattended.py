"""Shops in which something boils over unseen, and shops where somebody is there."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.crisis_unattended import Facts
from vitrino.checkup.tests.shops import Shop
from vitrino.crisis import actions
from vitrino.crisis.models import Incident
from vitrino.domain.crisis import Due
from vitrino.domain.crisis.deadlines import Wanted
from vitrino.domain.message import say
from vitrino.surges.models import Surge
from vitrino.workspace.tests.cast import NOW, Cast

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def facts(*late: tuple[Wanted, timedelta]) -> Facts:
    return Facts(7, "Glass in the bread", tuple(Due(wanted, NOW - span) for wanted, span in late), NOW)


SHOPS = (
    Shop("a wave nobody looked at", facts(("look", HOUR)), ("incident:7:look",)),
    Shop("a crisis in nobody's hands", facts(("take", 15 * MINUTE)), ("incident:7:take",)),
    Shop("no first word in time", facts(("statement", 2 * HOUR)), ("incident:7:statement",)),
    Shop("no update in time, first things first", facts(("update", HOUR), ("take", MINUTE)), ("incident:7:update",)),
    Shop("just due: the reminder is on its way", facts(("statement", 14 * MINUTE))),
    Shop("due in an hour", facts(("update", -HOUR))),
    Shop("nothing is wanted", facts()),
    Shop("no crisis at all", Facts(0, "", (), NOW)),
)


def make_ill(cast: Cast) -> None:
    surge = Surge.objects.create(workspace=cast.bakery, kind="crisis", at=NOW - HOUR, total=9, negative=8,
                                 usual_total=2, usual_negative=0.5)  # fmt: skip
    actions.suspect(surge=surge, message=say("Many complain at once"), now=NOW - HOUR)


def make_well(cast: Cast) -> None:
    incident = Incident.objects.get()
    actions.advance(incident=incident, event="dismiss", by=cast.anna, now=NOW, reason="It was a game of the schools")
