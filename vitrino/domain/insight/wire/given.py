"""The posts of a request, and the way back from the engine's words to the caller's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.wire.reading import Fields, checked

MOST_POSTS = 100_000
_WORDS = ("format", "topic", "length")
_FEW = 5  # so few different lengths are levels of the caller, not characters
_OLD_ENOUGH_H = 24.0 * 30


@dataclass(frozen=True)
class Given:
    """posts: with their places as ids. ids: the caller's, by place. words: the caller's value of (factor, level)."""

    posts: list[Post]
    ids: list[Any]
    words: Mapping[tuple[str, str], Any] = field(default_factory=dict)

    def back(self, factor: str, level: Any) -> Any:
        """The level in the type in which it came."""
        return self.words.get((factor, level), level) if isinstance(level, str) else level

    def named(self, places: tuple[str, ...]) -> list[Any]:
        return [self.ids[int(place)] for place in places]


def posts(fields: Fields, now: datetime | None = None) -> Given:
    """The posts of a request. Without "age_h" their age at `now`; without both they are old enough to be judged."""
    ids: list[Any] = []
    words: dict[tuple[str, str], Any] = {}
    found = []
    for n, one in enumerate(fields.objects("posts", most=MOST_POSTS)):
        ids.append(one.raw("id") if one.has("id") else n)
        found.append(_post(str(n), one, now, words))
    return Given(_levels(found), ids, words)


def _post(place: str, one: Fields, now: datetime | None, words: dict[tuple[str, str], Any]) -> Post:
    at = one.time("at")
    age = one.number("age_h", _age_h(at, now), least=0)
    return Post(
        id=place,
        at=at,
        engagement=one.number("engagement", least=0) if one.has("engagement") else None,
        age_h=age,
        format=_word(one, "format", words),
        topic=_word(one, "topic", words),
        length=_length(one, words),
        promo=one.truth("promo"),
        question=one.truth("question"),
        link=one.truth("link"),
        hashtags=one.truth("hashtags"),
        followers=one.number("followers", least=0) or None if one.has("followers") else None,
    )


def _age_h(at: datetime, now: datetime | None) -> float:
    return max(0.0, (now - at) / timedelta(hours=1)) if now else _OLD_ENOUGH_H


def _word(one: Fields, name: str, words: dict[tuple[str, str], Any]) -> str:
    value = one.raw(name)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise ValueError(f'"{name}" of a post must be a word.')
    words[name, str(value)] = value
    return str(value)


def _length(one: Fields, words: dict[tuple[str, str], Any]) -> int | str | None:
    value = one.raw("length")
    if value is None:
        return None
    if isinstance(value, str):
        return _word(one, "length", words)
    words["length", str(int(checked(value, "length", 0)))] = value
    return int(value)


def _levels(found: list[Post]) -> list[Post]:
    """A few lengths that come again and again are levels as they stand; many are characters."""
    numbers = [post.length for post in found if isinstance(post.length, int)]
    if not numbers or len(set(numbers)) > _FEW or len(numbers) < _FEW * len(set(numbers)):
        return found
    return [replace(post, length=None if post.length is None else str(post.length)) for post in found]
