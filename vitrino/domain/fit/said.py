"""Facts about platforms as sentences: always with the country, the source and its date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vitrino.domain.fit.facts import Country, Draw, Format, Group, Interest, Often, Usage
from vitrino.domain.message import Message, say

COUNTRY_NAMES: Mapping[Country, Message] = {
    "pl": say("Poland"), "de": say("Germany"), "us": say("the United States"),
}  # fmt: skip
AGES: Mapping[Group, Message] = {
    "all": say("of any age"),
    "young": say("18 to 29 years old"),
    "middle": say("30 to 49 years old"),
    "old": say("65 years and older"),
}
INTEREST_NAMES: Mapping[Interest, Message] = {
    "food": say("food and cooking"), "home": say("home and living"), "crafts": say("making things oneself"),
    "garden": say("garden and plants"), "fashion": say("fashion and looks"), "trade": say("work and trade"),
    "place": say("shops and places nearby"),
}  # fmt: skip
FORMAT_NAMES: Mapping[Format, Message] = {
    "text": say("texts"), "photo": say("photos"), "story": say("stories for a day"), "short-film": say("short films"),
    "long-film": say("long films"), "live": say("live broadcasts"),
}  # fmt: skip
_USED: Mapping[Often, Message] = {
    "ever": say("{platform} is used by {percent} % of people {age} in {country}. Source: {source}."),
    "monthly": say("{platform} is used at least once a month by {percent} % of people {age} in {country}. "
                   "Source: {source}."),
    "weekly": say("{platform} is used at least once a week by {percent} % of people {age} in {country}. "
                  "Source: {source}."),
}  # fmt: skip


def usage(platform: str, one: Usage) -> Message:
    """How many use it, where, by whom that was asked and when."""
    return Message(_USED[one.survey.often].template, {
        "platform": platform, "percent": round(100 * one.share), "age": one.whom or AGES[one.group],
        "country": COUNTRY_NAMES[one.survey.country], "source": one.survey.name,
    })  # fmt: skip


def doubts(one: Usage, today: date, *, is_elsewhere: bool) -> list[Message]:
    """Why the number may not hold for this shop."""
    told = []
    if one.survey.is_old(today):
        told.append(say("That number is from {year}; it may have changed since.", year=one.survey.asked_until.year))
    if is_elsewhere:
        told.append(say("Nobody told us a better number for your country; it may be different there."))
    if not one.checked:
        told.append(say("That number is from memory; we have not found it again."))
    return told


def draw(platform: str, one: Draw, interest: Interest, today: date) -> list[Message]:
    """What people look for there, as far as anybody said."""
    told = [say("People look for {interest} on {platform}. Source: {source} ({day}).", platform=platform,
                interest=INTEREST_NAMES[interest], source=one.source, day=one.told_on.isoformat())]  # fmt: skip
    if one.is_old(today):
        told.append(say("That is old; it may have changed since."))
    return told
