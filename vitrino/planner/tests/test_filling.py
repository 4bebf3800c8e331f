"""Plan my week: every free slot gets a proposal with reasons, and only what somebody accepts is planned."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.plan import actions as plan
from vitrino.plan.models import Idea
from vitrino.planner import starting
from vitrino.planner.accepting import Wanted, accept
from vitrino.planner.filling import proposal_of
from vitrino.planner.tests.scene import channel, publication
from vitrino.posts import actions as posts
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.recurring import actions as recurring
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LONG = "Why our rye bread needs a whole night before it goes into the oven."


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def bluesky(cast: Cast) -> Channel:
    return channel(cast, "bluesky")


def slot(cast: Cast, on: Channel, weekday: int = 3, hour: int = 17) -> None:
    plan.add_slot(channel=on, weekday=weekday, wall_time=time(hour), by=cast.anna, now=NOW)


def idea(cast: Cast, text: str = LONG, pillar: Pillar | None = None) -> Idea:
    return plan.note_idea(workspace=cast.bakery, text=text, by=cast.anna, now=NOW, pillar=pillar)


def draft(cast: Cast, on: Channel, text: str = "A draft that waits to be planned.") -> Post:
    return posts.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea=text, channels_wanted=[on])


def whats(cast: Cast) -> list[str]:
    return [line.what for line in proposal_of(cast.bakery, NOW) if line.source]


def take(cast: Cast, *wanted: Wanted) -> Any:
    return accept(workspace=cast.bakery, wanted=wanted, by=cast.anna, now=NOW)


def test_a_free_slot_gets_an_idea_and_the_reason(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast)
    (line,) = proposal_of(cast.bakery, NOW)
    assert line.source is not None
    assert line.source.text == LONG
    assert [str(reason) for reason in line.proposal.reasons][:2] == [
        "It is one of your weekly times.", "You noted it as an idea.",
    ]  # fmt: skip
    assert not Publication.objects.exists()


def test_an_accepted_idea_is_planned_in_the_words_it_was_written_out_in(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    noted = idea(cast, "rye, night", Pillar.objects.create(workspace=cast.bakery, name="Knowledge"))
    outcome = take(cast, Wanted(whats(cast)[0], LONG))
    row = Publication.objects.get()
    noted.refresh_from_db()
    assert (outcome.planned, row.content["text"], row.state) == (1, LONG, "ready")
    assert row.publish_at.astimezone().strftime("%H:%M") in ("16:00", "17:00")
    assert (row.variant.post.pillar_id, noted.used_at) == (noted.pillar_id, NOW)  # type: ignore[union-attr]
    assert Event.objects.filter(kind="week.planned", values={"posts": 1}).exists()


def test_a_note_of_a_few_words_is_not_taken_for_a_post(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast, "rye, night")
    assert [line.is_ready for line in proposal_of(cast.bakery, NOW)] == [False]


def test_what_is_written_comes_before_what_is_noted(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast)
    written = draft(cast, bluesky)
    assert whats(cast)[0].endswith(f"draft:{written.pk}")


def test_the_same_line_twice_is_planned_once(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    draft(cast, bluesky)
    what = whats(cast)[0]
    assert take(cast, Wanted(what)).planned == 1
    again = take(cast, Wanted(what))
    assert (again.planned, Publication.objects.count()) == (0, 1)
    assert "taken already" in str(again.refused[what])


def test_a_line_that_can_not_be_planned_keeps_the_others_from_nothing(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky, 3)
    slot(cast, bluesky, 4)
    idea(cast)
    idea(cast, "Another thing worth saying about sourdough and time.")
    first, second = whats(cast)
    outcome = take(cast, Wanted(first, "x" * 400), Wanted(second, LONG))
    assert outcome.planned == 1
    assert "Too long" in str(outcome.refused[first])
    assert Post.objects.count() == 1, "the refused one leaves nothing behind"


@pytest.mark.parametrize("what", ["", "1", "1 2 3", "x 2026-11-26T16:00Z idea:1", "1 never idea:1",
                                  "1 2026-11-26T16:00Z idea:x", "1 2026-11-26T16:00Z theft:1",
                                  "99999999999999999999 2026-11-26T16:00Z idea:1"])  # fmt: skip
def test_nonsense_is_refused_in_words(cast: Cast, what: str) -> None:
    outcome = take(cast, Wanted(what))
    assert outcome.planned == 0
    assert str(outcome.refused[what])


def test_another_shops_ideas_and_channels_are_out_of_reach(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast)
    what = whats(cast)[0]
    outcome = accept(workspace=cast.florist, wanted=[Wanted(what, LONG)], by=cast.celina, now=NOW)
    assert (outcome.planned, Publication.objects.count()) == (0, 0)


def test_an_evergreen_post_fills_a_slot_as_a_copy_and_rests(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    kept = recurring.keep_evergreen(
        post=draft(cast, bluesky, LONG), min_days=30, max_uses=None, expires_on=None, by=cast.anna, now=NOW
    )
    what = whats(cast)[0]
    assert what.endswith(f"evergreen:{kept.pk}")
    assert take(cast, Wanted(what)).planned == 1
    kept.refresh_from_db()
    row = Publication.objects.get()
    assert row.variant.post_id != kept.post_id  # type: ignore[union-attr]
    assert (kept.used_count, kept.last_used_at) == (1, row.publish_at)
    slot(cast, bluesky, 4)
    assert whats(cast) == []


def test_a_post_that_sells_waits_while_the_balance_is_full(cast: Cast, bluesky: Channel) -> None:
    selling = Pillar.objects.create(workspace=cast.bakery, name="Offers", is_promotional=True)
    Pillar.objects.create(workspace=cast.bakery, name="Knowledge", position=1)
    slot(cast, bluesky)
    idea(cast, "Two loaves for the price of one, this Friday only!", selling)
    (line,) = proposal_of(cast.bakery, NOW)
    assert (line.source, line.proposal.pillar) == (None, "Knowledge")
    assert "gives something" in str(line.proposal.reasons[-1])


def test_an_idea_is_not_offered_where_a_picture_is_needed(cast: Cast) -> None:
    slot(cast, channel(cast, "instagram"))
    idea(cast)
    assert whats(cast) == []


def test_weekly_times_are_set_for_a_shop_that_has_none(cast: Cast, bluesky: Channel) -> None:
    plan.set_cadence(channel=bluesky, low_per_week=3, high_per_week=5, by=cast.anna, now=NOW)
    assert starting.set_up_slots(workspace=cast.bakery, by=cast.anna, now=NOW) == 3
    idea(cast)
    assert len(proposal_of(cast.bakery, NOW)) == 3


def post(cast: Cast, **fields: Any) -> Any:
    with time_machine.travel(NOW, tick=False):
        return cast.client(cast.anna).post("/w/zorza/plan/fill/", fields)


def test_the_page_plans_what_is_ticked_and_nothing_else(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky, 3)
    slot(cast, bluesky, 4)
    draft(cast, bluesky, "The first draft of two that wait here.")
    draft(cast, bluesky, "The second draft of two that wait here.")
    with time_machine.travel(NOW, tick=False):
        page = cast.client(cast.anna).get("/w/zorza/plan/fill/").content.decode()
    assert "There are posts for 2 free times" in page
    assert not Publication.objects.exists()
    assert post(cast, line=[whats(cast)[0]]).status_code == 302
    assert Publication.objects.count() == 1


def test_a_line_that_was_refused_keeps_its_words_on_the_page(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast)
    what = whats(cast)[0]
    answer = post(cast, line=[what], **{f"text {what}": "long " * 100})
    assert answer.status_code == 422
    assert "long long long" in answer.content.decode()
    assert "Too long for Bluesky" in answer.content.decode()


def test_one_line_can_be_planned_alone(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky)
    idea(cast)
    what = whats(cast)[0]
    assert post(cast, only=what, **{f"text {what}": LONG})["Location"] == "/w/zorza/plan/fill/"
    assert Publication.objects.count() == 1


def test_the_page_asks_no_more_for_more_ideas_and_drafts(cast: Cast, bluesky: Channel) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get("/w/zorza/plan/fill/").status_code == 200
        return len(asked)

    def more() -> None:
        idea(cast)
        draft(cast, bluesky)
        recurring.keep_evergreen(post=draft(cast, bluesky), min_days=9, max_uses=None, expires_on=None, by=cast.anna,
                                 now=NOW)  # fmt: skip

    slot(cast, bluesky)
    more()
    few = count()
    for day in range(3):
        slot(cast, bluesky, day)
        more()
    assert count() == few


def test_slots_beyond_seven_days_are_left_alone(cast: Cast, bluesky: Channel) -> None:
    slot(cast, bluesky, NOW.weekday(), 10)  # this morning: the next one is in seven days less three hours
    idea(cast)
    (line,) = proposal_of(cast.bakery, NOW)
    assert line.proposal.slot.at - NOW < timedelta(days=7)
    assert line.proposal.slot.wall == datetime(2026, 11, 28, 10)


@pytest.mark.parametrize(("minutes", "is_free"), [(0, False), (14, False), (-14, False), (15, True), (-15, True)])
def test_what_is_proposed_can_be_planned_whatever_stands_near(
    cast: Cast, bluesky: Channel, minutes: int, is_free: bool
) -> None:
    slot(cast, bluesky)
    idea(cast)
    publication(cast, datetime(2026, 11, 26, 16, tzinfo=UTC) + timedelta(minutes=minutes), platform="bluesky")
    found = whats(cast)
    assert bool(found) is is_free
    if found:
        assert take(cast, Wanted(found[0], LONG)).planned == 1
