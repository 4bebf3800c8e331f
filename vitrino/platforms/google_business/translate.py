"""Google's JSON to neutral records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.records import Arrival, Author, Metrics, PostFormat, PostOverview, Reference, SeenPost

STARS: Mapping[str, int] = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
# What Google puts around a review in another language (the original comes second).
_ORIGINAL = "(Original)"
_TRANSLATED = "(Translated by Google)"

IMPRESSIONS = ("BUSINESS_IMPRESSIONS_DESKTOP_MAPS", "BUSINESS_IMPRESSIONS_DESKTOP_SEARCH",
               "BUSINESS_IMPRESSIONS_MOBILE_MAPS", "BUSINESS_IMPRESSIONS_MOBILE_SEARCH")  # fmt: skip
CLICKS = ("WEBSITE_CLICKS",)
_CANONICAL = {**dict.fromkeys(IMPRESSIONS, "views"), **dict.fromkeys(CLICKS, "clicks")}
# Google's daily numbers come about three days late.
LAG_H = 72.0


def seen(post: Mapping[str, Any], at: datetime) -> SeenPost:
    media = list(reading.mappings(post.get("media")))
    url = reading.link(post.get("searchUrl"))
    return SeenPost(reading.text(post.get("name")), url, reading.text(post.get("summary")), at, len(media))


def overview(post: Mapping[str, Any], at: datetime, now: datetime) -> PostOverview:
    """Google counts nothing for single posts."""
    known = seen(post, at)
    return PostOverview(known.remote_id, known.url, known.text, at, Metrics(known.remote_id, now, {}), _format(post))


def _format(post: Mapping[str, Any]) -> PostFormat:
    kinds = [reading.text(one.get("mediaFormat")) for one in reading.mappings(post.get("media"))]
    if "VIDEO" in kinds:
        return "video"
    if kinds:
        return "carousel" if len(kinds) > 1 else "image"
    return "link" if reading.mapping(post.get("callToAction")).get("url") else "text"


def review(entry: Mapping[str, Any], at: datetime, profile_url: str) -> Arrival:
    """A review. Google tells a name at most, so nobody can be recognised in a second review."""
    name = reading.text(entry.get("name"))
    reviewer = reading.mapping(entry.get("reviewer"))
    return Arrival(
        kind="review",
        remote_id=name,
        author=Author(
            remote_id=f"reviewer:{name}",
            handle="",
            name=reading.name(reviewer.get("displayName")),
            avatar_url=reading.link(reviewer.get("profilePhotoUrl")),
        ),
        text=original(reading.text(entry.get("comment"))),
        at=at,
        url=profile_url,
        thread_id=name,
        rating=STARS.get(reading.text(entry.get("starRating"))),
        reply=Reference(name),
        raw=dict(entry),
    )


def original(comment: str) -> str:
    """What the customer wrote, without Google's translation of it."""
    if _ORIGINAL in comment and _TRANSLATED in comment:
        return comment.partition(_ORIGINAL)[2].strip()
    return comment.partition(_TRANSLATED)[0].strip() if _TRANSLATED in comment else comment


def account_numbers(answer: Mapping[str, Any], location: str, at: datetime) -> Metrics:
    """Views and clicks of all days asked for, together and day by day; unknown when no day of a series came."""
    days: dict[date, dict[str, int]] = {}
    for series in reading.mappings(answer.get("multiDailyMetricTimeSeries")):
        for daily in reading.mappings(series.get("dailyMetricTimeSeries")):
            name = _CANONICAL.get(reading.text(daily.get("dailyMetric")))
            if name is None:
                continue
            for on, number in _days(daily):
                numbers = days.setdefault(on, {})
                numbers[name] = numbers.get(name, 0) + number
    told = {name for numbers in days.values() for name in numbers}
    sums = {name: sum(numbers.get(name, 0) for numbers in days.values()) for name in sorted(told)}
    return Metrics(location, at, sums, LAG_H, days=days)


def _days(daily: Mapping[str, Any]) -> Iterable[tuple[date, int]]:
    """A dated value "will not be present when the value is zero" (discovery document of the Performance API)."""
    for value in reading.mappings(reading.mapping(daily.get("timeSeries")).get("datedValues")):
        on, number = _date(reading.mapping(value.get("date"))), reading.integer(value.get("value", 0))
        if on is not None and number is not None:
            yield on, number


def _date(told: Mapping[str, Any]) -> date | None:
    year, month, day = (reading.integer(told.get(part)) for part in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
