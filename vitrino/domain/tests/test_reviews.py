"""What reviews say, and whom one may ask: tables of examples, properties, and simulated years."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.machine import NotNow, UndeclaredMove
from vitrino.domain.reviews import asking
from vitrino.domain.reviews.asking import MACHINE, Candidate, Event, Facts, Policy, Situation, State, Why, decide
from vitrino.domain.reviews.disclosure import LANGUAGES, Statement, as_html, sentences
from vitrino.domain.reviews.falling import BEFORE, RECENT, Given, fall
from vitrino.domain.reviews.quoting import is_verbatim
from vitrino.domain.reviews.scales import guess_scale, read_rating
from vitrino.domain.reviews.standing import ENOUGH, mean_range, share_range, standing
from vitrino.domain.reviews.themes import Theme, frequent_terms, themes_in

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
POLICY = Policy(since=NOW - 100 * DAY, zone=ZoneInfo("Europe/Warsaw"))


@pytest.mark.parametrize(
    ("cell", "scale", "stars"),
    [
        ("5", "", 5), ("4,5/5", "", 5), ("4.4", "5", 4), ("8/10", "", 4), ("7", "10", 4), ("1", "10", 1),
        ("★★★★☆", "", 4), ("⭐⭐", "", 2), ("☆☆☆☆☆", "", 1), ("90 %", "", 5), ("40", "100", 2),
        ("5 gwiazdek", "", 5), ("3 of 5", "", 3), ("4 z 5", "", 4), ("4-star", "", 4), ("0", "", 1),
        ("polecam", "", 5), ("nie polecam", "", 1), ("👍", "", 5), ("👎", "", 1), ("1", "thumbs", 5),
        ("0", "thumbs", 1), ("ne", "", 1),
    ],
)  # fmt: skip
def test_a_rating_is_read_as_sites_write_it(cell: str, scale: str, stars: int) -> None:
    found = read_rating(cell, scale)  # type: ignore[arg-type]
    assert found is not None
    assert (found.stars, found.given) == (stars, cell)


@pytest.mark.parametrize("cell", ["", "good", "12/10", "-3", "4 or 5", "6 of 5", "maybe", "2", "11"])
def test_what_is_no_rating_on_the_scale_is_not_guessed(cell: str) -> None:
    assert read_rating(cell, "thumbs" if cell == "2" else "10" if cell == "11" else "") is None


def test_the_scale_is_the_smallest_that_holds_all() -> None:
    assert guess_scale(["4,5", "5", "nie polecam"]) == "5"
    assert guess_scale(["4", "9"]) == "10"
    assert guess_scale(["40", "90"]) == "100"
    assert guess_scale([]) == "5"


def test_three_reviews_give_no_average() -> None:
    few = standing([5, 5, 5])
    assert few.mean is None
    assert few.missing == ENOUGH - 3


def test_ten_times_five_stars_are_not_five_for_ever() -> None:
    found = standing([5] * 10).mean
    assert found is not None
    assert found.value == found.high == 5
    assert found.low < 4.3


@pytest.mark.parametrize("weights", [(1, 1, 2, 10, 30), (6, 2, 2, 4, 12), (0, 0, 1, 3, 20)])
@pytest.mark.parametrize("size", [10, 25, 80])
def test_the_range_holds_the_true_average_nine_times_of_ten(weights: tuple[int, ...], size: int) -> None:
    lot = random.Random(size)
    true = sum(star * weight for star, weight in enumerate(weights, 1)) / sum(weights)
    held = 0
    for _ in range(400):
        drawn = lot.choices((1, 2, 3, 4, 5), weights, k=size)
        found = mean_range([drawn.count(star) for star in (1, 2, 3, 4, 5)])
        held += found.low <= true <= found.high
    assert held / 400 >= 0.9


def test_a_share_of_nothing_is_unknown_and_a_share_of_little_is_wide() -> None:
    assert share_range(0, 0) is None
    found = share_range(2, 2)
    assert found is not None
    assert found.low < 0.4
    assert found.high == 1


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_lies_in_its_range(part: int, whole: int) -> None:
    part = min(part, whole)
    found = share_range(part, whole)
    assert found is not None
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


STEADY = (4, 2, 4, 18, 72)
WORSE = (22, 12, 14, 22, 30)


def year_of_looks(lot: random.Random, per_week: float, weights: tuple[int, ...]) -> bool:
    """Does a steady shop hear an alarm in a year of weekly looks? Two sources with habits of their own."""
    ratings = []
    for week in range(52 + 66):
        for source, habit in (("a", weights), ("b", (10, 5, 10, 30, 45))):
            for _ in range(sum(lot.random() < per_week / 7 / 2 for _ in range(7))):
                at = NOW - timedelta(weeks=week, hours=lot.random() * 168)
                ratings.append(Given(source, lot.choices((1, 2, 3, 4, 5), habit)[0], at))
    return any(fall(ratings, NOW - timedelta(weeks=week)) for week in range(52))


def test_fewer_than_one_of_a_hundred_steady_shops_hears_an_alarm_in_a_year() -> None:
    """Measured with 1, 2, 5 and 10 ratings a week: 2 alarms in 1,200 shop years. Here a part of it."""
    lot = random.Random(4)
    alarms = sum(year_of_looks(lot, 2, STEADY) for _ in range(150))
    assert alarms / 150 < 0.01


def test_a_real_fall_is_seen() -> None:
    """From 4.5 to 3.3 stars: seen in nine of ten cases with fifty recent ratings (in eight with thirty)."""
    lot, seen = random.Random(5), 0
    for _ in range(100):
        old = [
            Given("a", star, NOW - RECENT - DAY * n) for n, star in enumerate(lot.choices(range(1, 6), STEADY, k=90))
        ]
        new = [Given("a", star, NOW - DAY * n) for n, star in enumerate(lot.choices(range(1, 6), WORSE, k=50))]
        seen += fall(old + new, NOW) is not None
    assert seen >= 90


def test_a_new_source_with_stricter_people_is_no_fall() -> None:
    old = [Given("a", 5, NOW - RECENT - DAY * n) for n in range(60)]
    steady = [Given("a", 5, NOW - DAY * n) for n in range(20)]
    strict = [Given("b", 3, NOW - DAY * n) for n in range(60)]
    assert fall(old + steady + strict, NOW) is None


def test_few_reviews_never_alarm_however_bad() -> None:
    old = [Given("a", 5, NOW - RECENT - DAY * n) for n in range(60)]
    assert fall(old + [Given("a", 1, NOW - DAY * n) for n in range(7)], NOW) is None


def test_what_is_older_than_the_year_before_does_not_count() -> None:
    old = [Given("a", 5, NOW - RECENT - BEFORE - DAY * n) for n in range(60)]
    assert fall(old + [Given("a", 1, NOW - DAY * n) for n in range(30)], NOW) is None


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Paczka doszła szybko, ale obsługa niemiła, a pieczywo czerstwe. Cena za wysoka.",
         {Theme.DELIVERY, Theme.STAFF, Theme.FRESHNESS, Theme.PRICE}),
        ("Delivery was late and the box was crushed, but the bread was fresh.",
         {Theme.DELIVERY, Theme.PACKAGING, Theme.FRESHNESS}),
        ("La livero estis rapida, sed la pano malfreŝa kaj la prezo tro alta.",
         {Theme.DELIVERY, Theme.FRESHNESS, Theme.PRICE}),
        ("Rozmiar za mały, zwrot bez problemu, dobry kontakt.", {Theme.SIZE, Theme.RETURNS, Theme.COMMUNICATION}),
        ("Super!", set()),
        ("Stale tu wracam i kupuję prezenty dla całej rodziny.", set()),
    ],
)  # fmt: skip
def test_themes_are_found_in_every_form_and_language(text: str, themes: set[Theme]) -> None:
    found = themes_in(text)
    assert {one.theme for one in found} == themes
    assert all(text[one.start : one.end].strip() for one in found)


def test_the_whole_word_is_shown_that_says_it() -> None:
    text = "Paczki doszły, chleb był nieświeżutki."
    assert [text[one.start : one.end] for one in themes_in(text)] == ["Paczki", "nieświeżutki"]


def test_forms_of_a_word_count_together_and_small_words_not_at_all() -> None:
    found = frequent_terms(
        ["Pyszne pączki!", "Najlepsze pączki w mieście", "Pączków mogłoby być więcej, ale i tak tak"]
    )
    assert [(term.word, term.reviews) for term in found] == [("pączki", 3)]


@pytest.mark.parametrize(
    ("quote", "is_good"),
    [
        ("great bread", True), ("“Great … but late”", True), ("Great bread, but late.", True),
        ("late … great", False), ("not great", False), ("reat bread", False), ("great", False), ("good bread", False),
    ],
)  # fmt: skip
def test_a_quotation_has_the_reviews_own_words_in_their_order(quote: str, is_good: bool) -> None:
    assert is_verbatim(quote, "Great  bread,\nbut late.") is is_good


def candidate(**changes: object) -> Candidate:
    values: dict[str, object] = {"delivered_at": NOW - 10 * DAY, "has_consent": True, "was_asked_for_it": False,
                                 "last_asked_at": None}  # fmt: skip
    return Candidate(**(values | changes))  # type: ignore[arg-type]


def test_what_decides_holds_nothing_of_how_content_somebody_is() -> None:
    """A new field here must be argued for: nothing that follows from a rating, a complaint or a mood may come in."""
    names = {field.name for field in fields(Candidate)}
    assert names == {"delivered_at", "has_consent", "was_asked_for_it", "last_asked_at"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"delivered_at": None}, Why.NOT_DELIVERED), ({"delivered_at": NOW + DAY}, Why.NOT_DELIVERED),
        ({"has_consent": False}, Why.NO_CONSENT), ({"was_asked_for_it": True}, Why.ASKED_FOR_IT),
        ({"delivered_at": NOW - 101 * DAY}, Why.BEFORE_START), ({"delivered_at": NOW - 50 * DAY}, Why.TOO_LATE),
        ({"last_asked_at": NOW - 59 * DAY}, Why.COOL_DOWN),
    ],
)  # fmt: skip
def test_who_is_not_asked_is_told_apart_by_why(changes: dict[str, object], why: Why) -> None:
    assert decide(candidate(**changes), POLICY, NOW) is why


def test_who_was_asked_long_ago_is_asked_again() -> None:
    assert decide(candidate(last_asked_at=NOW - 61 * DAY), POLICY, NOW) == NOW


@given(st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 11)), st.integers(0, 24))
def test_nobody_is_asked_at_night(wall: datetime, hours: int) -> None:
    delivered = wall.replace(tzinfo=UTC)
    at = decide(candidate(delivered_at=delivered), POLICY, delivered + hours * timedelta(hours=1))
    assert isinstance(at, datetime)
    assert at >= delivered + 10 * DAY
    assert time(9) <= at.astimezone(POLICY.zone).time() < time(20)


@given(st.lists(st.sampled_from(list(Event)), max_size=12), st.booleans())
def test_every_walk_reminds_at_most_once_and_ends_for_good(events: list[Event], has_consent: bool) -> None:
    facts, reminders, ended = Facts(State.ELIGIBLE), 0, False
    for event in events:
        try:
            after = MACHINE.advance(event, Situation(facts, has_consent))
        except (UndeclaredMove, NotNow):
            continue
        assert not ended
        reminders += event is Event.REMIND
        assert has_consent or event not in (Event.SCHEDULE, Event.SEND, Event.REMIND)
        facts, ended = after, after.state in (State.REVIEWED, State.EXPIRED, State.WITHDRAWN, State.UNDELIVERED)
    assert reminders <= 1


def test_without_its_guard_a_second_reminder_would_go_out() -> None:
    reminded = Situation(Facts(State.SENT, was_reminded=True))
    assert not MACHINE.allows(Event.REMIND, reminded)
    assert MACHINE.without(asking.Guard.NEVER_REMINDED).allows(Event.REMIND, reminded)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("checking", ["none", "some", "all"])
def test_the_disclosure_answers_what_the_law_asks(language: str, checking: str) -> None:
    statement = Statement("Zorza", checking, "order numbers <b>", False, "spam", ("Google",), True, "")  # type: ignore[arg-type]
    said = " ".join(sentences(statement, language))
    assert "Zorza" in said
    assert "spam" in said
    assert ("order numbers" in said) == (checking != "none")
    assert "{" not in said
    assert "<b>" not in as_html(statement, language)
    assert f'lang="{language}"' in as_html(statement, language)
