"""The usual rhythm of each platform, said with what speaks for it (MISSION M5)."""

from __future__ import annotations

import pytest

from vitrino.connect.registry import manifests
from vitrino.planner.usual import usual_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("instagram", "Advised on Instagram: 3 to 5 posts a week."),
        ("x", "Advised on X: 2 to 3 posts a day."),
        ("facebook", "Advised on Facebook: 1 to 2 posts a day."),
        ("linkedin", "Advised on LinkedIn: 1 to 2 posts a day."),
        ("tiktok", "Advised on TikTok: 3 to 5 posts a week."),
        ("google_business", "Advised on Google Business Profile: one post a week."),
        ("bluesky", "is our own judgement; nobody has published a study."),
        ("telegram", "Nobody has named a usual rhythm for Telegram."),
    ],
)
def test_the_usual_rhythm_is_said_with_how_sure_it_is(key: str, words: str) -> None:
    assert words in str(usual_words(manifests()[key]))
