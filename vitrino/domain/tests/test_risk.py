"""Risks in a text: found in labelled lines of three languages, with their place, and only where there is one.

`pytest -s -k precision vitrino/domain/tests/test_risk.py` prints how many are found, and how many of those are right.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.hours import ALWAYS, Calendar
from vitrino.domain.risk import (
    LANGUAGES,
    Claim,
    find_claims,
    find_promises,
    find_topics,
    gravity,
    suggested_topics,
)
from vitrino.domain.slots import zone

HERE = Path(__file__).parent / "risk"
NOW = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
LEAST = 0.9


def lines(name: str) -> list[list[str]]:
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_precision_and_recall_of_claims(language: str) -> None:
    right, told, true = Counter[str](), Counter[str](), Counter[str]()
    for kind, line in lines(language):
        found = {one.claim.value for one in find_claims(line, language=language)}
        told.update(found)
        true.update({kind} - {"ok"})
        right.update(found & {kind})
    for kind in Claim:
        print(f"{language} {kind:12} precision {right[kind]}/{told[kind]}, recall {right[kind]}/{true[kind]}")  # noqa: T201
    print(f"{language} all          precision {right.total()}/{told.total()}, recall {right.total()}/{true.total()}")  # noqa: T201
    assert sum(kind == "ok" for kind, _line in lines(language)) >= 40 <= true.total()
    assert right.total() >= LEAST * max(told.total(), true.total())


def test_precision_and_recall_of_topics() -> None:
    right = told = true = 0
    for language, topics, words, line in lines("topics"):
        found = {one.words.casefold() for one in find_topics(line, avoid=topics.split(","), language=language)}
        true += words != "-"
        told += bool(found)
        right += words in found
    print(f"topics: precision {right}/{told}, recall {right}/{true}")  # noqa: T201
    assert right >= LEAST * max(told, true)


def test_a_claim_tells_its_place_its_reason_and_better_words() -> None:
    text = "We bake. Our syrup cures colds!"
    (found,) = find_claims(text, language="en")
    assert text[found.start : found.end] == found.words == "cures colds"
    assert found.words in str(found.reason)
    assert (found.claim, gravity(found), bool(found.better)) == (Claim.HEALTH, "ask", True)


def test_a_claim_the_shop_keeps_a_proof_for_is_none() -> None:
    text = "Best bread in town, and the cheapest rolls."
    (found,) = find_claims(text, language="en", proofs=["best bread in town", " "])
    assert found.claim is Claim.PRICE


def test_of_a_language_nobody_taught_nothing_is_said() -> None:
    assert find_claims("Das beste Brot der Welt, garantiert", language="de") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_ready_topics_are_politics_religion_and_tragedies(language: str) -> None:
    assert len(suggested_topics(language)) == 3
    assert all(len(words) >= 10 for words in suggested_topics(language))


def test_no_topic_is_found_where_none_is_avoided() -> None:
    assert find_topics("Po wyborach", avoid=["", "  "], language="pl") == ()
    assert find_topics("", avoid=["polityka"], language="pl") == ()


@pytest.mark.parametrize(("language", "text", "days"), [
    ("en", "We deliver by 20 December. Order now.", 13),
    ("en", "We answer within 24 hours.", 1),
    ("pl", "Odpowiadamy w ciągu 24 godzin.", 1),
    ("pl", "Dostarczymy do 20 grudnia.", 13),
    ("eo", "Ni respondos ene de 24 horoj.", 1),
])  # fmt: skip
def test_a_promise_is_read_with_its_day(language: str, text: str, days: int) -> None:
    (found,) = find_promises(text, language=language, now=NOW, calendar=Calendar(ALWAYS, zone("Europe/Warsaw")))
    assert found.due_at.date() == (NOW + timedelta(days=days)).date()
    assert text.startswith(found.sentence)


@pytest.mark.parametrize("text", ["Order by Friday, please.", "We open at seven.", "On Monday we baked 40 loaves."])
def test_what_is_no_promise_is_none(text: str) -> None:
    assert find_promises(text, language="en", now=NOW, calendar=Calendar(ALWAYS, zone("Europe/Warsaw"))) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", *LANGUAGES]))
def test_any_text_is_read(text: str, language: str) -> None:
    for one in find_claims(text, language=language):
        assert text[one.start : one.end] == one.words
