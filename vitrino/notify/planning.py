"""Which ways an alert goes, and when: at once, after a quiet night, or with others of a storm.

What is read for one alert is bound by the number of people it concerns, never by how much there is already.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import F

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
    for alert in alerts:
        theirs = known[alert.person_id]
        ways = [way for way in theirs.wanted(alert) if without is None or way.pk != without.pk]
        if ways:
            _plan_one(alert, ways, theirs, now)


def _plan_one(alert: Alert, ways: Sequence[Way], theirs: Habits, now: datetime) -> None:
    tide = _rise(alert, now)
    quiet_until = theirs.held_until(alert, now)
    for way in ways:
        if quiet_until is not None:
            join(way, alert, Delivery.Form.DIGEST, "", quiet_until, now)
        elif tide.is_storm:
            join(way, alert, Delivery.Form.GROUP, alert.kind, now + storms.pause(tide.told), now)
        else:
            hand_over(way, [alert], Delivery.Form.SINGLE, now)


def hand_over(way: Way, alerts: Sequence[Alert], form: str, now: datetime, *, level: int = 0) -> Delivery:
    """One delivery, due now. level: the step of the escalation that asks for it."""
    made = Delivery.objects.create(
        workspace_id=way.workspace_id, person_id=way.person_id, way=way, form=form, kind=alerts[0].kind, level=level,
        size=len(alerts), created_at=now, due_at=now,
    )  # fmt: skip
    Item.objects.bulk_create([Item(delivery=made, alert=alert) for alert in alerts])
    return made


def join(way: Way, alert: Alert, form: str, kind: str, due_at: datetime, now: datetime) -> Delivery:
    """Into the delivery of that form that is still open, or the first into a new one. In the caller's transaction:
    whoever closes it waits for that, or this one waits and opens another."""
    found, is_new = Delivery.objects.select_for_update(of=("self",)).get_or_create(
        way=way, form=form, kind=kind, is_open=True,
        defaults={"workspace_id": way.workspace_id, "person_id": way.person_id, "created_at": now, "due_at": due_at},
    )  # fmt: skip
    if not is_new:
        is_full = found.size + 1 >= MOST_TOLD
        Delivery.objects.filter(pk=found.pk).update(size=F("size") + 1, is_open=not is_full)
    Item.objects.create(delivery=found, alert=alert)
    return found


def _rise(alert: Alert, now: datetime) -> storms.Flow:
    """Count the alert; how its kind comes in at that person just now."""
    tide, _is_new = Tide.objects.select_for_update().get_or_create(
        workspace=alert.workspace, person_id=alert.person_id, kind=alert.kind
    )
    flow = storms.after_one_more(storms.Flow(tide.level, tide.at, tide.since, tide.in_storm, tide.told), now)
    Tide.objects.filter(pk=tide.pk).update(**asdict(flow))
    return flow
