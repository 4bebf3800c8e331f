"""A text written for another network is noticed, and one written for this one never."""

from __future__ import annotations

import pytest

from vitrino.connect.manners import manner_of
from vitrino.connect.registry import manifests
from vitrino.domain.fit.facts import FORMATS
from vitrino.domain.text.manner import strangers

STRANGE = [
    ("mastodon", "New bread! Link in bio.", "Instagram"),
    ("facebook", "Nowy chleb! Link w bio 👆", "Instagram"),
    ("bluesky", "Retweet if you like rye", "X"),
    ("linkedin", "Hit the bell so you miss nothing", "YouTube"),
    ("facebook", "Swipe up for the menu", "Instagram"),
    ("mastodon", "Upvote this", "Reddit"),
    ("x", "Ask us on r/breadit", "Reddit"),
    ("instagram", "Thanks @ola@mastodon.social for the photo", "Mastodon"),
    ("bluesky", "Thanks @ola for the photo", "@ola"),
    ("x", "Thanks @ola.bsky.social", "Bluesky"),
    ("instagram", "All about it: https://zorza.example/rye", "nobody can tap"),
    ("linkedin", "Our #sourdough and our #rye are baked by a team of five", "in the middle"),
    ("instagram", "Bread " + " ".join(f"#bread{number}" for number in range(11)), "do no good"),
    ("x", "Bread #a1 #b2 #c3 #d4 #e5", "do no good"),
]
AT_HOME = [
    ("instagram", "New bread! Link in bio. #bread #warsaw"),
    ("tiktok", "Behind the counter #fyp, link in bio"),
    ("mastodon", "Thanks @ola@mastodon.social for the photo, and @zosia too"),
    ("bluesky", "Thanks @ola.bsky.social, and write to shop@zorza.example"),
    ("x", "Thanks @ola! https://zorza.example/rye #rye #bread"),
    ("reddit", "As said on r/breadit: upvote the crust"),
    ("linkedin", "We bake for #offices, five days a week\n\n#bread #catering #warsaw"),
    ("linkedin", "Read on: https://zorza.example/rye #bread #catering"),
    ("mastodon", "Our #rye is back, and the #sourdough too"),
    ("facebook", "Is it open 24/7? And/or: who bakes at 3/4 past four?"),
    ("instagram", "See zorza.example for the menu"),
    ("facebook", "Ślimaki i rogale. Do jutra!"),
    ("bluesky", ""),
]


@pytest.mark.parametrize(("key", "text", "word"), STRANGE)
def test_what_belongs_to_another_network_is_named(key: str, text: str, word: str) -> None:
    found = strangers(text, manner_of(key))
    assert len(found) == 1
    assert word in str(found[0])


@pytest.mark.parametrize(("key", "text"), AT_HOME)
def test_a_text_at_home_is_left_alone(key: str, text: str) -> None:
    assert strangers(text, manner_of(key)) == []


def test_the_line_is_between_taste_and_a_heap() -> None:
    tags = " ".join(f"#bread{number}" for number in range(10))
    assert strangers(f"Bread {tags}", manner_of("instagram")) == []
    assert strangers(f"Bread {tags} #one", manner_of("instagram"))
    assert strangers("Our #rye is baked by five", manner_of("linkedin")) == []


def test_every_stage_says_what_it_lives_on_and_dates_what_it_says() -> None:
    for one in manifests().values():
        if any(word.startswith("publish.") for word in one.capabilities) and one.key != "elsewhere":
            assert one.lives_on, one.key
            assert set(one.lives_on.value) <= set(FORMATS)
        for usage in one.usage:
            assert str(usage.survey.name)
            assert usage.survey.asked_until < usage.survey.looked_up_on
        assert len({(known.survey, known.group) for known in one.usage}) == len(one.usage)
