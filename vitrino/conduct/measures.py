"""Doing on the platform what was decided here. Only what the platform confirmed is called done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.clock import running_from
from vitrino.conduct.models import Hiding, Measure, Standing
from vitrino.connect.errors import AuthLost, ConnectError, NotSent, RateLimited, Refused, Unsupported
from vitrino.connect.manifest import Capability
from vitrino.connect.records import Reference
from vitrino.domain.abuse import AbuseEvent
from vitrino.domain.message import Message, say
from vitrino.engine import actions as engine
from vitrino.notify import actions as notify

if TYPE_CHECKING:
    from vitrino.channels.queries import Arrival, Channel
    from vitrino.workspace.models import Person

NEEDS: Mapping[str, Capability] = {
    "mute": "mute", "unmute": "mute", "block": "block", "unblock": "block", "hide": "hide", "unhide": "hide",
    "report": "report",
}  # fmt: skip
REVERSED = {"mute": "unmute", "block": "unblock"}
# What a step does on the platform of the text it is about.
DONE_THERE: Mapping[AbuseEvent, tuple[str, ...]] = {
    AbuseEvent.MUTE: ("mute",), AbuseEvent.BLOCK: ("block",), AbuseEvent.BLOCK_AT_ONCE: ("block", "report"),
}  # fmt: skip
# Asked twice, it would be done twice.
ONCE = frozenset({"report"})
NOTHING_HAPPENED = (NotSent, RateLimited, AuthLost)
FIRST_WAIT = timedelta(minutes=1)
MOST_TRIES = 12  # a day and a half in all
LONGEST_WAIT = timedelta(hours=8)
S = Measure.State


def ask(*, arrival: Arrival, action: str, by: Person | None, now: datetime, standing: Standing | None = None,
        hiding: Hiding | None = None) -> Measure:  # fmt: skip
    """Have something done about one text or its author; where no program may do it, a person is asked to."""
    return _begin(arrival.channel, dict(arrival.reply or {}), arrival.author_url or arrival.url, action, by, now,
                  standing, hiding)  # fmt: skip


def undo(measure: Measure, *, by: Person | None, now: datetime) -> Measure:
    """Take back what `measure` did."""
    action = REVERSED.get(measure.action) or "unhide"
    return _begin(measure.channel, measure.reference, measure.url, action, by, now, measure.standing, measure.hiding)


def carry_out(measure: Measure, now: datetime) -> datetime | None:
    """Do it once more on the platform; when to try again, None when that is of no use."""
    if measure.state != S.WAITING:
        return None
    if measure.action in ONCE:  # written down before: whoever dies in between leaves a doubt, never a second report
        _become(measure, S.UNSURE)
    error = _try(measure, now)
    if error is not None:
        return _after(measure, error, now)
    measure.done_at = now
    _become(measure, S.DONE)
    return None


def offers(channel: Channel, action: str) -> bool:
    """Does the platform let a program do this?"""
    return channels.manifest_of(channel).can(NEEDS[action])


def _begin(channel: Channel, reference: dict[str, object], url: str, action: str, by: Person | None, now: datetime,
           standing: Standing | None, hiding: Hiding | None) -> Measure:  # fmt: skip
    can = offers(channel, action) and bool(reference)
    measure = Measure.objects.create(
        workspace_id=channel.workspace_id, standing=standing, hiding=hiding, channel=channel, action=action,
        reference=reference, url=url, by=by, asked_at=now, state=S.WAITING if can else S.BY_HAND,
        due_at=now if can else None,
    )  # fmt: skip
    engine.ring()
    return measure


def _try(measure: Measure, now: datetime) -> ConnectError | None:
    reference = Reference(str(measure.reference.get("remote_id", "")), measure.reference.get("extra") or {})
    try:
        with running_from(now):
            gateway.act(measure.channel, reference, measure.action)
    except ConnectError as error:
        return error
    return None


def _after(measure: Measure, error: ConnectError, now: datetime) -> datetime | None:
    """What an error means: by hand, never, in doubt, or once more later."""
    if isinstance(error, Unsupported):
        _become(measure, S.BY_HAND)
    elif isinstance(error, Refused):
        _given_up(measure, error.message, now)
    elif measure.tries + 1 >= MOST_TRIES:
        _given_up(measure, say("The platform could not be reached for too long. Vitrino has stopped trying."), now)
    elif measure.action in ONCE and not isinstance(error, NOTHING_HAPPENED):
        _become(measure, S.UNSURE, error.message)
    else:
        return _again(measure, error, now)
    return None


def _again(measure: Measure, error: ConnectError, now: datetime) -> datetime:
    wait = min(LONGEST_WAIT, FIRST_WAIT * int(2**measure.tries))
    measure.tries += 1
    _become(measure, S.WAITING, error.message)
    return max(now + wait, getattr(error, "retry_at", None) or now)


def _given_up(measure: Measure, message: Message, now: datetime) -> None:
    """The shop hears of it, because it may rely on it."""
    _become(measure, S.FAILED, message)
    platform = channels.manifest_of(measure.channel).name
    notify.alert(
        workspace=measure.workspace,
        kind="message",
        key=f"measure:{measure.pk}:{measure.tries}",
        message=say("What you decided about somebody on {platform} could not be done there.", platform=platform),
        url=reverse("conduct:home", kwargs={"slug": measure.workspace.slug}),
        now=now,
        urgency="high",
    )


def _become(measure: Measure, state: str, message: Message | None = None) -> None:
    measure.state = state
    measure.error = {"template": message.template, "values": message.stored()} if message else {}
    measure.save(update_fields=["state", "error", "tries", "done_at"])
