"""The strategy where posts are written: its lines, and remarks about a text that sounds otherwise."""

from __future__ import annotations

import pytest

from vitrino.channels.models import Channel
from vitrino.posts import actions
from vitrino.posts.speaking import departures, lines_for
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.strategy.actions import VoiceWords
from vitrino.strategy.models import Pillar
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
VOICES = (VoiceWords("mastodon", "informal", 1, not_words="super okazja", do_example="Wpadnij po chleb."),
          VoiceWords("", "formal"))  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    found = assemble()
    strategy.adopt_strategy(workspace=found.bakery, texts={"avoid": "Politics\nHealth"}, voices=VOICES, reason="",
                            by=found.anna, now=NOW)  # fmt: skip
    return found


def test_only_the_lines_of_the_chosen_platforms_are_shown(cast: Cast) -> None:
    found = lines_for(cast.bakery, ["mastodon"], None)
    assert found is not None
    assert [one.platform for one in found.voices] == ["mastodon"]
    assert found.avoid == ("Politics", "Health")
    elsewhere = lines_for(cast.bakery, ["bluesky"], None)
    assert elsewhere is not None
    assert [one.platform for one in elsewhere.voices] == [""]
    assert lines_for(cast.florist, ["mastodon"], None) is None


def test_the_kind_of_content_says_what_belongs_to_it(cast: Cast) -> None:
    pillar = Pillar.objects.create(workspace=cast.bakery, name="Questions", description="Polls and quizzes")
    found = lines_for(cast.bakery, [], pillar.pk)
    assert found is not None
    assert found.pillar == pillar


def test_a_text_is_held_against_the_voice_of_its_platform(cast: Cast) -> None:
    voices = strategies.voices_in_force(cast.bakery)
    stiff = "Szanowni Państwo, super okazja w piekarni!"
    assert [str(one) for one in departures(voices, "mastodon", stiff, "pl")] == [
        "The strategy says you speak familiarly here, and this is formal: “Szanowni Państwo”.",
        "The strategy says you don't use these words: “super okazja”.",
    ]
    assert departures(voices, "bluesky", "Zapraszamy Państwa.", "pl") == []


def test_the_composer_shows_the_lines_and_the_remarks(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="mastodon", handle="zorza", connected_at=NOW)
    post = actions.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea="Zapraszamy Państwa.",
                               channels_wanted=[channel])  # fmt: skip
    page = cast.client(cast.anna).get(f"/w/zorza/posts/{post.pk}/").content.decode()
    assert "Wpadnij po chleb." in page
    assert "We don't talk about: Politics, Health." in page
    assert "“Państwa”" in page
