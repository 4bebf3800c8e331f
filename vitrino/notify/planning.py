"""Which ways an alert goes, and when: at once, after a quiet night, or with others of a storm.

What is read for one alert is bound by the number of people it concerns, never by how much there is already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from vitrino.domain import storms
from vitrino.domain.problem import Problem
from vitrino.domain.quiet import QuietHours
from vitrino.domain.slots import zone
from vitrino.notify import addresses
from vitrino.notify.kinds import Reach, usual_reach
from vitrino.notify.models import Alert, Delivery, Item, Preference, Rest, Tide, Way
from vitrino.workspace.models import Person, Workspace

# What one message tells at most; what is more gets a message of its own.
MOST_TOLD = 500


@dataclass(frozen=True)
class Habits:
    """How one person wants to be told of one kind. ways: those in use, whatever is chosen for them."""

    ways: Sequence[Way]
    chosen: dict[str, Reach]
    rest: Rest | None
    usual: Reach

    def wanted(self, alert: Alert) -> list[Way]:
        """The ways this alert goes."""
        is_urgent = alert.urgency == Alert.Urgency.HIGH
        reaches = {way.pk: self.chosen.get(way.kind, self.usual) for way in self.ways}
        return [way for way in self.ways if reaches[way.pk] == "always" or (is_urgent and reaches[way.pk] == "urgent")]

    def held_until(self, alert: Alert, now: datetime) -> datetime | None:
        """The end of the quiet hours, if the alert has to wait for it."""
        quiet = quiet_hours(self.rest, alert.workspace)
        if quiet is None or (self.rest and self.rest.urgent_passes and alert.urgency == Alert.Urgency.HIGH):
            return None
        return quiet.held_until(now)


@dataclass(frozen=True)
class Together:
    """What joins alerts into one delivery; due_at: when a new one of them is told."""

    way: Way
    form: str
    kind: str
    due_at: datetime = field(compare=False)


def quiet_hours(rest: Rest | None, workspace: Workspace) -> QuietHours | None:
    """A person's quiet hours, None without."""
    if rest is None or rest.begin is None or rest.end is None:
        return None
    try:
        where = zone(rest.time_zone or workspace.time_zone)
    except Problem:  # a zone that was given up since
        where = zone(workspace.time_zone)
    return QuietHours(rest.begin, rest.end, where)


def habits(workspace: Workspace, people: Collection[Person], kind: str, now: datetime) -> dict[int, Habits]:
    """Of everybody who is to be told, in three questions to the database."""
    ways = addresses.live_ways(workspace, people, now)
    mine = {"workspace": workspace, "person__in": ways}
    chosen = dict(Preference.objects.filter(kind=kind, **mine).values_list("person", "ways"))
    rests = {rest.person_id: rest for rest in Rest.objects.filter(**mine)}
    usual = usual_reach(kind)
    return {pk: Habits(found, chosen.get(pk, {}), rests.get(pk), usual) for pk, found in ways.items()}


def plan(alerts: Sequence[Alert], now: datetime, *, without: Way | None = None) -> None:
    """Deliveries for new alerts of one kind in one workspace. without: a way that is not to be used."""
    if not alerts or alerts[0].workspace.is_sample:
        return
    known = habits(alerts[0].workspace, [alert.person for alert in alerts], alerts[0].kind, now)
    mine: dict[int, list[Alert]] = defaultdict(list)
    for alert in alerts:
        mine[alert.person_id].append(alert)
    for person_id, told in mine.items():
        _plan_for(told, known[person_id], now, without)


def _plan_for(alerts: Sequence[Alert], theirs: Habits, now: datetime, without: Way | None) -> None:
    """The ways of one person's alerts: each alone, or with others where they are joined."""
    unused = without.pk if without else None
    wanted = [[way for way in theirs.wanted(alert) if way.pk != unused] for alert in alerts]
    if not any(wanted):
        return
    joined: dict[Together, list[Alert]] = defaultdict(list)
    for alert, ways, flow in zip(alerts, wanted, _rise(alerts, now), strict=True):
        quiet_until = theirs.held_until(alert, now)
        for way in ways:
            if quiet_until is not None:
                joined[Together(way, Delivery.Form.DIGEST, "", quiet_until)].append(alert)
            elif flow.is_storm:
                due_at = now + storms.pause(flow.told)
                joined[Together(way, Delivery.Form.GROUP, alert.kind, due_at)].append(alert)
            else:
                hand_over(way, [alert], Delivery.Form.SINGLE, now)
    for together, some in joined.items():
        join(together, some, now)


def hand_over(way: Way, alerts: Sequence[Alert], form: str, now: datetime, *, level: int = 0) -> Delivery:
    """One delivery, due now. level: the step of the escalation that asks for it."""
    made = Delivery.objects.create(
        workspace_id=way.workspace_id, person_id=way.person_id, way=way, form=form, kind=alerts[0].kind, level=level,
        size=len(alerts), created_at=now, due_at=now,
    )  # fmt: skip
    Item.objects.bulk_create([Item(delivery=made, alert=alert) for alert in alerts])
    return made


def join(together: Together, alerts: Sequence[Alert], now: datetime) -> None:
    """Into the delivery of that form that is still open, or the first into a new one. In the caller's transaction:
    whoever closes it waits for that, or this one waits and opens another."""
    while alerts:
        way = together.way
        found, _is_new = Delivery.objects.select_for_update(of=("self",)).get_or_create(
            way=way, form=together.form, kind=together.kind, is_open=True,
            defaults={"workspace_id": way.workspace_id, "person_id": way.person_id, "created_at": now,
                      "due_at": together.due_at, "size": 0},
        )  # fmt: skip
        some = alerts[: max(1, MOST_TOLD - found.size)]
        size = found.size + len(some)
        Delivery.objects.filter(pk=found.pk).update(size=size, is_open=size < MOST_TOLD)
        Item.objects.bulk_create([Item(delivery=found, alert=alert) for alert in some])
        alerts = alerts[len(some) :]


def _rise(alerts: Sequence[Alert], now: datetime) -> list[storms.Flow]:
    """Count one person's alerts of a kind; how the kind came in there at each of them."""
    first = alerts[0]
    tide, _is_new = Tide.objects.select_for_update().get_or_create(
        workspace=first.workspace, person_id=first.person_id, kind=first.kind
    )
    flow, flows = storms.Flow(tide.level, tide.at, tide.since, tide.in_storm, tide.told), []
    for _alert in alerts:
        flow = storms.after_one_more(flow, now)
        flows.append(flow)
    Tide.objects.filter(pk=tide.pk).update(**asdict(flow))
    return flows
