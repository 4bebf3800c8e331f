"""Tags are added to links openly, and what was there stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.problem import Problem
from vitrino.domain.tagging import TagRule, check_rule, is_on, tag, with_links
from vitrino.domain.tests.text_samples import TEXTS

ABOUT = {"platform": "bluesky", "channel": "zorza.eu", "kind": "Żółty ser"}


@pytest.mark.parametrize(
    ("url", "tagged"),
    [
        ("https://zorza.eu", "https://zorza.eu?utm_source=bluesky&utm_medium=social"),
        ("https://zorza.eu/a?b=%C5%BC#top", "https://zorza.eu/a?b=%C5%BC&utm_source=bluesky&utm_medium=social#top"),
        ("https://zorza.eu/?utm_source=mail", "https://zorza.eu/?utm_source=mail&utm_medium=social"),
        ("https://zorza.eu/?UTM_Source=a&utm_medium=b", "https://zorza.eu/?UTM_Source=a&utm_medium=b"),
    ],
)
def test_tags_join_what_is_there(url: str, tagged: str) -> None:
    assert tag(url, TagRule(), ABOUT).url == tagged


def test_tags_of_your_own_are_kept_and_named() -> None:
    found = tag("https://zorza.eu/?utm_source=mail", TagRule(), ABOUT)
    assert found.kept == ("utm_source",)
    assert "utm_source" in str(found.note)
    assert tag("https://zorza.eu/", TagRule(), ABOUT).note is None


def test_values_are_small_plain_letters() -> None:
    found = tag("https://zorza.eu", TagRule("{channel}", "", "Jesień 2026 / {kind}"), ABOUT).url
    assert found == "https://zorza.eu?utm_source=zorza.eu&utm_campaign=jesien-2026-zolty-ser"


@given(st.text(max_size=40), st.text(max_size=40))
def test_tagging_twice_changes_nothing_more(campaign: str, kind: str) -> None:
    rule, about = TagRule(campaign=campaign), {**ABOUT, "kind": kind}
    once = tag("https://zorza.eu/a?b=c", rule, about).url
    assert tag(once, rule, about).url == once


def test_only_gaps_that_can_be_filled_are_taken() -> None:
    check_rule(TagRule(campaign="{kind}-{channel}"))
    with pytest.raises(Problem, match="no gap Vitrino can fill"):
        check_rule(TagRule(campaign="{u.__class__}"))
    with pytest.raises(Problem, match="where visitors come from"):
        check_rule(TagRule(source=" "))


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("https://zorza.eu/x", True),
        ("https://www.zorza.eu", True),
        ("https://shop.zorza.eu", True),
        ("https://notzorza.eu", False),
        ("https://zorza.eu.evil.com", False),
    ],
)
def test_only_the_shop_s_own_site_is_tagged(url: str, is_ours: bool) -> None:
    assert is_on(url, frozenset({"zorza.eu"})) is is_ours


@given(TEXTS)
def test_a_text_without_changes_comes_back_as_it_was(text: str) -> None:
    assert with_links(text, lambda url: url) == text


def test_each_link_in_a_text_is_changed_where_it_stands() -> None:
    text = "See https://a.eu, (https://b.eu/c) and zorza.eu!"
    assert with_links(text, lambda url: f"<{url}>") == "See <https://a.eu>, (<https://b.eu/c>) and zorza.eu!"
