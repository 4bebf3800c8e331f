"""The day on the official Bluesky servers once more, from its transcript: every request must still be the same."""

from __future__ import annotations

import re
from datetime import datetime

from tests.contracts.bluesky_journey import Desk, journey
from tests.contracts.transcript import FOLDER, load
from vitrino.connect.records import Published


class PastPeople:
    """All they did is in the transcript already."""

    def react_to(self, published: Published) -> None:
        assert published.remote_id.startswith("at://")

    def see_answer(self, published: Published, text: str) -> None:
        assert published.extra["root_uri"] != published.remote_id, "an answer hangs below somebody's post"

    def count_posts(self, expected: int) -> None:
        """Counted when it was recorded."""

    def see_hidden(self, uri: str) -> None:
        """Seen when it was recorded."""


def test_the_recorded_day_goes_the_same_way_again() -> None:
    facts, door = load("bluesky")
    desk = Desk(door, datetime.fromisoformat(facts["now"]), facts["fields"], facts["customer"])
    journey(desk, PastPeople())
    assert door.is_at_end()


def test_no_transcript_holds_a_secret() -> None:
    for path in FOLDER.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"eyJ[\w-]{10,}", text), f"a token in {path.name}"
        bearers = re.findall(r"Bearer ([\w.-]+)", text)
        assert bearers, "requests are signed"
        assert all(bearer.startswith("masked-") for bearer in bearers)
        assert all(word.startswith("masked-") for word in re.findall(r'"(?:app_)?password": "([^"]*)"', text))
