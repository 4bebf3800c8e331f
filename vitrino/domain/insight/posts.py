"""A post as the engine takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Post:
    """at: aware; hour and weekday are read from it as it stands, so it has to be in the shop's own zone.

    format, topic: words of the caller, "" when unknown. promo, question, link, hashtags: None when unknown. length:
    characters, None when unknown. followers: of the channel when it went out, None when unknown. engagement: acts of
    people, None when unknown. age_h: hours between publishing and the reading of `engagement`.
    """

    id: str
    at: datetime
    engagement: float | None
    age_h: float
    format: str = ""
    topic: str = ""
    length: int | None = None
    promo: bool | None = None
    question: bool | None = None
    link: bool | None = None
    hashtags: bool | None = None
    followers: float | None = None
