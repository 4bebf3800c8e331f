"""The emoji on offer come from Unicode's list, without those that only differ by skin."""

from __future__ import annotations

import json

from vitrino.ui import emoji

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
