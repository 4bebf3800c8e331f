"""Which platforms, how often, which not: the answer fits the people, the forms, the week, and says why."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.connect.registry import manifests
from vitrino.domain.audience import Audience, read
from vitrino.domain.effort import Verdict as Own
from vitrino.domain.fit.advising import MOST_NEW, Advice, Candidate, Place, Wish, advise
from vitrino.domain.fit.facts import FORMATS, Country, Draw, Format, Group, Survey, Usage, best
from vitrino.domain.fit.time import Cost, Purse
from vitrino.domain.message import say

TODAY = date(2026, 11, 22)
FRESH, STALE = TODAY - timedelta(days=300), TODAY - timedelta(days=1000)
ALL = frozenset(FORMATS)


def survey(country: Country = "pl", asked: date = FRESH) -> Survey:
    return Survey(say("A survey in {country}", country=country), country, "ever", asked, TODAY)


def used(share: float, group: Group = "all", country: Country = "pl", asked: date = FRESH) -> Usage:
    return Usage(survey(country, asked), group, share)


def wish(text: str = "Neighbours in Poland", formats: frozenset[Format] = ALL, minutes: int = 300) -> Wish:
    return Wish(read(text), formats, minutes)


def stage(key: str, share: float | None = 0.5, **values: object) -> Candidate:
    usage = () if share is None else (used(share),)
    return Candidate(key, key.capitalize(), **{"usage": usage, "lives_on": ("photo",), "low": 3, "high": 5, **values})  # type: ignore[arg-type]


def place(advice: Advice, key: str) -> Place:
    return next(one for one in advice.places if one.key == key)


def words(one: Place) -> str:
    return " ".join(str(reason) for reason in one.reasons)


def test_the_platform_with_most_of_the_people_comes_first() -> None:
    found = advise(wish(), [stage("small", 0.3), stage("large", 0.8)], TODAY)
    assert [one.key for one in found.of("begin")] == ["large", "small"]
    assert "80 % of people of any age in Poland. Source: A survey in pl" in words(found.places[0])


def test_two_new_ones_at_once_are_enough() -> None:
    found = advise(wish(minutes=5000), [stage(f"p{number}") for number in range(8)], TODAY)
    assert len(found.of("begin")) == MOST_NEW
    assert len(found.of("later")) == 6


def test_what_a_shop_has_already_may_be_more_than_two() -> None:
    found = advise(wish(minutes=5000), [stage(f"p{n}", channel=n + 1) for n in range(8)], TODAY)
    assert len(found.of("stay")) == 8


def test_eight_channels_and_an_hour_a_week_become_one_or_two() -> None:
    found = advise(wish(minutes=75), [stage(f"p{n}", 0.4 + n / 100, channel=n + 1) for n in range(8)], TODAY)
    assert [one.key for one in found.of("stay")] == ["p7"]
    assert len(found.of("leave")) == 7
    assert found.minutes <= 75
    assert "Your time does not reach for it" in words(found.of("leave")[0])


def test_a_rhythm_is_cut_to_the_time_and_says_what_is_usual() -> None:
    found = advise(wish(minutes=100), [stage("busy", low=14, high=21)], TODAY)
    assert (found.places[0].low, found.places[0].high) == (5, 5)
    assert "Usual there are 14 to 21 a week" in words(found.places[0])


def test_time_to_spare_goes_to_the_upper_end_and_no_further() -> None:
    found = advise(wish(minutes=900), [stage("calm", low=3, high=5)], TODAY)
    assert (found.places[0].low, found.places[0].high, found.minutes) == (3, 5, 90)


def test_the_second_platform_is_cheaper_because_posts_are_adapted() -> None:
    purse = Purse(200, {})
    assert purse.pay(Cost("photo", 15), 3, 15) == 60
    assert purse.pay(Cost("photo", 15), 4, 15) == 15 + 3 * 6 + 15


def test_too_little_time_for_one_post_begins_nothing() -> None:
    found = advise(wish(minutes=20), [stage("one")], TODAY)
    assert found.of("begin") == []
    assert found.minutes == 0


def test_own_results_count_before_surveys() -> None:
    known = [stage("loved", 0.1, channel=1, own="keep"), stage("dead", 0.9, channel=2, own="drop")]
    found = advise(wish(), known, TODAY)
    assert place(found, "loved").verdict == "stay"
    assert place(found, "dead").verdict == "leave"
    assert "less than half" in words(place(found, "dead"))


def test_a_platform_of_films_is_not_for_a_shop_that_makes_none() -> None:
    films = stage("films", 0.9, lives_on=("short-film", "live"), takes_words=False)
    found = advise(wish(formats=frozenset({"text", "photo"})), [films], TODAY)
    assert place(found, "films").verdict == "not-now"
    assert "short films, which you can't make" in words(found.places[0])


def test_few_of_the_people_wanted_is_a_reason_to_leave() -> None:
    young = stage("young", None, usage=(used(0.7), used(0.1, "old")), channel=3)
    found = advise(wish("Emeryci z Polski"), [young], TODAY)
    assert place(found, "young").verdict == "leave"
    assert "65 years and older" in words(found.places[0])


def test_firms_are_met_where_people_are_in_their_trade() -> None:
    known = [stage("crowd", 0.9), stage("trade", 0.3, is_for_business=True)]
    assert [one.key for one in advise(wish("Hotels in Poland, b2b"), known, TODAY).of("begin")] == ["trade", "crowd"]


def test_unknown_is_said_and_counts_neither_for_nor_against() -> None:
    found = advise(wish(), [stage("most", 0.9), stage("dark", None), stage("fewer", 0.25)], TODAY)
    assert "unknown" in words(place(found, "dark"))
    assert [one.key for one in found.places] == ["most", "dark", "fewer"]


def test_an_old_number_is_said_to_be_old_and_weighs_less() -> None:
    old = stage("old", None, usage=(used(0.6, asked=STALE),))
    found = advise(wish(), [old, stage("new", 0.58)], TODAY)
    assert [one.key for one in found.places] == ["new", "old"]
    assert f"That number is from {STALE.year}" in words(place(found, "old"))


def test_a_number_from_elsewhere_is_said_to_be_from_elsewhere() -> None:
    far = stage("far", None, usage=(used(0.6, country="us"),))
    assert "better number for your country" in words(advise(wish(), [far], TODAY).places[0])
    assert "better number" not in words(advise(wish("Neighbours"), [far], TODAY).places[0])


def test_an_age_says_more_than_a_country_and_a_new_number_more_than_an_old_one() -> None:
    known = [used(0.5), used(0.2, "old", "us", STALE), used(0.3, "old", "de"), used(0.4, "young")]
    assert best(known, ["pl"], "old") == known[2]
    assert best(known, ["pl"], "all") == known[0]
    assert best(known[3:], ["pl"], "old") is None


def test_shared_interests_tip_the_scale() -> None:
    gardens = Draw(("garden",), say("a magazine"), FRESH)
    known = [stage("plain", 0.4), stage("green", 0.3, draw=gardens)]
    found = advise(wish("Ludzie, którzy mają ogrody w Polsce"), known, TODAY)
    assert found.places[0].key == "green"
    assert "People look for garden and plants on Green. Source: a magazine" in words(found.places[0])


def test_the_real_platforms_give_an_answer_for_every_audience() -> None:
    known = [
        Candidate(one.key, one.name, one.usage, one.draw, one.lives_on.value, one.can("publish.text"))
        for one in manifests().values()
        if one.lives_on
    ]
    for text in ("Emeryci z Polski", "Students in Germany", "American hotels", "Neighbours", ""):
        found = advise(wish(text, frozenset({"text", "photo"})), known, TODAY)
        assert found.of("begin"), text
        assert all(one.reasons for one in found.places)


# The first draw reads every module that is loaded for its numbers, which takes a second in a full house.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    minutes=st.integers(0, 2000),
    formats=st.frozensets(st.sampled_from(FORMATS)),
    shares=st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=8),
    here=st.lists(st.booleans(), min_size=8, max_size=8),
    own=st.lists(st.sampled_from(["keep", "drop", "try", "open"]), min_size=8, max_size=8),
    usual=st.lists(st.sampled_from([(1, 1), (3, 5), (7, 14), (14, 21), (None, None)]), min_size=8, max_size=8),
)
def test_no_advice_takes_more_time_than_there_is(
    minutes: int, formats: frozenset[Format], shares: list[int | None], here: list[bool], own: list[Own],
    usual: list[tuple[float | None, float | None]],
) -> None:  # fmt: skip
    known = [
        stage(f"p{n}", None if share is None else share / 100, channel=n + 1 if here[n] else None,
              own=own[n] if here[n] else None, low=usual[n][0], high=usual[n][1])
        for n, share in enumerate(shares)
    ]  # fmt: skip
    found = advise(Wish(Audience(frozenset(), False), formats, minutes), known, TODAY)
    assert found.minutes <= minutes + len(shares)  # each place is rounded to a minute
    assert len(found.places) == len(known)
    for one in found.places:
        assert (one.low is None) == (one.verdict not in ("stay", "begin"))
        assert one.low is None or 1 <= one.low <= (one.high or 0) <= max(5, one.candidate.high or 3)
        assert one.reasons
        assert one.verdict in (("stay", "leave") if one.candidate.is_here else ("begin", "later", "not-now"))
    begun = [one.score for one in found.of("begin")]
    assert all(before >= after for before, after in combinations(begun, 2))
