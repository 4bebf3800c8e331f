"""Answers that differ, and the same words to one after the other."""

from __future__ import annotations

from vitrino.checkup.rules.care_repeated_reply import PEOPLE, SHORTEST, Facts
from vitrino.checkup.tests import sick, sick_care
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_care import SAME, ago, sent
from vitrino.inbox.models import Message
from vitrino.workspace.tests.cast import Cast

NAMES = ("Anna", "Ola", "Marek", "Ewa", "Jan")


def named(count: int) -> Facts:
    return Facts(
        tuple(sent(f"Hello {name}, {SAME}", number, name=name) for number, name in enumerate(NAMES[:count]))
    )  # fmt: skip


def texts(*found: str, is_one_talk: bool = False) -> Facts:
    return Facts(tuple(sent(text, 1 if is_one_talk else number) for number, text in enumerate(found)))


SHOPS = (
    Shop("three people got the same", texts(*[SAME] * PEOPLE), ("",)),
    Shop("the same but for the name", named(PEOPLE), ("",)),
    Shop("five people, one of them got something else", texts(*[SAME] * 4, "Your bread is ready at eight."), ("",)),
    Shop("the shortest that counts", texts(*["x" * SHORTEST] * PEOPLE), ("",)),
    Shop("two people got the same", named(PEOPLE - 1)),
    Shop("three times in one talk", texts(*[SAME] * PEOPLE, is_one_talk=True)),
    Shop("a short courtesy", texts(*["Thank you!"] * 5)),
    Shop("a letter too short", texts(*["x" * (SHORTEST - 1)] * PEOPLE)),
    Shop("nobody wrote", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Three comments, one answer."""
    channel = sick.channel(cast.bakery, "mastodon")
    for number in range(PEOPLE):
        sick_care.say(sick_care.talk(channel, at=ago(days=3, hours=number)), SAME, ago(days=3))


def make_well(cast: Cast) -> None:
    """Each gets words of their own."""
    for number, message in enumerate(Message.objects.filter(text=SAME)):
        text = f"Ola, the rye bread of day {number} was mouldy, we are sorry."
        Message.objects.filter(pk=message.pk).update(text=text)
