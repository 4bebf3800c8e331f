"""Sources that are read, slow, paused for a while, or silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.channels.models import Source
from vitrino.checkup.rules.listening_source_silent import SILENT_AFTER, Ear, Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import ago
from vitrino.workspace.tests.cast import NOW, Cast

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FRESH = Ear(7, "zorza", "Bluesky", NOW - MINUTE, NOW - 50 * HOUR, 60, needs_sign_in=False, is_place=False)


def silent(silence: timedelta | None, **changes: object) -> Ear:
    last = None if silence is None else NOW - silence
    return replace(FRESH, last_ok_at=last, **changes)  # type: ignore[arg-type]


def facts(*ears: Ear) -> Facts:
    return Facts(ears, NOW)


SHOPS = (
    Shop("two hours and a minute", facts(silent(SILENT_AFTER + MINUTE)), ("channel:7",)),
    Shop("a day", facts(silent(24 * HOUR)), ("channel:7",)),
    Shop("never read since it was connected", facts(silent(None)), ("channel:7",)),
    Shop("eleven rounds of an hour", facts(silent(11 * HOUR, every_s=3600)), ("channel:7",)),
    Shop("one of two", facts(silent(5 * HOUR), replace(FRESH, channel_id=8)), ("channel:7",)),
    Shop("two hours", facts(silent(SILENT_AFTER))),
    Shop("nine rounds of an hour", facts(silent(9 * HOUR, every_s=3600))),
    Shop("just connected", facts(silent(None, since=NOW - HOUR))),
    Shop("read a minute ago", facts(FRESH)),
    Shop("no source", facts()),
)


def make_ill(cast: Cast) -> None:
    """Nothing read for thirty hours."""
    Source.objects.create(channel=sick.channel(cast.bakery, "mastodon"), kind="mention", last_ok_at=ago(hours=30))


def make_well(cast: Cast) -> None:
    """It is read again."""
    Source.objects.update(last_ok_at=NOW)
