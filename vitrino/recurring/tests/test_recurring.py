"""A post that comes back: rows ahead of time, copies planned in their week, nothing twice and nothing in a burst."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.domain.recurrence import Every, Rule
from vitrino.engine.ticker import run_until_idle
from vitrino.notify.models import Alert
from vitrino.posts import actions as posts
from vitrino.posts.models import Post, Variant
from vitrino.publishing.models import Publication
from vitrino.recurring import actions, jobs, queries
from vitrino.recurring.models import EvergreenPost, Occurrence, Recurrence
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAYS = Rule(Every.WEEK, 1, (time(9),), date(2026, 11, 21), weekdays=(0,))
DAILY = Rule(Every.DAY, 1, (time(9),), date(2026, 11, 21))
FIRST = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(
        workspace=cast.bakery, platform="bluesky", remote_id="1", handle="zorza", connected_at=NOW, is_rehearsal=True
    )


@pytest.fixture
def post(cast: Cast, channel: Channel) -> Post:
    return posts.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea="Rye day", channels_wanted=[channel])


def repeat(cast: Cast, post: Post, rule: Rule = MONDAYS, most: int | None = None) -> Recurrence:
    return actions.repeat_post(post=post, rule=rule, time_zone="Europe/Warsaw", max_repeats=most, by=cast.anna, now=NOW)


def states(recurrence: Recurrence) -> list[str]:
    return list(queries.occurrences_of(recurrence).values_list("state", flat=True))


def ready() -> list[datetime]:
    return list(Publication.objects.filter(state="ready").order_by("publish_at").values_list("publish_at", flat=True))


def test_rows_stand_ahead_and_the_next_week_is_planned(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    assert states(made) == ["planned"] + ["ahead"] * 8
    row = Publication.objects.get()
    assert (row.publish_at, row.content["text"], row.time_zone) == (FIRST, "Rye day", "Europe/Warsaw")
    assert row.variant.post_id != post.pk  # type: ignore[union-attr]


def test_a_sweep_twice_is_a_sweep_once(cast: Cast, post: Post) -> None:
    repeat(cast, post)
    for _again in range(3):
        jobs.bring_forward(NOW)
    assert (Publication.objects.count(), Occurrence.objects.count()) == (1, 9)


def test_there_is_never_a_second_row_for_a_time(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    one = made.occurrences.first()
    assert one is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.create(recurrence=made, wall_at=one.wall_at, publish_at=NOW)


def test_after_weeks_offline_the_missed_ones_are_named_and_none_is_sent_late(cast: Cast, post: Post) -> None:
    made = repeat(cast, post, DAILY)
    later = NOW + 30 * DAY
    Publication.objects.update(state="published")  # those of the first week
    jobs.bring_forward(later)
    found = states(made)
    assert found.count("missed") == 23
    assert all(at > later for at in ready())
    assert len(ready()) == 7


def test_the_clock_on_the_wall_stays_the_same_across_the_change(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    with time_machine.travel(datetime(2027, 3, 20, tzinfo=UTC), tick=False):
        jobs.bring_forward(datetime(2027, 3, 20, tzinfo=UTC))
    hours = {
        one.publish_at.date().isoformat(): one.publish_at.hour
        for one in made.occurrences.filter(publish_at__gt=datetime(2027, 3, 20, tzinfo=UTC))
    }
    assert (hours["2027-03-22"], hours["2027-03-29"]) == (8, 7)


def test_new_zone_rules_move_what_is_ahead(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    one = made.occurrences.filter(state="ahead").first()
    assert one is not None
    right = one.publish_at
    Occurrence.objects.filter(pk=one.pk).update(publish_at=right - timedelta(hours=1))
    jobs.bring_forward(NOW)
    one.refresh_from_db()
    assert one.publish_at == right


def test_it_comes_back_as_often_as_was_asked(cast: Cast, post: Post) -> None:
    made = repeat(cast, post, DAILY, most=3)
    for days in range(0, 30, 3):
        jobs.bring_forward(NOW + days * DAY)
    assert states(made).count("planned") == 3
    made.refresh_from_db()
    assert made.state == "ended"


def test_a_pause_takes_back_what_is_planned_and_letting_go_on_makes_up_for_nothing(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    actions.pause(recurrence=made, by=cast.anna, now=NOW)
    assert ready() == []
    jobs.bring_forward(NOW + 3 * DAY)
    assert ready() == []
    actions.resume(recurrence=made, by=cast.anna, now=NOW + 15 * DAY)
    assert ready() == [FIRST + 14 * DAY]


def test_another_rule_takes_the_old_times_back(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    changed = Rule(Every.WEEK, 1, (time(17),), date(2026, 11, 21), weekdays=(0,))
    actions.change_rule(recurrence=made, rule=changed, max_repeats=None, by=cast.anna, now=NOW)
    assert ready() == [FIRST + timedelta(hours=8)]


def test_an_end_is_an_end(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    actions.end(recurrence=made, by=cast.anna, now=NOW)
    jobs.bring_forward(NOW + DAY)
    assert ready() == []
    with pytest.raises(Problem, match="decided this already"):
        actions.resume(recurrence=made, by=cast.anna, now=NOW)


def test_what_is_out_stays_out_when_the_rule_ends(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    Publication.objects.update(state="published", attempt_count=1)
    actions.end(recurrence=made, by=cast.anna, now=NOW)
    assert Publication.objects.get().state == "published"
    assert states(made) == ["planned"]


def test_new_words_are_taken_over_by_the_times_to_come(cast: Cast, post: Post, channel: Channel) -> None:
    repeat(cast, post)
    draft = posts.Draft("Rye day, now with caraway", texts={channel.pk: None})
    posts.save_post(post=post, version=post.version, draft=draft, by=cast.anna, now=NOW)
    jobs.bring_forward(NOW + 3 * DAY)
    texts = [row.content["text"] for row in Publication.objects.order_by("publish_at")]
    assert texts == ["Rye day", "Rye day, now with caraway"]


def test_a_deleted_post_does_not_come_back(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    posts.delete_post(post=post, by=cast.anna, now=NOW)
    jobs.bring_forward(NOW + 10 * DAY)
    made.refresh_from_db()
    assert (made.state, Publication.objects.count()) == ("ended", 1)


def test_one_time_can_be_left_out(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    second = made.occurrences.order_by("publish_at")[1]
    actions.skip_occurrence(occurrence=second, by=cast.anna, now=NOW)
    jobs.bring_forward(NOW + 5 * DAY)
    assert ready() == [FIRST]
    planned = made.occurrences.order_by("publish_at")[0]
    with pytest.raises(Problem, match="planned already"):
        actions.skip_occurrence(occurrence=planned, by=cast.anna, now=NOW)


def test_what_can_not_be_planned_is_left_out_and_said(cast: Cast, post: Post, channel: Channel) -> None:
    made = repeat(cast, post)
    Channel.objects.filter(pk=channel.pk).update(state="disconnected")
    jobs.bring_forward(NOW + 5 * DAY)
    assert states(made)[:2] == ["planned", "skipped"]
    assert "no longer connected" in str(queries.reason_of(made.occurrences.get(state="skipped")))
    assert Alert.objects.filter(kind="failed", person=cast.anna).count() == 1


def test_a_post_without_a_channel_can_not_come_back(cast: Cast) -> None:
    bare = posts.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea="Rye")
    with pytest.raises(Problem, match="at least one channel"):
        repeat(cast, bare)


def test_the_ticker_brings_it_forward_by_itself(cast: Cast, post: Post) -> None:
    repeat(cast, post)
    run_until_idle(NOW + 5 * DAY)
    assert Publication.objects.count() == 2


def test_an_evergreen_post_rests_after_it_was_used(cast: Cast, post: Post) -> None:
    kept = actions.keep_evergreen(post=post, min_days=30, max_uses=2, expires_on=None, by=cast.anna, now=NOW)
    actions.note_use(evergreen=kept, at=NOW)
    with pytest.raises(Problem, match="rest a little"):
        actions.note_use(evergreen=kept, at=NOW + 29 * DAY)
    actions.note_use(evergreen=kept, at=NOW + 30 * DAY)
    assert queries.ready_evergreens(cast.bakery, NOW + 90 * DAY) == []


def test_changed_words_count_anew(cast: Cast, post: Post) -> None:
    kept = actions.keep_evergreen(post=post, min_days=1, max_uses=None, expires_on=None, by=cast.anna, now=NOW)
    for days in range(3):
        actions.note_use(evergreen=kept, at=NOW + days * DAY)
    kept.refresh_from_db()
    assert kept.rule.needs_freshening
    Post.objects.filter(pk=post.pk).update(changed_at=NOW + 3 * DAY)
    assert not EvergreenPost.objects.get().rule.needs_freshening
    assert actions.note_use(evergreen=kept, at=NOW + 4 * DAY).unchanged_count == 1


FORM = {"every": "week", "interval": "1", "weekdays": ["0"], "times": "09:00, 17:30", "starts_on": "2026-11-21"}


def client_post(cast: Cast, path: str, **fields: Any) -> Any:
    with time_machine.travel(NOW, tick=False):
        return cast.client(cast.anna).post(f"/w/zorza/{path}", fields)


def test_the_form_makes_a_rule_and_its_page_shows_the_times(cast: Cast, post: Post) -> None:
    answer = client_post(cast, f"posts/{post.pk}/repeats/", **FORM)
    assert answer.status_code == 302
    with time_machine.travel(NOW, tick=False):
        page = cast.client(cast.anna).get(answer["Location"]).content.decode()
    assert "Every week · Monday · 09:00 · 17:30" in page
    assert page.count("Leave out") == 10


@pytest.mark.parametrize(("fields", "words"), [({"times": "nine"}, "like 09:00"), ({"times": "24:00"}, "like 09:00"),
                                               ({"times": "09:00, 09:05"}, "15 minutes"), ({"interval": "0"}, "greate"),
                                               ({"weekdays": []}, "weekday"), ({"every": "minute"}, "valid choice"),
                                               ({"every": "month"}, "day of the month")])  # fmt: skip
def test_a_form_filled_in_wrongly_says_what_is_wrong(cast: Cast, post: Post, fields: Any, words: str) -> None:
    answer = client_post(cast, f"posts/{post.pk}/repeats/", **{**FORM, **fields})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Recurrence.objects.exists()


def test_all_buttons_of_the_pages_work(cast: Cast, post: Post) -> None:
    made = repeat(cast, post)
    for name in ("pause", "resumption"):
        client_post(cast, f"plan/repeats/{made.pk}/{name}/")
    ahead = made.occurrences.filter(state="ahead").first()
    assert ahead is not None
    client_post(cast, f"plan/occurrences/{ahead.pk}/skip/")
    client_post(cast, f"plan/repeats/{made.pk}/rule/", **FORM)
    client_post(cast, f"posts/{post.pk}/evergreen/", min_days="30")
    kept = EvergreenPost.objects.get()
    with time_machine.travel(NOW, tick=False):
        assert "Evergreen posts" in cast.client(cast.anna).get("/w/zorza/plan/repeats/").content.decode()
    client_post(cast, f"plan/evergreens/{kept.pk}/removal/")
    client_post(cast, f"plan/repeats/{made.pk}/end/")
    made.refresh_from_db()
    kept.refresh_from_db()
    assert (made.state, kept.ended_at, made.times) == ("ended", NOW, ["09:00", "17:30"])


def test_the_list_leads_to_the_form_of_the_chosen_post(cast: Cast, post: Post) -> None:
    client = cast.client(cast.anna)
    chosen = client.get(f"/w/zorza/plan/repeats/choice/?post={post.pk}&as=evergreen")
    assert chosen["Location"] == f"/w/zorza/posts/{post.pk}/evergreen/"
    assert client.get("/w/zorza/plan/repeats/choice/?post=x").status_code == 404


def test_the_list_asks_no_more_for_more_rules(cast: Cast, post: Post) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get("/w/zorza/plan/repeats/").status_code == 200
        return len(asked)

    repeat(cast, post)
    few = count()
    for _number in range(4):
        repeat(cast, post)
    assert count() == few


def test_a_copy_has_the_same_words_for_the_same_channels(cast: Cast, post: Post, channel: Channel) -> None:
    Variant.objects.filter(post=post).update(text="Own words", is_own=True)
    repeat(cast, post)
    copied = Variant.objects.exclude(post=post).get()
    assert (copied.text, copied.is_own, copied.channel) == ("Own words", True, channel)
