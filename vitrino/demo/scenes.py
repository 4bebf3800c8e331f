"""Who writes what where in the sample shop's twelve weeks, counted back from now. The words are in the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """One text from outside. who: place in the book's neighbours. hours_ago: when it was written.

    answered_after_h: how long the shop took; None while it has not answered. is_done: somebody closed it afterwards.
    """

    platform: str
    kind: str
    who: int
    hours_ago: float
    rating: int | None = None
    answered_after_h: float | None = None
    is_done: bool = False


SCENES: Mapping[str, Scene] = {
    # Waiting: a complaint that is late, a low review, and questions of today.
    "late order": Scene("facebook", "message", 0, 50),
    "stale bread": Scene("google_business", "review", 1, 70, rating=2),
    "gluten": Scene("instagram", "comment", 2, 3.2),
    "birthday cake": Scene("facebook", "message", 3, 1.7),
    "sunday": Scene("mastodon", "mention", 4, 5.5),
    "two loaves": Scene("instagram", "message", 5, 0.8),
    # Answered in the last two weeks.
    "hard rolls": Scene("x", "mention", 6, 140, answered_after_h=0.7, is_done=True),
    "wrong cake": Scene("instagram", "message", 7, 218, answered_after_h=0.9, is_done=True),
    "party order": Scene("facebook", "message", 8, 96, answered_after_h=2.4, is_done=True),
    "starter": Scene("instagram", "comment", 9, 31, answered_after_h=3.1),
    "nuts": Scene("facebook", "comment", 10, 74, answered_after_h=1.2, is_done=True),
    "recipe": Scene("bluesky", "comment", 11, 52, answered_after_h=4.0),
    "posting bread": Scene("x", "mention", 12, 290, answered_after_h=5.2, is_done=True),
    "freezing": Scene("mastodon", "message", 13, 170, answered_after_h=2.0, is_done=True),
    "kind review": Scene("google_business", "review", 14, 120, rating=5, answered_after_h=20, is_done=True),
    "page review": Scene("facebook", "review", 15, 190, rating=5, answered_after_h=9, is_done=True),
    # Reviews of longer ago.
    "review 1": Scene("google_business", "review", 2, 2000, rating=5, answered_after_h=8, is_done=True),
    "review 2": Scene("google_business", "review", 4, 1820, rating=4, answered_after_h=26, is_done=True),
    "review 3": Scene("google_business", "review", 6, 1600, rating=5),
    "review 4": Scene("google_business", "review", 9, 1370, rating=3, answered_after_h=15, is_done=True),
    "review 5": Scene("google_business", "review", 11, 1130, rating=5),
    "review 6": Scene("google_business", "review", 13, 800, rating=5, answered_after_h=11, is_done=True),
    "review 7": Scene("google_business", "review", 8, 520, rating=4),
    "page review 2": Scene("facebook", "review", 5, 900, rating=5),
    # The shop's name in other people's texts, in the forms people use.
    "name 1": Scene("x", "mention", 1, 1900),
    "name 2": Scene("bluesky", "mention", 3, 1500),
    "name 3": Scene("mastodon", "mention", 13, 1250),
    "name 4": Scene("instagram", "mention", 14, 1000),
    "name 5": Scene("facebook", "mention", 10, 760),
    "name 6": Scene("x", "mention", 15, 610),
    "name 7": Scene("bluesky", "mention", 11, 400),
    "name 8": Scene("mastodon", "mention", 4, 100, answered_after_h=1.5, is_done=True),
    "name 9": Scene("instagram", "mention", 9, 27, answered_after_h=2.2, is_done=True),
    "name 10": Scene("x", "mention", 12, 4.1),
}
