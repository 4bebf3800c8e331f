"""An audience is read as far as it is said, and not guessed."""

from __future__ import annotations

import pytest

from vitrino.domain.audience import read


@pytest.mark.parametrize(
    ("text", "age", "is_business"),
    [
        ("Students of the university, 18-26", "young", False),
        ("Women 35–45 who like to bake", "middle", False),
        ("Emeryci z osiedla", "old", False),
        ("Emerituloj kaj iliaj nepoj", "old", False),
        ("Neighbours, 65+", "old", False),
        ("Students and pensioners", None, False),
        ("People within half an hour's walk who cook at home", None, False),
        ("Restaurants and hotels nearby (B2B)", None, True),
        ("Firmy z okolicy", None, True),
        ("People aged 20-60", None, False),
        ("", None, False),
    ],
)
def test_ages_and_trades_are_read_from_plain_words(text: str, age: str | None, is_business: bool) -> None:
    found = read(text)
    assert (found.age, found.is_business) == (age, is_business)


@pytest.mark.parametrize(
    ("text", "countries", "interests"),
    [
        ("Neighbours in Warsaw who cook", {"pl"}, {"food", "place"}),
        ("Kobiety z Niemiec, które urządzają wnętrza", {"de"}, {"home"}),
        ("Najbaroj kiuj ŝatas ĝardenojn", set(), {"garden", "place"}),
        ("American hotels", {"us"}, set()),
        ("Fans of banking and of beautiful pianos", set(), set()),
        ("Piękni ludzie", set(), set()),
    ],
)
def test_countries_and_interests_are_read_as_far_as_they_are_named(
    text: str, countries: set[str], interests: set[str]
) -> None:
    found = read(text)
    assert set(found.countries) == countries
    assert set(found.interests) == interests
