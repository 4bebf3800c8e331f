"""The guided way to a strategy: proposals with their evidence, a draft between steps, the whole at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.models import Channel
from vitrino.commerce.models import Order
from vitrino.competitors.models import Competitor, CompetitorPost
from vitrino.domain.message import fill
from vitrino.guidance import queries
from vitrino.guidance.proposals import Proposal, proposals_for
from vitrino.insight.models import KnownPost
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.strategy.actions import VoiceWords
from vitrino.workspace.models import Brand
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
GUIDE = "/w/zorza/strategy/guide/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


def by_key(cast: Cast, part: str) -> dict[str, Proposal]:
    return {one.key: one for one in proposals_for(cast.bakery, part, NOW)}


def test_every_part_can_be_opened_without_knowing_anything(cast: Cast) -> None:
    client = cast.client(cast.anna)
    for part in strategies.PARTS:
        assert client.get(f"{GUIDE}{part.key}/").status_code == 200
    assert queries.draft_of(cast.bakery) is None, "looking begins nothing"
    assert client.get(f"{GUIDE}nonsense/").status_code == 404


def test_a_draft_is_kept_between_steps_and_gone_when_it_is_in_force(cast: Cast) -> None:
    client = cast.client(cast.anna)
    client.post(GUIDE)
    answer = client.post(f"{GUIDE}audience/", {"audience": "Neighbours", "go": "1"})
    assert answer.headers["Location"].endswith("/competitors/")
    client.post(f"{GUIDE}competitors/", {"competitors": "Others are loud", "later": "1"})
    draft = queries.draft_of(cast.bakery)
    assert draft is not None
    assert (draft.texts["audience"], draft.texts["competitors"]) == ("Neighbours", "Others are loud")
    assert draft.done == ["audience"], "what was left for later is not done"
    assert b"Neighbours" in client.get(f"{GUIDE}whole/").content
    assert client.post(f"{GUIDE}whole/", {}).status_code == 302
    in_force = strategies.strategy_in_force(cast.bakery)
    assert in_force is not None
    assert (in_force.audience, queries.draft_of(cast.bakery)) == ("Neighbours", None)


def test_the_next_version_begins_with_the_one_in_force_and_asks_why(cast: Cast) -> None:
    strategy.adopt_strategy(workspace=cast.bakery, texts={"audience": "Neighbours"}, reason="", by=cast.anna, now=NOW)
    client = cast.client(cast.anna)
    client.post(f"{GUIDE}care/", {"care": "Within the hour", "go": "1"})
    assert client.post(f"{GUIDE}whole/", {}).status_code == 422
    assert b"New: nothing stood here before." in client.get(f"{GUIDE}whole/").content
    client.post(f"{GUIDE}whole/", {"reason": "We were slow"})
    in_force = strategies.strategy_in_force(cast.bakery)
    assert in_force is not None
    assert (in_force.version, in_force.audience, in_force.care) == (2, "Neighbours", "Within the hour")


def test_a_day_that_is_over_is_no_day_to_look_again(cast: Cast) -> None:
    client = cast.client(cast.anna)
    client.post(f"{GUIDE}care/", {"care": "Within the hour", "go": "1"})
    assert client.post(f"{GUIDE}whole/", {"review_on": "2020-01-01"}).status_code == 422
    assert strategies.strategy_in_force(cast.bakery) is None


def test_a_draft_that_is_given_up_leaves_what_is_in_force(cast: Cast) -> None:
    strategy.adopt_strategy(workspace=cast.bakery, texts={"audience": "Neighbours"}, reason="", by=cast.anna, now=NOW)
    client = cast.client(cast.anna)
    client.post(f"{GUIDE}audience/", {"audience": "Everybody", "go": "1"})
    client.post(f"{GUIDE}removal/")
    assert queries.draft_of(cast.bakery) is None
    in_force = strategies.strategy_in_force(cast.bakery)
    assert in_force is not None
    assert in_force.audience == "Neighbours"


def test_a_proposal_is_written_only_by_a_press_and_offered_once(cast: Cast) -> None:
    Brand.objects.filter(workspace=cast.bakery).update(avoid="Politics of the town")
    client = cast.client(cast.anna)
    client.post(f"{GUIDE}avoid/", {"avoid": "Alcohol", "dos": "Greet", "take": "brand-0"})
    draft = queries.draft_of(cast.bakery)
    assert draft is not None
    assert draft.texts["avoid"] == "Alcohol\nPolitics of the town"
    assert draft.texts["dos"] == "Greet", "what was typed is kept"
    assert draft.taken == ["brand-0"]
    assert b'value="brand-0"' not in client.get(f"{GUIDE}avoid/").content


def test_a_voice_is_kept_for_each_platform(cast: Cast) -> None:
    Channel.objects.create(workspace=cast.bakery, platform="bluesky", handle="zorza", connected_at=NOW)
    client = cast.client(cast.anna)
    given = {"voice": "Warm", "voice-bluesky-formality": "informal", "voice-bluesky-emoji": "2",
             "voice-bluesky-not_words": "super okazja", "voice-everywhere-formality": "formal", "go": "1"}  # fmt: skip
    client.post(f"{GUIDE}voice/", given)
    client.post(f"{GUIDE}whole/", {})
    voices = strategies.voices_in_force(cast.bakery)
    assert voices["bluesky"] == VoiceWords("bluesky", "informal", 2, not_words="super okazja")
    assert voices[""].formality == "formal"


def test_orders_speak_only_as_a_crowd(cast: Cast) -> None:
    def order(number: int, customer: str) -> None:
        Order.objects.create(
            workspace=cast.bakery, source="shop", remote_id=str(number), number=str(number), customer_email=customer,
            total_minor=4200, currency="PLN", state="paid", placed_at=NOW - timedelta(days=number),
        )  # fmt: skip

    for number in range(19):
        order(number, f"kim{number}@example.org")
    assert by_key(cast, "audience") == {}
    for number in range(19, 40):
        order(number, f"kim{number % 20}@example.org")
    found = by_key(cast, "audience")
    assert "42.00" in str(found["orders-basket"].sentence)
    assert found["orders-basket"].evidence.values["n"] == 40
    assert "example.org" not in "".join(str(one.sentence) for one in found.values())
    assert by_key(cast, "audience").keys() >= {"orders-basket", "orders-again"}


def test_competitors_are_proposed_with_an_example(cast: Cast) -> None:
    rival = Competitor.objects.create(workspace=cast.bakery, platform="bluesky", remote_id="1", handle="rival",
                                      name="Rival", added_at=NOW, due_at=NOW, sample=40)  # fmt: skip
    CompetitorPost.objects.create(competitor=rival, remote_id="1", text="Come and knead with us", at=NOW, read_at=NOW,
                                  answers=90, score=1.1)  # fmt: skip
    found = by_key(cast, "competitors")[f"best-{rival.pk}"]
    assert "Come and knead with us" in str(found.sentence)
    assert found.evidence.values["n"] == 40


def test_the_voice_is_heard_in_ones_own_posts(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="bluesky", handle="zorza", connected_at=NOW)
    for number in range(6):
        text = f"Wpadnij do nas po chleb numer {number}, jeszcze ciepły. 🍞"
        KnownPost.objects.create(workspace=cast.bakery, channel=channel, remote_id=str(number), at=NOW, text=text,
                                 engagement=number)  # fmt: skip
    found = by_key(cast, "voice")
    assert found["manner-bluesky"].voice == {"formality": "informal"}
    assert found["emoji-bluesky"].voice == {"emoji": 1}
    assert "numer 5" in found["example-bluesky"].voice["do_example"]
    cast.client(cast.anna).post(f"{GUIDE}voice/", {"take": "manner-bluesky"})
    draft = queries.draft_of(cast.bakery)
    assert draft is not None
    assert queries.sheet_of(draft).voices == (VoiceWords("bluesky", "informal"),)


def test_every_proposal_says_where_it_comes_from(cast: Cast) -> None:
    for part in strategies.PARTS:
        for one in proposals_for(cast.bakery, part.key, NOW):
            assert fill(one.evidence.template, one.evidence.values).strip()
            assert one.writes in part.fields


def test_the_guide_is_for_those_who_manage(cast: Cast) -> None:
    assert cast.client(cast.bruno).get(GUIDE).status_code == 403
    assert cast.client(cast.celina).get(GUIDE).status_code == 404
