"""What posts are like and when they go out, as words that fit into sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vitrino.domain.message import Message, say

Level = str | bool | int

WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)
SHORT_WEEKDAYS = (say("Mo"), say("Tu"), say("We"), say("Th"), say("Fr"), say("Sa"), say("Su"))
_SLOTS = (
    say("Monday around {hour}"),
    say("Tuesday around {hour}"),
    say("Wednesday around {hour}"),
    say("Thursday around {hour}"),
    say("Friday around {hour}"),
    say("Saturday around {hour}"),
    say("Sunday around {hour}"),
)
_POSTS_ON = (
    say("posts on Mondays"),
    say("posts on Tuesdays"),
    say("posts on Wednesdays"),
    say("posts on Thursdays"),
    say("posts on Fridays"),
    say("posts on Saturdays"),
    say("posts on Sundays"),
)
FORMATS: Mapping[str, Message] = {
    "text": say("posts of words alone"),
    "photo": say("posts with a photo"),
    "image": say("posts with a photo"),
    "carousel": say("posts with several pictures"),
    "video": say("videos"),
    "reel": say("reels"),
    "story": say("stories"),
    "link": say("posts built around a link"),
    "poll": say("polls"),
    "event": say("posts about an event"),
    "offer": say("posts marked as an offer"),
}
_LENGTHS: Mapping[str, Message] = {
    "short": say("short posts"),
    "medium": say("posts of middle length"),
    "long": say("long posts"),
}
_DAYPARTS: Mapping[str, Message] = {
    "morning": say("posts in the morning"),
    "midday": say("posts around noon"),
    "afternoon": say("posts in the afternoon"),
    "evening": say("posts in the evening"),
    "night": say("posts at night"),
}
_YES_NO: Mapping[str, tuple[Message, Message]] = {
    "promo": (say("posts that sell"), say("posts that don't sell")),
    "question": (say("posts that ask something"), say("posts without a question")),
    "link": (say("posts with a link"), say("posts without a link")),
    "hashtags": (say("posts with hashtags"), say("posts without hashtags")),
    "weekend": (say("posts at the weekend"), say("posts on working days")),
}
FACTORS: Mapping[str, Message] = {
    "format": say("the kind of post"),
    "topic": say("the subject"),
    "length": say("the length"),
    "promo": say("selling or not"),
    "question": say("asking or not"),
    "link": say("a link or none"),
    "hashtags": say("hashtags or none"),
    "hour": say("the hour"),
    "weekday": say("the weekday"),
    "weekend": say("weekend or not"),
    "month": say("the month"),
}


def slot(weekday: int, hour: int) -> Message:
    """ "Saturday around 9:00"; weekday 0 is Monday."""
    return Message(_SLOTS[weekday].template, {"hour": f"{hour}:00"})


def posts_with(factor: str, level: Level) -> Message:
    """The posts that have a trait, as the subject of a sentence: "posts with a link"."""
    if factor in _YES_NO:
        return _YES_NO[factor][0 if level else 1]
    if factor == "weekday" and isinstance(level, int):
        return _POSTS_ON[level % 7]
    named = {"format": FORMATS, "length": _LENGTHS, "daypart": _DAYPARTS}.get(factor, {}).get(str(level))
    if named is not None:
        return named
    if factor == "topic":
        return say("posts about “{subject}”", subject=str(level))
    return say("posts of the kind “{name}”", name=str(level))


def posts_with_all(traits: Sequence[tuple[str, Level]]) -> Message:
    """One trait, or two that come together."""
    first, *others = (posts_with(factor, level) for factor, level in traits)
    for other in others:
        first = say("{first} that are at the same time {second}", first=first, second=other)
    return first


def factor(name: str) -> Message:
    """What an effect is about; "weekend × hour" and the like show as they are."""
    return FACTORS.get(name, say("“{name}”", name=name))
