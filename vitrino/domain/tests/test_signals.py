"""Complaints are noticed with their reason, courtesies do not keep anybody busy."""

from __future__ import annotations

import pytest

from vitrino.domain.signals import complaint, is_courtesy


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I want a refund, the bread was mouldy", "refund"),
        ("Where is my parcel, day 9?", "where is my"),
        ("Chleb był spleśniały!", "splesnialy"),
        ("Gdzie jest moja paczka?", "gdzie jest moja"),
        ("Mi ankoraŭ atendas mian mendon", "ankorau atendas"),
        ("MI PLENDAS", "plendas"),
    ],
)
def test_a_complaint_is_noticed_by_its_words(text: str, word: str) -> None:
    sign = complaint(text)
    assert sign is not None
    assert sign.reason == word


@pytest.mark.parametrize(
    "text",
    ["Do you have rye bread on Monday?", "Pyszny chleb, polecam!", "Bonega pano!", "News about the late shift", ""],
)
def test_other_texts_are_no_complaint(text: str) -> None:
    assert complaint(text) is None


@pytest.mark.parametrize(("rating", "is_one"), [(1, True), (3, True), (4, False), (5, False)])
def test_a_review_is_judged_by_its_stars(rating: int, is_one: bool) -> None:
    assert (complaint("terrible? no, great", rating) is not None) == is_one


@pytest.mark.parametrize(
    "text", ["Thanks!", "ok", "Thank you so much", "Dzięki, miłego dnia!", "dziękuję bardzo", "Dankon!", "🙏", "👍👍"]
)
def test_a_courtesy_asks_for_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text", ["Thanks, but when?", "ok?", "Thanks, the bread was stale", "Dzięki, a gluten?", "", "   ", "hello"]
)
def test_a_question_or_news_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)
