"""The official cases of twitter-text 3 and of Unicode, all that concern counting and finding.

Left out, with reasons: validate.yml `urls` (judges an address a person typed as such, with user:password@ and IP
numbers, which are never links in a text); two cases of `WeightedTweetsCounterTest` (the older configuration 2 counts
each piece of an emoji; the next group has the same texts with the values in force); the ranges of `expected`
(offsets for a view that cuts text, which we don't do); hit_highlighting.yml and the `json` group of autolink.yml
(markup of X's answers, not finding).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from vitrino.domain.tests.text_official import cases, characters, groups, lines, needs_official_data, official
from vitrino.domain.text import (
    Span,
    TextRule,
    cashtags,
    count,
    graphemes,
    hashtags,
    mentions,
    oddities,
    replied_to,
    urls,
)
from vitrino.domain.text.emoji import SEQUENCE
from vitrino.domain.text.links import WEIGHTED
from vitrino.domain.text.tags import mentions_or_lists
from vitrino.domain.text.weighted import LIGHT, URL_LENGTH

pytestmark = needs_official_data

X = TextRule("x_weighted", 280)
FINDERS: dict[str, Callable[[str], list[Span]]] = {
    "urls": urls,
    "tco": urls,
    "hashtags": hashtags,
    "mentions": mentions,
    "cashtags": cashtags,
}
WORDS = ("mentions", "urls", "tco_urls_with_params", "hashtags", "hashtags_from_astral", "cashtags")
PLACES = (
    "mentions_with_indices",
    "urls_with_indices",
    "urls_with_directional_markers",
    "hashtags_with_indices",
    "cashtags_with_indices",
)
# Configuration 2 counts the pieces of an emoji; configuration 3 doesn't, and has the same texts.
SUPERSEDED = {
    "Count a mix of single byte single word, and double word unicode characters",
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
}


def bare(span: Span) -> str:
    """Without its sign, as the official data have it."""
    return span.text.lstrip("#＃@＠$")


def schemed(text: str) -> list[Span]:
    """Links with https:// only, which is all that autolink.yml asks for."""
    return urls(text, replace(WEIGHTED, bare=False))


@pytest.mark.parametrize(("group", "case"), cases("extract", *WORDS))
def test_what_twitter_text_finds_is_found(group: str, case: dict[str, Any]) -> None:
    find = FINDERS[group.partition("_")[0]]
    assert [bare(span) for span in find(case["text"])] == case["expected"]


@pytest.mark.parametrize(("group", "case"), cases("extract", *PLACES))
def test_it_is_found_in_the_same_place(group: str, case: dict[str, Any]) -> None:
    find = FINDERS[group.partition("_")[0]]
    name = {"urls": "url", "mentions": "screen_name"}.get(group.partition("_")[0], group.partition("_")[0][:-1])
    expected = [(found[name], found["indices"]) for found in case["expected"]]
    assert [(bare(span), [span.start, span.end]) for span in find(case["text"])] == expected


@pytest.mark.parametrize(("group", "case"), cases("extract", "mentions_or_lists_with_indices"))
def test_lists_are_told_from_people(group: str, case: dict[str, Any]) -> None:
    expected = [(found["screen_name"] + found["list_slug"], found["indices"]) for found in case["expected"]]
    assert [(bare(span), [span.start, span.end]) for span in mentions_or_lists(case["text"])] == expected


@pytest.mark.parametrize(("group", "case"), cases("extract", "replies"))
def test_an_answer_names_whom_it_answers(group: str, case: dict[str, Any]) -> None:
    found = replied_to(case["text"])
    assert (bare(found) if found else None) == case["expected"]


def test_no_group_of_the_extraction_is_forgotten() -> None:
    known = {*WORDS, *PLACES, "mentions_or_lists_with_indices", "replies"}
    assert set(groups("extract")) == known


@pytest.mark.parametrize(
    ("group", "case"), cases("autolink", "usernames", "lists", "hashtags", "urls", "cashtags", "all")
)
def test_what_twitter_text_links_is_found(group: str, case: dict[str, Any]) -> None:
    find = {"usernames": [mentions_or_lists], "lists": [mentions_or_lists], "hashtags": [hashtags], "urls": [schemed]}
    finders = find.get(group, [schemed, mentions_or_lists, hashtags, cashtags])
    spans = sorted((span for finder in finders for span in finder(case["text"])), key=lambda span: span.start)
    linked = re.findall(r"<a [^>]*>(.*?)</a>", case["expected"])
    assert [bare(span) for span in spans] == [html.unescape(link).lstrip("#＃$") for link in linked]


def test_every_top_level_domain_of_twitter_text_makes_a_link() -> None:
    missing = [
        case["text"]
        for domains in groups("tlds").values()
        for case in domains
        if [link.text for link in urls(case["text"])] != case["expected"]
    ]
    assert missing == []
    assert sum(map(len, groups("tlds").values())) == 1574


@pytest.mark.parametrize(
    ("group", "case"),
    cases(
        "validate",
        "WeightedTweetsCounterTest",
        "WeightedTweetsWithDiscountedEmojiCounterTest",
        "UnicodeDirectionalMarkerCounterTest",
    ),
)
def test_texts_weigh_what_twitter_text_says(group: str, case: dict[str, Any]) -> None:
    if group == "WeightedTweetsCounterTest" and case["description"] in SUPERSEDED:
        newer = groups("validate")["WeightedTweetsWithDiscountedEmojiCounterTest"]
        case = next(other for other in newer if other["text"] == case["text"])
    measured, expected = count(case["text"], X), case["expected"]
    assert measured.length == expected["weightedLength"]
    assert measured.length * 1000 // measured.limit == expected["permillage"]
    broken = any(odd.kind == "broken" for odd in oddities(case["text"]))
    assert (measured.fits and measured.length > 0 and not broken) == expected["valid"]


def test_the_weights_are_those_of_configuration_3() -> None:
    config = json.loads(official("twitter-text/config-v3.json"))
    assert [(part["start"], part["end"]) for part in config["ranges"]] == list(LIGHT)
    assert {part["weight"] for part in config["ranges"]} == {config["scale"]}
    assert config["defaultWeight"] == 2 * config["scale"]
    assert config["transformedURLLength"] == URL_LENGTH
    assert config["maxWeightedTweetLength"] == X.limit
    assert config["emojiParsingEnabled"]


@pytest.mark.parametrize(("group", "case"), cases("validate", "tweets"))
def test_configuration_1_is_code_points_with_links_of_23(group: str, case: dict[str, Any]) -> None:
    measured = count(case["text"], TextRule("grapheme_url", 140, url_length=23))
    assert (measured.fits and measured.length > 0) == case["expected"]


@pytest.mark.parametrize(
    ("group", "case"), cases("validate", "usernames", "lists", "hashtags", "urls_without_protocol")
)
def test_a_text_that_is_valid_as_a_whole_is_found_as_a_whole(group: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = {"hashtags": hashtags, "urls_without_protocol": urls}.get(group, mentions_or_lists)(text)
    whole = [span for span in found if span.text == text and ("/" in text or group != "lists")]
    assert bool(whole) == case["expected"]


def test_every_cluster_of_unicode_is_one_grapheme() -> None:
    rows = [line.strip("÷ ").split("÷") for line in lines("GraphemeBreakTest.txt")]
    wanted = [[characters(cluster.replace("×", " ")) for cluster in row] for row in rows]
    assert len(wanted) == 602
    assert [row for row in wanted if graphemes("".join(row)) != row] == []
    unit = TextRule("grapheme", 300)
    assert [row for row in wanted if count("".join(row), unit).length != len(row)] == []


def test_every_emoji_weighs_two_and_is_one_grapheme() -> None:
    emoji = [characters(line.partition(";")[0]) for line in lines("emoji-test.txt")]
    assert len(emoji) == 4733
    light = [sign for sign in emoji if count(sign, X).length != 2]
    assert light == ["©", "®"]  # without U+FE0F plain Latin-1 signs, which weigh 1
    assert [sign for sign in emoji if graphemes(sign) != [sign]] == []


def test_an_emoji_between_letters_adds_two() -> None:
    emoji = [characters(line.partition(";")[0]) for line in lines("emoji-test.txt")]
    assert [sign for sign in emoji if count(f"a{sign}b", X).length != 4 and sign not in "©®"] == []


def test_the_emoji_grammar_knows_all_sequences_of_emoji_15() -> None:
    emoji = [characters(line.partition(";")[0]) for line in lines("emoji-test.txt")]
    assert [sign for sign in emoji if len(sign) > 1 and not SEQUENCE.fullmatch(sign)] == []
