"""What could be done about a campaign, only as far as its numbers carry it; the rest is asked, not claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitrino.attribution.models import MessageTest
from vitrino.campaigns.queries import Campaign
from vitrino.domain.campaigns import Typical
from vitrino.domain.message import Message, say

FEWEST_POSTS = 3


@dataclass(frozen=True)
class OnChannel:
    """What a campaign's posts brought on one channel."""

    name: str
    posts: int
    clicks: int
    typical: Typical | None


def advice(campaign: Campaign, by_channel: Sequence[OnChannel], tests: Sequence[MessageTest]) -> list[Message]:
    """Channel, message, target group."""
    return [*_channel(by_channel), *_message(tests), _audience(campaign), *_little_sent(by_channel)]


def best_channel(by_channel: Sequence[OnChannel]) -> tuple[OnChannel, OnChannel] | None:
    """The channel that surely brings more clicks a post than another, and that other; None where luck could do it."""
    known = [one for one in by_channel if one.typical is not None and one.posts >= FEWEST_POSTS]
    ranked = sorted(known, key=lambda one: -(one.typical.middle if one.typical else 0))
    if len(ranked) < 2 or ranked[0].typical is None or ranked[-1].typical is None:
        return None
    return (ranked[0], ranked[-1]) if ranked[0].typical.low > ranked[-1].typical.high else None


def said_of(test: MessageTest) -> Message:
    """What is known of two messages by now."""
    found: Mapping[str, object] = test.verdict
    names: Mapping[str, str] = {"a": test.first, "b": test.second}
    needed = int(str(found.get("needed") or 0))
    if not found:
        return say("Not looked at yet. The first look comes within a day.")
    if found.get("winner") in names:
        return say("“{better}” does better, and it would have been said of two equal messages in fewer than 1 of 10"
                   " such comparisons.", better=names[str(found["winner"])])  # fmt: skip
    if needed:
        return say("Nothing can be said yet. Posts of each still needed to show a difference of half: about {n}.",
                   n=needed)  # fmt: skip
    return say("Nothing can be said yet: both are too much alike so far.")


def _channel(by_channel: Sequence[OnChannel]) -> list[Message]:
    found = best_channel(by_channel)
    if found is not None:
        better, worse = found
        return [say("Channel: a post on {better} brings more clicks than one on {worse}, and luck does not explain it."
                    " Put the next ones there.", better=better.name, worse=worse.name)]  # fmt: skip
    if len([one for one in by_channel if one.posts]) > 1:
        return [say("Channel: between your channels nothing is sure yet; keep trying all of them.")]
    return []


def _message(tests: Sequence[MessageTest]) -> list[Message]:
    if not tests:
        return [say("Message: say it in a second way, in some of the posts, and compare the two here.")]
    return [say("Message: {what}", what=said_of(tests[0]))]


def _audience(campaign: Campaign) -> Message:
    if not campaign.audience:
        return say("Target group: whom is it for? Nobody wrote it down; a message for everybody reaches few.")
    return say("Target group: you wrote “{audience}”. Do your channels reach them, and would they care?",
               audience=campaign.audience[:160])  # fmt: skip


def _little_sent(by_channel: Sequence[OnChannel]) -> list[Message]:
    out = sum(one.posts for one in by_channel)
    return (
        []
        if out > FEWEST_POSTS
        else [say("Posts of it that are out: {n}. Perhaps too few people have seen them.", n=out)]
    )
