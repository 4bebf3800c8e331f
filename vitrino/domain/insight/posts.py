"""A post as the engine takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SHORT, LONG = 100, 300  # characters: one glance, and where feeds begin to fold the text away


@dataclass(frozen=True, slots=True)
class Post:
    """at: aware; hour and weekday are read from it as it stands, so it has to be in the shop's own zone.

    format, topic: words of the caller, "" when unknown. promo, question, link, hashtags: None when unknown. length:
    characters, or a word of the caller ("short"), None when unknown. followers: of the channel when it went out, None
    when unknown. engagement: acts of people, None when unknown. age_h: hours between publishing and the reading of
    `engagement`.
    """

    id: str
    at: datetime
    engagement: float | None
    age_h: float
    format: str = ""
    topic: str = ""
    length: int | str | None = None
    promo: bool | None = None
    question: bool | None = None
    link: bool | None = None
    hashtags: bool | None = None
    followers: float | None = None

    @property
    def length_level(self) -> str:
        """The length as a word: the caller's own, or "short", "medium", "long" by characters; "" when unknown."""
        if self.length is None or isinstance(self.length, str):
            return self.length or ""
        return "short" if self.length < SHORT else "medium" if self.length < LONG else "long"
