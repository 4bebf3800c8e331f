"""Shops that answer in time, and shops that let people wait."""

from __future__ import annotations

from vitrino.checkup.rules.care_slow import FEWEST, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import COLD, ago
from vitrino.inbox.models import Conversation, Miss
from vitrino.workspace.tests.cast import Cast

SHOPS = (
    Shop("three of ten were late", Facts(10, 3, 300), ("",)),
    Shop("six of ten were late", Facts(10, 6, 900), ("",)),
    Shop("two of five were late", Facts(FEWEST, 2, None), ("",)),
    Shop("a fifth and a bit", Facts(100, 21, 60), ("",)),
    Shop("a fifth was late", Facts(100, 20, 60)),
    Shop("all in time", Facts(10, 0, 12)),
    Shop("four talks say nothing yet", Facts(FEWEST - 1, 4, 300)),
    Shop("nobody wrote", Facts(0, 0, None)),
)


def make_ill(cast: Cast) -> None:
    """Three of six got their first answer too late."""
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(6):
        asked_at, answered_at = ago(days=5, hours=number), ago(days=4, hours=number)
        late = sick_care.talk(channel, at=asked_at, surface="message", first_reply_at=answered_at)
        sick_care.say(late, COLD.format(n=number), answered_at)
        if number < 3:
            asked = late.messages.get(direction="in")
            Miss.objects.create(conversation=late, message=asked, kind="first", due_at=ago(days=5),
                                recorded_at=ago(days=5))  # fmt: skip


def make_well(cast: Cast) -> None:
    """That was two months ago."""
    Conversation.objects.filter(misses__isnull=False).update(opened_at=ago(days=60))
