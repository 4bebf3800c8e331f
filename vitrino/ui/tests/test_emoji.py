"""The emoji on offer come from Unicode's list, without those that only differ by skin."""

from __future__ import annotations

import json
import re

import pytest
from django.utils import translation

from vitrino.ui import assets, emoji

LIST = """
# group: Smileys & Emotion
1F600 ; fully-qualified # 😀 E1.0 grinning face
263A  ; unqualified     # ☺ E0.6 smiling face
# group: Component
1F3FB ; component       # 🏻 E1.0 light skin tone
# group: People & Body
1F44B       ; fully-qualified # 👋 E0.6 waving hand
1F44B 1F3FB ; fully-qualified # 👋🏻 E1.0 waving hand: light skin tone
"""


def test_groups_hold_whole_emoji_once_and_no_components() -> None:
    assert emoji.groups(LIST) == [[("😀", "grinning face")], [("👋", "waving hand")]]


def test_the_list_that_is_served_has_a_source_and_nine_groups() -> None:
    served = json.loads(emoji.WRITTEN.read_text(encoding="utf-8"))
    assert "Unicode" in served["source"]
    assert len(served["groups"]) == 9
    everything = [one for group in served["groups"] for one, _name in group]
    assert len(everything) == len(set(everything)) > 1500
    assert "🍞" in everything


@pytest.mark.parametrize("language", emoji.LANGUAGES)
def test_a_list_that_is_served_has_the_words_that_were_written_down(language: str) -> None:
    served = json.loads(emoji.path_of(language).read_text(encoding="utf-8"))["groups"]
    assert served == emoji.spoken(emoji.known(), language), "run python -m vitrino.ui.emoji"


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", {"🍞": "chleb", "🥐": "rogalik", "🇵🇱": "polska", "🎁": "prezent"}),
     ("eo", {"🍞": "pano", "☕": "kafo", "🇵🇱": "pollando", "🎁": "donaco"})],
)  # fmt: skip
def test_emoji_are_found_by_words_of_the_readers_language(language: str, words: dict[str, str]) -> None:
    found = {one: said.split() for group in emoji.spoken(emoji.known(), language) for one, _name, said in group}
    assert {one: word for one, word in words.items() if word in found[one]} == words


def test_every_line_of_words_is_about_an_emoji_that_exists() -> None:
    names = [set(re.split(r"\W+", name.lower())) for group in emoji.known() for _one, name in group]
    lost = [key for key in emoji.words_in("pl") if not any(key <= name for name in names)]
    assert lost == []


@pytest.mark.parametrize(("language", "name"), [("pl", "emoji.pl"), ("en", "emoji."), ("de", "emoji.")])
def test_a_page_names_the_list_of_its_language(language: str, name: str) -> None:
    with translation.override(language):
        assert assets.emoji_list().rpartition("/")[2].startswith(name)
