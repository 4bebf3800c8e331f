"""Texts that are too long, hide something, or want to be code (rows 22 to 40)."""

from __future__ import annotations

import json
import time
import unicodedata
from typing import Any

import pytest

from tests.bad_input.clear import is_clear, refused
from tests.bad_input.rows import row
from vitrino.connect import reading
from vitrino.connect.wire import parse_json
from vitrino.domain import placeholders
from vitrino.domain.links import clean_url
from vitrino.domain.matcher.find import Matcher, Term
from vitrino.domain.matcher.fold import key
from vitrino.domain.names.forms import checked_name
from vitrino.domain.text import TextRule, clean, count, oddities, split
from vitrino.posts import actions, checks
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import a_post, channel
from vitrino.workspace.tests.cast import NOW, Cast, assemble

FAMILY = "👨‍👩‍👧‍👦"
PLATFORMS = ("bluesky", "mastodon", "instagram", "facebook", "x", "google_business")


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@row(22)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_text_over_the_limit_is_said_with_the_platform_and_kept_whole(cast: Cast, platform: str) -> None:
    text = "Rye. " * 20_000
    post = a_post(cast, idea=text.strip(), platforms=(platform,))
    found = checks.examine(channel(cast, platform), text)
    too_long = [problem for problem in found.problems if "long" in str(problem).lower()]
    assert too_long
    for problem in too_long:
        is_clear(problem)
    assert Post.objects.get(pk=post.pk).idea == text.strip()


@row(22)
def test_more_than_anybody_writes_is_refused_and_never_cut(cast: Cast) -> None:
    post = a_post(cast)
    with refused("100000 characters"):
        actions.save_post(post=post, version=1, draft=actions.Draft("x" * 100_001), by=cast.anna, now=NOW)
    assert Post.objects.get(pk=post.pk).idea == "Fresh rye bread from seven"


@row(23)
@pytest.mark.parametrize(("unit", "length"), [("grapheme", 1), ("x_weighted", 2), ("utf16", 11), ("utf8_bytes", 25)])
def test_a_family_counts_as_its_platform_counts(unit: Any, length: int) -> None:
    assert count(FAMILY, TextRule(unit, 300)).length == length


@row(24)
def test_no_part_ends_inside_a_family() -> None:
    parts = split(FAMILY * 400, TextRule("grapheme", 300))
    assert "".join(part.replace(" ", "") for part in parts) == FAMILY * 400
    assert all(len(part) % len(FAMILY) == 0 for part in parts)


@row(25, 26)
@pytest.mark.parametrize(
    "text", ["Pay \u202eereh\u202c now", "\u2067abc\u2069", "Zor\u200bza", "rye\U000e0041\U000e0042", "a\u00adb\u2060c"]
)
def test_what_hides_is_shown_with_words(text: str) -> None:
    found = oddities(text)
    assert found
    for oddity in found:
        is_clear(oddity.message)


@row(26, 31)
@pytest.mark.parametrize(
    ("one", "other"),
    [("Zor\u200bza", "Zorza"), (unicodedata.normalize("NFD", "ĉirkaŭ"), "ĉirkaŭ"), ("ŁÓDŹ", "łódź"),
     ("STRASSE", "straße"),
     ("İstanbul", "istanbul")],
)  # fmt: skip
def test_two_spellings_of_one_word_are_one_to_the_search(one: str, other: str) -> None:
    assert key(one) == key(other)


@row(27)
def test_a_name_in_look_alike_letters_is_found_and_named() -> None:
    assert any(oddity.kind == "lookalike" for oddity in oddities("Piekarnia Zоrza"))  # a Cyrillic о
    hits = Matcher([Term("1", "zorza")]).find("Piekarnia Zоrza")
    assert hits


@row(28)
def test_a_pile_of_marks_is_cut_and_the_words_stay() -> None:
    cleaned = clean("Rye" + "\u0301" * 100_000 + " bread")
    assert len(cleaned) < 40
    assert cleaned.startswith("Ry")
    assert cleaned.endswith(" bread")


@row(29)
def test_half_a_character_from_json_becomes_a_sign_one_can_store() -> None:
    value = parse_json(b'{"text": "a\\ud83db"}')
    assert value["text"] == "a\ufffdb"
    value["text"].encode()


@row(30)
@pytest.mark.parametrize("enter", [clean, lambda text: parse_json(json.dumps(text).encode())])
def test_nul_never_gets_in(enter: Any) -> None:
    assert enter("rye\0bread") == "ryebread"


@row(32, 33)
@pytest.mark.parametrize(
    ("given", "name"),
    [("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"), ("x" * 1_000_000, "x" * 200), ("", ""),
     ("   \n ", ""), ("two\nlines", "two lines"), (None, ""), ({"a": 1}, "")],
)  # fmt: skip
def test_a_name_from_outside_is_one_short_line_of_text(given: Any, name: str) -> None:
    assert reading.name(given) == name


@row(34)
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<script>", "JAVASCRIPT:x", "file:///etc/passwd"]
)
def test_a_link_that_is_code_is_no_link(url: str) -> None:
    assert reading.link(url) == ""
    with refused():
        clean_url(url)


@row(35)
@pytest.mark.parametrize(
    "gap", ["{u.__class__}", "{0}", "{customer_name.__init__}", "{customer_name!r}", "{x:>9999999}"]
)
def test_a_gap_that_reaches_into_the_machine_is_refused(gap: str) -> None:
    with refused("no gap Vitrino can fill"):
        placeholders.fill_reply(f"Dear {gap}", {"customer_name": "Anna"})


@row(36)
@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_gap_without_a_value_is_named_before_anything_is_sent(value: str | None) -> None:
    with refused("customer_name"):
        placeholders.fill_reply("Dear {customer_name}", {"customer_name": value})


@row(37, 38)
@pytest.mark.parametrize("words", ["'; DROP TABLE posts_post; --", "%", "_", "%' OR 1=1 --", "\\"])
def test_what_is_looked_for_is_only_text(cast: Cast, words: str) -> None:
    a_post(cast)
    answer = cast.client(cast.anna).get("/w/zorza/inbox/", {"words": words, "state": words, "before": words})
    assert answer.status_code < 500
    assert Post.objects.count() == 1


@row(39)
@pytest.mark.parametrize("name", ["(a+)+$", "(x+x+)+y", "[a-z]{1,99999}"])
def test_a_regular_expression_is_a_name_like_any_other(name: str) -> None:
    began = time.perf_counter()
    Matcher([Term("1", name)]).find("a" * 100_000 + "!")
    assert time.perf_counter() - began < 5


@row(39, 85)
@pytest.mark.parametrize("name", ["a", ".", "", "x" * 5_000])
def test_a_name_that_would_be_found_everywhere_or_nowhere_is_refused(name: str) -> None:
    with refused():
        checked_name(name)
