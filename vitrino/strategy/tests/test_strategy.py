"""Goals that can be measured, and one page that is in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vitrino.campaigns.models import Campaign
from vitrino.channels.models import Channel
from vitrino.domain.goals import Baseline
from vitrino.domain.problem import Problem
from vitrino.notify.models import Alert
from vitrino.strategy import actions, jobs, queries, reminding
from vitrino.strategy.models import Goal, Pillar, Strategy
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def set_goal(cast: Cast, **changes: object) -> Goal:
    usual = Baseline(500, 500, 500, 56)
    values = {"title": "", "metric": "follows", "baseline": usual, "target": 800, "deadline": date(2027, 3, 31)}
    values |= changes
    return actions.set_goal(workspace=cast.bakery, by=cast.anna, now=NOW, **values)  # type: ignore[arg-type]


def adopt(cast: Cast, reason: str = "", **texts: str) -> Strategy:
    return actions.adopt_strategy(workspace=cast.bakery, texts=texts, reason=reason, by=cast.anna, now=NOW)


def test_a_goal_names_itself_after_its_number(cast: Cast) -> None:
    assert set_goal(cast).title == "Followers: 800"


def test_a_goal_below_today_is_refused_with_a_proposal(cast: Cast) -> None:
    with pytest.raises(Problem, match="500 now; 600 would be more"):
        set_goal(cast, target=500)
    with pytest.raises(Problem, match="In as many days"):
        set_goal(cast, metric="orders", target=500)


def test_a_goal_beyond_what_there_can_be_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="can't be more than 5"):
        set_goal(cast, metric="rating", target=6, baseline=None)


def test_a_wish_without_a_measure_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="can't be counted"):
        set_goal(cast, metric="presence")


def test_of_a_campaign_only_clicks_can_be_counted(cast: Cast) -> None:
    day = NOW.date()
    spring = Campaign.objects.create(workspace=cast.bakery, title="Spring", tag="spring", metric="clicks", target=9,
                                     starts_on=day, ends_on=day, created_at=NOW)  # fmt: skip
    with pytest.raises(Problem, match="only the clicks"):
        set_goal(cast, campaign=spring)
    assert set_goal(cast, metric="link_clicks", campaign=spring).campaign == spring


def test_a_goal_on_one_channel_names_it(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="bluesky", handle="zorza", connected_at=NOW)
    assert set_goal(cast, channels=[channel]).title == "Followers: 800 (Bluesky)"


def test_a_goal_without_numbers_is_accepted_while_they_are_measured(cast: Cast) -> None:
    goal = set_goal(cast, baseline=None, baseline_until=date(2026, 12, 5))
    assert (goal.baseline, goal.baseline_until) == (None, date(2026, 12, 5))
    actions.note_baseline(goal=goal, baseline=Baseline(512, 512, 512, 14))
    assert (goal.baseline, goal.baseline_until) == (512, None)


def test_posts_serve_goals_by_channel_kind_or_form(cast: Cast) -> None:
    pillar = Pillar.objects.create(workspace=cast.bakery, name="Questions")
    goal = set_goal(cast, pillars=[pillar], formats=["video"])
    assert list(queries.goals_served(cast.bakery, channels=[], pillar=pillar.pk)) == [goal]
    assert list(queries.goals_served(cast.bakery, channels=[], format_="video")) == [goal]
    assert not queries.goals_served(cast.bakery, channels=[], format_="image").exists()


def test_a_forecast_that_was_made_is_never_changed(cast: Cast) -> None:
    goal, day = set_goal(cast), NOW.date()
    actions.note_standing(goal=goal, day=day, standing=actions.Standing(510, 0.4, 600, 700, 800))
    actions.note_standing(goal=goal, day=day, standing=actions.Standing(520, 0.9, 700, 800, 900))
    actions.note_values(goal=goal, values={day: 515})
    assert [(one.value, one.chance) for one in queries.standings_of(goal)] == [(515, 0.4)]
    assert queries.newest_standings([goal])[goal.pk].middle == 700


def test_forecasts_are_judged_by_what_they_said_at_half_time(cast: Cast) -> None:
    goal = set_goal(cast)
    half = goal.starts_on + timedelta(days=goal.days_total // 2)
    for day, chance in ((goal.starts_on, 0.1), (half, 0.8), (goal.deadline, 0.99)):
        actions.note_standing(goal=goal, day=day, standing=actions.Standing(600, chance))
    assert queries.half_time_calls(cast.bakery) == []
    actions.close_goal(goal=goal, state=Goal.State.MISSED, by=None, now=NOW)
    assert queries.half_time_calls(cast.bakery) == [(0.8, False)]


def test_a_lesson_is_one_sentence(cast: Cast) -> None:
    goal = set_goal(cast)
    with pytest.raises(Problem, match="One sentence"):
        actions.learn_from_goal(goal=goal, lesson="  ", by=cast.anna, now=NOW)
    assert actions.learn_from_goal(goal=goal, lesson=" Ask  more. ", by=cast.anna, now=NOW).lesson == "Ask more."


def test_a_goal_for_yesterday_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="date has to lie ahead"):
        set_goal(cast, deadline=date(2026, 11, 20))


def test_a_closed_goal_is_no_longer_under_way(cast: Cast) -> None:
    goal = set_goal(cast)
    actions.close_goal(goal=goal, state=Goal.State.REACHED, by=cast.anna, now=NOW)
    assert not queries.active_goals(cast.bakery).exists()
    with pytest.raises(Problem, match="closed already"):
        actions.close_goal(goal=goal, state=Goal.State.MISSED, by=cast.anna, now=NOW)


def test_a_new_version_needs_a_reason_and_keeps_the_old_one(cast: Cast) -> None:
    adopt(cast, audience="Neighbours")
    with pytest.raises(Problem, match="what changed and why"):
        adopt(cast, audience="Neighbours and students")
    adopt(cast, audience="Neighbours and students", reason="The university opened")
    assert [(one.version, one.audience) for one in queries.versions_of(cast.bakery)] == [
        (2, "Neighbours and students"),
        (1, "Neighbours"),
    ]


def test_an_empty_or_unchanged_page_does_not_come_into_force(cast: Cast) -> None:
    with pytest.raises(Problem, match="at least one answer"):
        adopt(cast, audience="  ")
    adopt(cast, audience="Neighbours")
    with pytest.raises(Problem, match="Nothing has changed"):
        adopt(cast, audience="Neighbours", reason="again")


def test_who_writes_a_strategy_has_read_it_and_others_say_so(cast: Cast) -> None:
    made = adopt(cast, audience="Neighbours")
    assert queries.has_acknowledged(made, cast.anna)
    assert not queries.has_acknowledged(made, cast.bruno)
    cast.client(cast.bruno).post("/w/zorza/strategy/versions/1/acknowledgement/")
    assert queries.has_acknowledged(made, cast.bruno)


def test_one_of_five_first_pillars_promotes(cast: Cast) -> None:
    actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    made = list(queries.pillars(cast.bakery))
    assert len(made) == 5
    assert sum(pillar.is_promotional for pillar in made) == 1


def test_an_archived_pillar_comes_back_under_its_name(cast: Cast) -> None:
    [first, *_others] = actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    actions.archive_pillar(pillar=first, by=cast.anna, now=NOW)
    again = actions.add_pillar(
        workspace=cast.bakery, name=first.name, description="", is_promotional=False, by=cast.anna, now=NOW
    )
    assert again.pk == first.pk
    assert queries.pillars(cast.bakery).filter(pk=first.pk).exists()


def test_a_responder_reads_but_does_not_write_the_strategy(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    assert client.get("/w/zorza/strategy/").status_code == 200
    assert client.get("/w/zorza/strategy/guide/").status_code == 403


def test_a_new_version_asks_again_only_for_what_changed(cast: Cast) -> None:
    [bruno] = cast.bakery.memberships.filter(person=cast.bruno)
    adopt(cast, audience="Neighbours", care="Within a day", competitors="Loud", content="Bread")
    assert [part.key for part in queries.unread_parts(bruno)] == ["audience", "care"], (
        "he answers, and does not compose"
    )
    cast.client(cast.bruno).post("/w/zorza/strategy/versions/1/acknowledgement/", {"part": "care"})
    assert [part.key for part in queries.unread_parts(bruno)] == ["audience"]
    cast.client(cast.bruno).post("/w/zorza/strategy/versions/1/acknowledgement/")
    assert queries.unread_parts(bruno) == ()
    adopt(cast, "We were slow", audience="Neighbours", care="Within the hour")
    assert [part.key for part in queries.unread_parts(bruno)] == ["care"]
    [reader] = queries.readers(cast.bakery, [bruno])
    assert (reader.since, [part.key for part in reader.parts]) == (NOW, ["audience", "care"])


def test_what_is_not_given_stays_as_it_was(cast: Cast) -> None:
    voice = actions.VoiceWords("bluesky", "informal", 1, not_words="super")
    actions.adopt_strategy(workspace=cast.bakery, texts={"audience": "Neighbours", "avoid": "Politics"}, reason="",
                           by=cast.anna, now=NOW, voices=[voice])  # fmt: skip
    made = adopt(cast, "Students came", audience="Students")
    assert (made.avoid, made.since["avoid"], made.since["audience"]) == ("Politics", 1, 2)
    assert queries.voices_in_force(cast.bakery) == {"bluesky": voice}
    assert made.review_on == NOW.date() + actions.REVIEW_AFTER


def test_a_change_of_the_voice_is_told_in_words(cast: Cast) -> None:
    before = queries.Sheet({}, (actions.VoiceWords("bluesky", "formal", 0),))
    after = queries.Sheet({}, (actions.VoiceWords("bluesky", "informal", 0, words="zakwas"),))
    [change] = queries.changes(before, after)
    assert [str(one) for one in change.voices] == [
        "Bluesky: we address people so: Familiar, by first name (before: Formal)", "Bluesky: words we use: zakwas",
    ]  # fmt: skip
    assert queries.changes(after, after) == []


def test_the_versions_stand_beside_each_other(cast: Cast) -> None:
    adopt(cast, audience="Neighbours")
    adopt(cast, "The university opened", audience="Students")
    page = cast.client(cast.bruno).get("/w/zorza/strategy/versions/").content.decode()
    assert "The university opened" in page
    assert "<del>Neighbours</del>" in page


def test_a_part_there_is_not_is_not_read(cast: Cast) -> None:
    made = adopt(cast, audience="Neighbours")
    with pytest.raises(Problem, match="no such part"):
        actions.acknowledge(strategy=made, by=cast.bruno, now=NOW, parts=["nonsense"])


def test_only_owners_see_who_has_read(cast: Cast) -> None:
    adopt(cast, audience="Neighbours")
    assert b"Who has read what concerns them" in cast.client(cast.anna).get("/w/zorza/strategy/").content
    assert b"Who has read what concerns them" not in cast.client(cast.bruno).get("/w/zorza/strategy/").content


def test_a_day_for_another_look_is_told_once_and_settled_by_a_press(cast: Cast) -> None:
    cast.bakery.onboarding_step = 0
    cast.bakery.save()
    adopt(cast, audience="Neighbours")
    later = NOW + actions.REVIEW_AFTER
    jobs.remind(later)
    jobs.remind(later + timedelta(hours=2))
    told = Alert.objects.filter(workspace=cast.bakery, kind="strategy")
    assert [one.person for one in told.filter(key__contains=":strategy-due:")] == [cast.anna]
    assert queries.is_due(cast.bakery, later)
    in_force = queries.strategy_in_force(cast.bakery)
    assert in_force is not None
    actions.confirm(strategy=in_force, by=cast.anna, now=later)
    assert not queries.is_due(cast.bakery, later)
    assert told.get(key__contains=":strategy-due:").handled_at == later


def test_helpers_are_told_of_parts_that_are_new_to_them(cast: Cast) -> None:
    adopt(cast, care="Within the hour")
    reminding.remind(cast.bakery, NOW)
    reminding.remind(cast.bakery, NOW + timedelta(hours=1))
    [alert] = Alert.objects.filter(workspace=cast.bakery, kind="strategy")
    assert alert.person == cast.bruno
    assert actions.ask_to_read(workspace=cast.bakery, by=cast.anna, now=NOW + timedelta(days=8)) == 1
    assert Alert.objects.filter(person=cast.bruno, kind="strategy").count() == 2
    cast.client(cast.bruno).post("/w/zorza/strategy/versions/1/acknowledgement/")
    assert actions.ask_to_read(workspace=cast.bakery, by=cast.anna, now=NOW + timedelta(days=9)) == 0
