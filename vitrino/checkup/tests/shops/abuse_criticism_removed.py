"""Criticism hidden lately, long ago, for a lawful reason, for none."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.abuse_criticism_removed import LATELY, Facts, Hidden
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import COMPLAINT, ago
from vitrino.conduct.models import Hiding
from vitrino.workspace.tests.cast import NOW, Cast


def hidden(age: timedelta, *, reason: str = "spam", talk: int | None = 5) -> Hidden:
    return Hidden(1, talk, "Mouldy bread", "Bruno", reason, NOW - age)


def facts(*found: Hidden) -> Facts:
    return Facts(found, NOW)


DAY = timedelta(days=1)
SHOPS = (
    Shop("one, as spam", facts(hidden(DAY)), ("",)),
    Shop("one without a reason, its talk is gone", facts(hidden(DAY, reason="", talk=None)), ("",)),
    Shop("89 days ago", facts(hidden(LATELY - DAY)), ("",)),
    Shop("three", facts(hidden(DAY), hidden(2 * DAY), hidden(3 * DAY)), ("",)),
    Shop("90 days ago", facts(hidden(LATELY))),
    Shop("a year ago", facts(hidden(365 * DAY, reason=""))),
    Shop("nothing is hidden", facts()),
)


def make_ill(cast: Cast) -> None:
    """A complaint hidden as spam."""
    channel = sick.channel(cast.bakery, "mastodon")
    talk = sick_care.talk(channel, at=ago(days=7), is_complaint=True, surface="message")
    Hiding.objects.create(workspace=cast.bakery, conversation=talk, message=talk.messages.first(), at=ago(days=6),
                          text=COMPLAINT, is_criticism=True, reason="spam", by=cast.bruno)  # fmt: skip


def make_well(cast: Cast) -> None:
    """It is shown again."""
    Hiding.objects.update(ended_at=NOW)
