"""What the reader wants to see: how many days, which channel, and for lists the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.slots import zone
from vitrino.workspace.models import Workspace

PERIODS = (7, 28, 90)
USUAL_DAYS = 28


@dataclass(frozen=True)
class Wanted:
    """days: up to today, in the shop's own zone. channel: its key, 0 for all. shown: the channels that are meant."""

    days: int
    channel: int
    every: list[Channel]
    today: date

    @property
    def shown(self) -> list[Channel]:
        return [one for one in self.every if self.channel in (0, one.pk)]

    @property
    def first(self) -> date:
        return self.today - timedelta(days=self.days - 1)

    @property
    def query(self) -> str:
        return urlencode({"days": self.days, "channel": self.channel})

    @property
    def words(self) -> str:
        """ "the last 28 days" """
        return ngettext("the last %(n)s day", "the last %(n)s days", self.days) % {"n": self.days}

    def choices(self) -> dict[str, Any]:
        """What the filter form offers."""
        names = [(str(one.pk), f"{platform(one)} · {one.name}" if one.name else platform(one)) for one in self.every]
        return {
            "wanted": self,
            "day_choices": [(str(n), ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in PERIODS],
            "channel_choices": [("0", _("All channels")), *names],
        }


def wanted_of(workspace: Workspace, asked: Mapping[str, str], now: datetime) -> Wanted:
    """Whatever was asked for that makes sense; else four weeks of all channels."""
    every = list(channels.channels_of(workspace).select_related("workspace"))
    days = number_in(asked.get("days", ""))
    channel = number_in(asked.get("channel", ""))
    return Wanted(
        days=days if days in PERIODS else USUAL_DAYS,
        channel=channel if channel in {one.pk for one in every} else 0,
        every=every,
        today=now.astimezone(zone(workspace.time_zone)).date(),
    )


def number_in(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def platform(channel: Channel) -> str:
    return channels.manifest_of(channel).name
