"""Telling people, and keeping proof of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from django.db import transaction

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.notify import connecting, escalating, telling
from vitrino.notify.escalating import Rung
from vitrino.notify.kinds import KINDS, REACHES, Reach
from vitrino.notify.kinds import Urgency as Urgency
from vitrino.notify.models import Alert, Chain, Preference, Rest, Way
from vitrino.notify.ways import WAYS
from vitrino.workspace.actions import record
from vitrino.workspace.models import Membership, Person, Workspace

audience = telling.audience
Notice = telling.Notice


@transaction.atomic
def alert(
    *,
    workspace: Workspace,
    kind: str,
    key: str,
    message: Message,
    url: str,
    now: datetime,
    urgency: Urgency = "normal",
    people: Iterable[Person] | None = None,
    about: str = "",
) -> list[Alert]:
    """Tell everybody whose role it concerns (or `people`), once for each `key`, by the ways they chose.

    url: path of the page that helps. about: what it is about, "" for that page; see `handled`. Gives the alerts that
    are new.
    """
    notice = Notice(key, message, url, urgency, about)
    return alert_all([notice], workspace=workspace, kind=kind, now=now, people=people)


@transaction.atomic
def alert_all(notices: Sequence[Notice], *, workspace: Workspace, kind: str, now: datetime,
              people: Iterable[Person] | None = None) -> list[Alert]:  # fmt: skip
    """Tell many things of one kind at the price of one; otherwise like `alert`."""
    told = telling.tell(notices, workspace=workspace, kind=kind, now=now,
                        people=audience(workspace, kind) if people is None else people)  # fmt: skip
    escalating.begin(list({one.key: one for one in told}.values()), now)
    return told


def handled(*, workspace: Workspace, about: str, now: datetime) -> int:
    """Somebody dealt with it: nobody needs to look any more, nothing climbs. How many alerts were still open."""
    mine = Alert.objects.filter(workspace=workspace, about=about, handled_at=None)
    mine.filter(read_at=None).update(read_at=now)
    return mine.update(handled_at=now)


def seen(*, member: Membership, about: str, now: datetime) -> int:
    """This member looks at it, whichever way they came; how many alerts were new."""
    mine = Alert.objects.filter(person=member.person_id, workspace=member.workspace_id, about=about)
    return mine.filter(handled_at=None, read_at=None).update(read_at=now)


def mark_read(*, member: Membership, now: datetime, alert_id: int | None = None) -> int:
    """Mark one alert or all as read; how many were new."""
    mine = Alert.objects.filter(person=member.person_id, workspace=member.workspace_id, read_at=None)
    return (mine if alert_id is None else mine.filter(pk=alert_id)).update(read_at=now)


@transaction.atomic
def choose(*, member: Membership, reaches: Mapping[str, Mapping[str, Reach]]) -> None:
    """By which ways each kind comes: kind of alert -> kind of way -> reach. What is not named stays as it is."""
    for kind in reaches.keys() & KINDS.keys():
        given = {way: reach for way, reach in reaches[kind].items() if way in WAYS and reach in REACHES}
        found, _is_new = Preference.objects.get_or_create(
            workspace_id=member.workspace_id, person_id=member.person_id, kind=kind
        )
        found.ways = {**found.ways, **given}
        found.save(update_fields=["ways"])


def rest(*, member: Membership, begin: time | None, end: time | None, time_zone: str, urgent_passes: bool) -> Rest:
    """Quiet hours; none without both times. Raises Problem for half of them and for an unknown time zone."""
    if (begin is None) != (end is None):
        raise Problem(say("Give both times, or none for no quiet hours."), "end" if end is None else "begin")
    if begin is not None and begin == end:
        raise Problem(say("Quiet hours can't begin and end at the same time."), "end")
    if time_zone:
        time_zone = zone(time_zone).key
    made, _is_new = Rest.objects.update_or_create(
        workspace_id=member.workspace_id, person_id=member.person_id,
        defaults={"begin": begin, "end": end, "time_zone": time_zone, "urgent_passes": urgent_passes},
    )  # fmt: skip
    return made


@transaction.atomic
def choose_chain(*, workspace: Workspace, covers: str, rungs: Sequence[Rung], by: Person, now: datetime) -> Chain:
    """What happens when nobody reacts. Raises Problem for a chain without steps that covers something."""
    if covers != Chain.Covers.NOTHING and not rungs:
        raise Problem(say("Say at least one step, or let nothing climb."))
    made = escalating.choose(workspace=workspace, covers=covers, rungs=rungs)
    record("notify.chain-changed", workspace=workspace, by=by, now=now, covers=covers, steps=len(rungs))
    return made


add_way = connecting.add_way
test_way = connecting.test_way
remove_way = connecting.remove_way


def way_of(member: Membership, pk: int) -> Way | None:
    """One of this member's own ways."""
    return Way.objects.filter(pk=pk, workspace=member.workspace_id, person=member.person_id).first()
