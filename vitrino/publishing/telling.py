"""Telling the people of the shop what they must decide or should know."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from vitrino.channels import actions as channels
from vitrino.domain.message import Message, say
from vitrino.domain.publication import QUESTIONS, WITH_A_PERSON, Effect, Moved
from vitrino.notify import actions as notify
from vitrino.publishing.models import Amendment, Publication

LONGEST_QUOTE = 60


def tell(row: Publication, moved: Moved, now: datetime) -> None:
    """Alerts that belong to a move, in its own commit: none is lost, none comes twice."""
    effects = moved.transition.effects
    if Effect.ASK_PERSON in effects:
        _alert(row, "question", moved.transition.event, QUESTIONS[moved.transition.event], now)
    if Effect.TELL_OWNER in effects and Effect.HOLD_CHANNEL not in effects:  # a lost channel tells for itself
        _alert(row, "failed", moved.transition.event, _failure(row, moved), now)
    if Effect.NOTE_EXTRA in effects and row.extra_remote_ids:
        _alert(row, "failed", f"extra-{len(row.extra_remote_ids)}", _extra(row), now)
    if row.published_at == now:
        channels.note_activity(channel=row.channel, at=now)


def warn_of_clock(row: Publication, off_by: timedelta, now: datetime) -> None:
    """Nothing goes out while nobody knows what time it is; said once a day."""
    notify.alert(
        workspace=row.workspace,
        kind="failed",
        key=f"clock:{now:%Y-%m-%d}",
        message=say(
            "This computer's clock is about {minutes} minutes off, so posts wait. Please set it right.",
            minutes=round(abs(off_by.total_seconds()) / 60),
        ),
        url=reverse("publishing:list", kwargs={"slug": row.workspace.slug}),
        now=now,
        urgency="high",
    )


def warn_of_waiting(row: Publication, now: datetime) -> None:
    """Its time is over and people have not agreed; said once for each time it was planned for."""
    message = say("“{text}” was to go out by now and still waits for agreement.", text=quote(row))
    _alert(row, "failed", f"waits:{row.publish_at:%Y%m%d%H%M%S}", message, now)


def warn_of_amendment(amendment: Amendment, now: datetime) -> None:
    """What somebody wished to change or take down stands there as it was."""
    row = amendment.publication
    message = (
        say("“{text}” could not be taken down on {channel}.", text=quote(row), channel=str(row.channel))
        if amendment.kind == Amendment.Kind.DELETE
        else say("“{text}” could not be changed on {channel}.", text=quote(row), channel=str(row.channel))
    )
    _alert(row, "failed", f"amendment:{amendment.pk}", message, now)


def warn_of_age(row: Publication, now: datetime) -> None:
    """It has stood still for longer than is normal; said once for each stay in a state."""
    waits = row.state in WITH_A_PERSON
    message = (
        say("“{text}” still waits for your decision.", text=quote(row))
        if waits
        else say("“{text}” should have moved on by now. Is Vitrino running all the time?", text=quote(row))
    )
    _alert(row, "question" if waits else "failed", f"age:{row.state}:{row.state_at:%Y%m%d%H%M%S}", message, now)


def quote(row: Publication) -> str:
    """The beginning of the text, to recognise it by."""
    text = " ".join(str(row.content.get("text", "")).split())
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _alert(row: Publication, kind: str, what: str, message: Message, now: datetime) -> None:
    notify.alert(
        workspace=row.workspace,
        kind=kind,
        key=f"publication:{row.pk}:{what}:{row.attempt_count}:{row.round_count}",
        message=message,
        url=reverse("publishing:publication", kwargs={"slug": row.workspace.slug, "pk": row.pk}),
        now=now,
        urgency="high",
    )


def _failure(row: Publication, moved: Moved) -> Message:
    if moved.transition.state == "failed":
        return say("“{text}” is out on {channel} after all.", text=quote(row), channel=str(row.channel))
    return say("“{text}” could not be published on {channel}.", text=quote(row), channel=str(row.channel))


def _extra(row: Publication) -> Message:
    return say("“{text}” stands on {channel} more than once.", text=quote(row), channel=str(row.channel))
