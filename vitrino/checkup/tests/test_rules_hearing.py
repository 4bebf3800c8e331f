"""Rules about hearing the shop's name and about its reputation: each speaks for the mistake, silent without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from vitrino.checkup.rules import (
    care_unread_source,
    listening_missed,
    listening_no_instant_notice,
    listening_source_silent,
    reputation_theme_unaddressed,
    reviews_not_asked,
    reviews_praise_unused,
    reviews_rating_falling,
    reviews_unanswered,
)
from vitrino.domain.reviews.falling import Fall
from vitrino.workspace.tests.cast import NOW


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("channels", "has_way", "unread_hours", "severity"),
    [(2, True, 90, None), (0, False, None, None), (2, False, None, "medium"), (2, False, 23, "medium"),
     (2, False, 24, "high")],
)  # fmt: skip
def test_somebody_must_be_told_at_once(
    channels: int, has_way: bool, unread_hours: float | None, severity: str | None
) -> None:
    unread = None if unread_hours is None else NOW - hours(unread_hours)
    found = listening_no_instant_notice.judge(listening_no_instant_notice.Facts(channels, has_way, unread, NOW))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_a_mention_found_late_is_shown_with_its_lag() -> None:
    one = listening_missed.Missed(3, "Zorza has the best bread", "Bluesky", NOW - hours(30), hours(5))
    [noticed] = listening_missed.judge(listening_missed.Facts((one,)))
    assert "found after 5 h: “Zorza has the best bread”" in str(noticed.evidence[0].message)
    [serious] = listening_missed.judge(listening_missed.Facts((replace(one, lag=hours(24)),)))
    assert (noticed.severity, serious.severity) == ("medium", "high")
    assert listening_missed.judge(listening_missed.Facts(())) == []


def ear(silent_hours: float | None, **fields: object) -> listening_source_silent.Facts:
    last = None if silent_hours is None else NOW - hours(silent_hours)
    one = listening_source_silent.Ear(7, "zorza", "Bluesky", last, NOW - hours(50), 60, False, False)
    return listening_source_silent.Facts((replace(one, **fields),), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "severity"),
    [(ear(1.9), None), (ear(2.1), "medium"), (ear(24), "high"), (ear(None), "high"), (ear(9, every_s=3600), None)],
)
def test_a_source_may_be_silent_for_two_hours_or_ten_rounds(
    facts: listening_source_silent.Facts, severity: str | None
) -> None:
    assert [one.severity for one in listening_source_silent.judge(facts)] == ([severity] if severity else [])


def test_a_silent_place_is_put_right_elsewhere_than_a_channel() -> None:
    [place] = listening_source_silent.judge(ear(5, is_place=True))
    [channel] = listening_source_silent.judge(ear(5, needs_sign_in=True))
    assert place.ways[0].page == "intake:home"
    assert (str(channel.ways[0].label), channel.ways[0].page) == ("Connect it again", "channels:detail")


def hole(begin: datetime, end: datetime | None, *, is_lost: bool = False) -> care_unread_source.Facts:
    return care_unread_source.Facts((care_unread_source.Hole(1, 7, "Zorza", "comment", begin, end, is_lost),), NOW)


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        (hole(NOW - hours(5), NOW - hours(3)), "medium"),
        (hole(NOW - hours(5), NOW - hours(3), is_lost=True), "high"),
        (hole(NOW - hours(5), None), "high"),
        (hole(NOW - hours(0.4), None), None),
    ],
)
def test_a_hole_of_half_an_hour_is_told_until_it_is_filled(
    facts: care_unread_source.Facts, severity: str | None
) -> None:
    assert [one.severity for one in care_unread_source.judge(facts)] == ([severity] if severity else [])


def theme(name: str, count: int, *, is_cause: bool = True) -> reputation_theme_unaddressed.Theme:
    return reputation_theme_unaddressed.Theme(name, count, is_cause)


def test_themes_of_complaints_and_reviews_are_told_together() -> None:
    facts = reputation_theme_unaddressed.Facts((theme("Late parcels", 3), theme("Delivery", 9, is_cause=False)))
    [noticed] = reputation_theme_unaddressed.judge(facts)
    assert [way.page for way in noticed.ways] == ["reviews:themes", "complaints:causes"]
    assert (noticed.severity, "critical reviews in 90 days: 9" in str(noticed.evidence[0].message)) == ("high", True)
    assert reputation_theme_unaddressed.judge(reputation_theme_unaddressed.Facts(())) == []


def waiting(stars: int | None) -> reviews_unanswered.Waiting:
    return reviews_unanswered.Waiting(stars or 9, "Ola", stars, "So so", NOW - hours(80))


def test_a_critical_review_comes_first_and_is_serious() -> None:
    [noticed] = reviews_unanswered.judge(reviews_unanswered.Facts((waiting(5), waiting(2), waiting(None)), 3))
    assert (noticed.severity, noticed.ways[0].arguments) == ("high", {"pk": 2})
    [praise] = reviews_unanswered.judge(reviews_unanswered.Facts((waiting(5),), 1))
    assert praise.severity == "medium"
    assert reviews_unanswered.judge(reviews_unanswered.Facts((), 0)) == []


@pytest.mark.parametrize(
    ("is_on", "delivered", "asked", "opted_out", "speaks"),
    [(False, 4, 0, 0, False), (False, 5, 0, 0, True), (True, 50, 5, 0, False), (True, 50, 4, 0, True),
     (False, 8, 0, 4, False)],
)  # fmt: skip
def test_customers_are_asked_how_it_was(is_on: bool, delivered: int, asked: int, opted_out: int, speaks: bool) -> None:
    facts = reviews_not_asked.Facts(is_on, True, delivered, asked, opted_out)
    assert bool(reviews_not_asked.judge(facts)) is speaks


def test_praise_is_worth_a_post_from_the_third_on() -> None:
    praise = tuple(reviews_praise_unused.Praise(number, "Ola", "The best bread") for number in range(3))
    [noticed] = reviews_praise_unused.judge(reviews_praise_unused.Facts(praise))
    assert noticed.ways[0].arguments == {"pk": 0}
    assert reviews_praise_unused.judge(reviews_praise_unused.Facts(praise[:2])) == []


@pytest.mark.parametrize(("recent", "severity"), [(4.2, "medium"), (3.5, "high")])
def test_a_falling_rating_is_told_with_its_numbers(recent: float, severity: str) -> None:
    [noticed] = reviews_rating_falling.judge(reviews_rating_falling.Facts(Fall(4.6, recent, 40, 12, 5.0)))
    assert noticed.severity == severity
    assert str(noticed.message) == f"Your rating falls: from 4.6 to {recent} of 5 stars."
    assert reviews_rating_falling.judge(reviews_rating_falling.Facts(None)) == []
