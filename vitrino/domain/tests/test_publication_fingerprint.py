"""Our own post is recognised, a stranger isn't, and twins are admitted."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.publication import (
    Absent,
    Fingerprint,
    Found,
    RemotePost,
    is_fresh,
    matches,
    normalise,
    read_timeline,
    write_key,
)
from vitrino.domain.tests.publication_samples import after

LINK = "https://vitrino.example/l/ab12"
OWN = Fingerprint(f"Świeży chleb! {LINK}", 1, after(0), after(360))
POST = RemotePost("9", "Świeży chleb!", after(3), "https://x.example/9", media_count=1)


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="ąćęłńóśźżĉĝĥĵŝŭ abc", max_size=40))
def test_decomposed_letters_and_other_white_space_are_the_same_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text).replace(" ", "\u00a0\n")
    assert normalise(decomposed) == normalise(text)


def test_links_and_invisible_signs_are_not_part_of_the_text() -> None:
    assert normalise("New\u200b https://a.example/1 bread\ufe0f\n") == normalise("New  HTTPS://t.co/x bread")


@pytest.mark.parametrize(
    ("own", "seen", "is_same"),
    [
        ({}, {}, True),
        ({}, {"text": "Świeży chleb?"}, False),
        ({}, {"media_count": 2}, False),
        ({}, {"media_count": None}, True),
        ({}, {"created_at": after(-301)}, False),
        ({}, {"created_at": after(-299)}, True),
        ({}, {"created_at": after(661)}, False),
        ({"client_id": "k"}, {"client_id": "k", "text": "edited"}, True),
        ({"client_id": "k"}, {"client_id": "other"}, False),
        ({"client_id": "k"}, {}, True),
        ({"staged_id": "c"}, {"staged_id": "c", "text": "cut by the platf…"}, True),
        ({"staged_id": "c"}, {"staged_id": "d"}, False),
        ({"client_id": "k", "staged_id": "c"}, {"client_id": "k", "staged_id": "d"}, True),
        ({"link": LINK}, {"text": f"cut … {LINK}."}, True),
        ({"link": LINK}, {"text": "cut …", "links": (LINK,)}, True),
        ({"link": LINK}, {"links": ("https://vitrino.example/l/zz99",)}, False),
        ({"link": LINK}, {"links": ("https://t.co/abc",)}, True),
        ({"link": LINK}, {"text": "Other text"}, False),
    ],
)
def test_the_strongest_handle_both_sides_know_decides(own: dict[str, Any], seen: dict[str, Any], is_same: bool) -> None:
    assert matches(replace(OWN, **own), replace(POST, **seen)) is is_same


def read(*posts: RemotePost, rivals: tuple[Fingerprint, ...] = (), known: tuple[str, ...] = ()) -> Found | Absent:
    return read_timeline(OWN, posts, rivals=rivals, known_ids=known, looked_at=after(400))


def test_the_earliest_post_that_is_ours_is_adopted() -> None:
    later = replace(POST, remote_id="10", created_at=after(9))
    assert read(later, POST) == Found("9", after(400), "https://x.example/9", 0)


def test_a_post_that_belongs_to_another_publication_is_not_ours_but_proves_the_answer_fresh() -> None:
    assert read(POST, known=("9",)) == Absent(after(400), fresh=True)


def test_two_own_publications_that_look_the_same_are_admitted() -> None:
    seen = read(POST, rivals=(OWN, replace(OWN, text="Other")))
    assert isinstance(seen, Found)
    assert seen.rivals == 1


def test_a_rival_with_its_own_link_is_none() -> None:
    rival = replace(OWN, link="https://vitrino.example/l/zz99")
    seen = read(replace(POST, links=(LINK,)), rivals=(rival,))
    assert isinstance(seen, Found)
    assert seen.rivals == 0


@pytest.mark.parametrize(
    ("posts", "known", "fresh"),
    [
        ((), (), False),
        ((replace(POST, text="older", created_at=after(-9000)),), (), False),
        ((replace(POST, text="older", created_at=after(-9000)),), ("9",), True),
        ((replace(POST, text="newer", created_at=after(301)),), (), True),
    ],
)
def test_an_answer_proves_absence_only_when_it_shows_something_known_or_newer(
    posts: tuple[RemotePost, ...], known: tuple[str, ...], fresh: bool
) -> None:
    assert read(*posts, known=known) == Absent(after(400), fresh)
    assert is_fresh(posts, known, after(0)) is fresh


def test_a_connector_may_bring_its_own_proof_of_freshness() -> None:
    seen = read_timeline(OWN, (), rivals=(), known_ids=(), looked_at=after(400), proven_fresh=True)
    assert seen == Absent(after(400), fresh=True)


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_the_key_of_a_publication_is_always_the_same_and_never_anothers(first: list[str], second: list[str]) -> None:
    assert write_key(*first) == write_key(*first)
    assert len(write_key(*first)) == 32
    separator_free = all("\x1f" not in part for part in (*first, *second))
    if separator_free and first != second:
        assert write_key(*first) != write_key(*second)


def test_a_time_window_ends_after_the_settle_window_and_the_clock_skew() -> None:
    assert matches(OWN, replace(POST, created_at=OWN.not_after + timedelta(minutes=5)))
