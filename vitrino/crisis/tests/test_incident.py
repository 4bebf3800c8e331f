"""A crisis from the first suspicion to the end: stop, statement, reminders, going on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from vitrino.channels import queries as channels
from vitrino.crisis import actions, jobs, pages, queries, reminding
from vitrino.crisis.models import Entry, Incident, Paused
from vitrino.crisis.tests.scene import HOUR, declared, over, reloaded, walked
from vitrino.domain.problem import Problem
from vitrino.notify.models import Alert
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.publishing import actions as publishing
from vitrino.publishing import amending
from vitrino.publishing.tests.stage import Stage, fresh, set_up
from vitrino.surges import dismissing
from vitrino.surges.models import Surge

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_up()


def wave(stage: Stage, at: datetime | None = None) -> Surge:
    return Surge.objects.create(workspace=stage.cast.bakery, kind="crisis", at=at or stage.now, total=9, negative=8,
                                usual_total=2, usual_negative=0.5)  # fmt: skip


def log(incident: Incident) -> list[str]:
    return [one.template or one.text for one in queries.log_of(incident)]


def say(stage: Stage, incident: Incident, text: str = "We know of it. More by 6 pm.", **fields: object) -> object:
    return actions.publish(incident=incident, text=text, by=stage.cast.anna, now=stage.now, **fields)  # type: ignore[arg-type]


def test_a_wave_of_complaints_is_suspected_once_and_asks_somebody_to_look(stage: Stage) -> None:
    wave(stage)
    assert (reminding.suspect_from_waves(stage.now), reminding.suspect_from_waves(stage.now)) == (1, 0)
    incident = Incident.objects.get()
    assert (incident.state, incident.entries.count()) == ("suspected", 1)
    assert reminding.remind(incident, stage.now + timedelta(minutes=29)) == 0
    reminding.remind(incident, stage.now + timedelta(minutes=30))
    assert Alert.objects.filter(kind="crisis", urgency="high").count() == 2


def test_a_wave_during_a_crisis_is_a_line_of_its_log(stage: Stage) -> None:
    incident = declared(stage)
    wave(stage)
    reminding.suspect_from_waves(stage.now)
    assert Incident.objects.count() == 1
    assert incident.entries.filter(kind="wave").count() == 1


def test_an_old_wave_is_no_news(stage: Stage) -> None:
    wave(stage, stage.now - timedelta(days=2))
    assert reminding.suspect_from_waves(stage.now) == 0


def test_declaring_stops_everything_and_lists_what_waits(stage: Stage) -> None:
    soon, later = stage.plan("Rolls"), stage.plan("Cake", publish_at=stage.now + HOUR)
    incident = declared(stage)
    assert set(Paused.objects.values_list("publication", flat=True)) == {soon.pk, later.pk}
    stage.later(hours=2)
    assert [stage.work(row).state for row in (soon, later)] == ["held", "held"]
    assert stage.out() == []
    assert channels.is_stopped(stage.cast.bakery.pk)
    assert "Everything is stopped. Planned posts that wait: {n}." in log(incident)


def test_a_declaration_that_fails_stops_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_args: object) -> int:
        raise DatabaseError

    monkeypatch.setattr("vitrino.crisis.pausing.write_down", breaks)
    with pytest.raises(DatabaseError):
        declared(stage)
    assert not channels.is_stopped(stage.cast.bakery.pk)
    assert not Incident.objects.exists()


def test_two_declarations_are_one_crisis(stage: Stage) -> None:
    assert declared(stage).pk == declared(stage, "Something else").pk


def test_a_suspicion_can_be_none_and_then_nothing_is_stopped(stage: Stage) -> None:
    wave(stage)
    reminding.suspect_from_waves(stage.now)
    incident = Incident.objects.get()
    with pytest.raises(Problem, match="Write down why"):
        actions.advance(incident=incident, event="dismiss", by=stage.cast.anna, now=stage.now)
    actions.advance(incident=incident, event="dismiss", by=stage.cast.anna, now=stage.now, reason="A joke of Tom")
    assert queries.open_incident(stage.cast.bakery) is None
    assert not channels.is_stopped(stage.cast.bakery.pk)


def test_the_statement_goes_out_through_the_stop_and_nothing_else_does(stage: Stage) -> None:
    other = stage.plan("Rolls at half price")
    incident = declared(stage)
    statement = actions.publish(incident=incident, text="We know of it. More by 6 pm.", by=stage.cast.anna,
                                now=stage.now)  # fmt: skip
    post = actions.draft_posts(statement=statement, by=stage.cast.anna, now=stage.now)
    assert actions.draft_posts(statement=statement, by=stage.cast.anna, now=stage.now).pk == post.pk
    (variant,) = written.variants_of(post)
    row = stage.work(publishing.publish_now(variant=variant, by=stage.cast.anna, now=stage.now))
    assert (row.state, stage.out()) == ("held", [])
    actions.let_through(incident=incident, publication=row, by=stage.cast.anna, now=stage.later(minutes=1).now)
    assert (stage.work(row).state, stage.work(other).state) == ("published", "held")
    (out,) = stage.out()
    assert "We know of it" in out
    assert reminding.follow(reloaded(incident), stage.now) == 1
    assert reminding.follow(reloaded(incident), stage.now) == 0
    assert incident.entries.get(kind="out").text.startswith("We know of it")


def test_a_long_statement_is_shortened_for_a_channel_that_takes_less() -> None:
    stage = set_up("bluesky")
    text = "We know of the glass in our bread and have taken it off sale. " * 12
    statement = actions.publish(incident=declared(stage), text=text, by=stage.cast.anna, now=stage.now)
    post = actions.draft_posts(statement=statement, by=stage.cast.anna, now=stage.now)
    (variant,) = written.variants_of(post)
    assert post.idea == text.strip()
    assert variant.text is not None
    assert len(posts.content_of(variant)["text"]) <= 300


def test_a_statement_with_a_gap_or_without_words_is_refused(stage: Stage) -> None:
    incident = declared(stage)
    for text, why in ((" ", "Write what"), ("More by [time].", r"Fill this in first: \[time\]"), ("x" * 5000, "long")):
        with pytest.raises(Problem, match=why):
            say(stage, incident, text)
    assert queries.public_incidents(stage.cast.bakery, stage.now) == []


def test_the_first_word_is_asked_for_after_45_and_after_60_minutes(stage: Stage) -> None:
    incident = declared(stage)
    actions.take(incident=incident, by=stage.cast.anna, now=stage.now)
    told = []
    for minutes in (44, 45, 59, 60, 90):
        reminding.remind(reloaded(incident), stage.now + timedelta(minutes=minutes))
        told.append(Alert.objects.filter(person=stage.cast.anna, kind="crisis").count())
    assert told == [0, 1, 1, 2, 2]
    say(stage, incident)
    assert reminding.remind(reloaded(incident), stage.now + timedelta(minutes=91)) == 0


def test_every_four_hours_a_word_is_due_until_it_is_over(stage: Stage) -> None:
    incident = declared(stage)
    actions.take(incident=incident, by=stage.cast.anna, now=stage.now)
    say(stage, incident)
    assert reminding.remind(reloaded(incident), stage.now + 4 * HOUR - timedelta(minutes=1)) == 0
    assert reminding.remind(reloaded(incident), stage.now + 4 * HOUR) == 1
    say(stage.later(hours=4), incident, "We still look for the cause. More by 10 pm.")
    assert reminding.remind(reloaded(incident), stage.now + HOUR) == 0


def test_a_crisis_nobody_takes_in_hand_is_told_of(stage: Stage) -> None:
    incident = declared(stage)
    assert reminding.remind(incident, stage.now + timedelta(minutes=15)) == 1
    actions.take(incident=incident, by=stage.cast.bruno, now=stage.now)
    assert reminding.remind(reloaded(incident), stage.now + timedelta(minutes=16)) == 0


def test_staying_quiet_wants_a_reason_and_is_asked_about_again(stage: Stage) -> None:
    incident = declared(stage)
    with pytest.raises(Problem, match="Write down why"):
        actions.advance(incident=incident, event="stay_quiet", by=stage.cast.anna, now=stage.now)
    incident = walked(stage, incident, "stay_quiet")
    assert (incident.state, incident.quiet_reason) == ("holding", "because")
    actions.take(incident=incident, by=stage.cast.anna, now=stage.now)
    assert reminding.remind(reloaded(incident), stage.now + 4 * HOUR) == 1


def test_going_on_wants_a_look_at_each_and_does_all_or_nothing(stage: Stage) -> None:
    late, kept, moved = (stage.plan(text, publish_at=stage.now + hours * HOUR)
                         for text, hours in (("Late", 1), ("Kept", 30), ("Moved", 31)))  # fmt: skip
    incident = declared(stage)
    stage.later(hours=2).work(late)
    incident, by = reloaded(incident), stage.cast.anna
    with pytest.raises(Problem, match="Not decided: 2"):
        actions.go_on(incident=incident, choices={late.pk: actions.Choice("drop")}, by=by, now=stage.now)
    assert channels.is_stopped(stage.cast.bakery.pk)
    choices = {late.pk: actions.Choice("drop"), kept.pk: actions.Choice("keep"), moved.pk: actions.Choice("move")}
    with pytest.raises(Problem, match="Choose a day"):
        actions.go_on(incident=incident, choices=choices, by=by, now=stage.now)
    assert channels.is_stopped(stage.cast.bakery.pk), "nothing of it is done by half"
    choices[moved.pk] = actions.Choice("move", datetime(2026, 11, 25, 9, 0))
    assert actions.go_on(incident=incident, choices=choices, by=by, now=stage.now) == 3
    assert [fresh(row).state for row in (late, kept, moved)] == ["cancelled", "ready", "ready"]
    assert fresh(moved).publish_at.date().isoformat() == "2026-11-25"
    assert not channels.is_stopped(stage.cast.bakery.pk)
    assert sorted(Paused.objects.values_list("outcome", flat=True)) == ["drop", "keep", "move"]


def test_it_is_not_over_while_things_stand_still_or_the_public_waits(stage: Stage) -> None:
    incident = declared(stage)
    say(stage, incident)
    walked(stage, incident, "investigate", "identify", "fix", "watch")
    with pytest.raises(Problem, match="still stopped"):
        walked(stage, incident, "close")
    actions.go_on(incident=reloaded(incident), choices={}, by=stage.cast.anna, now=stage.now)
    with pytest.raises(Problem, match="The public still waits"):
        walked(stage, incident, "close")
    say(stage, incident, "It is over.", is_last=True)
    assert walked(stage, incident, "close").closed_at == stage.now


def test_what_flares_up_again_is_taken_up_unless_another_crisis_runs(stage: Stage) -> None:
    incident = over(stage)
    second = declared(stage, "Another one")
    with pytest.raises(Problem, match="Another crisis runs"):
        walked(stage, incident, "reopen")
    Incident.objects.filter(pk=second.pk).update(state="reviewed")
    assert walked(stage, incident, "reopen").state == "investigating"


def test_a_step_that_is_not_its_turn_is_refused_in_words(stage: Stage) -> None:
    incident = declared(stage)
    for event in ("watch", "nonsense", "say", "declare"):
        with pytest.raises(Problem):
            walked(stage, incident, event)


def test_the_log_can_not_be_changed_or_shortened(stage: Stage) -> None:
    incident = declared(stage)
    actions.note(incident=incident, text="The supplier called", by=stage.cast.bruno, now=stage.now)
    entry = Entry.objects.get(kind="note")
    for change in (lambda: Entry.objects.filter(pk=entry.pk).update(text="Nobody called"), entry.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    with pytest.raises(Problem):
        actions.note(incident=incident, text=" ", by=stage.cast.bruno, now=stage.now)


def test_the_words_of_an_answer_to_a_customer_are_not_in_the_log(stage: Stage) -> None:
    incident = declared(stage)
    reply = publishing.send_reply(channel=stage.channel, kind="reply", text="Dear Ewa, we call you.", now=stage.now,
                                  reply_to={"remote_id": "1", "extra": {}}, by=stage.cast.bruno)  # fmt: skip
    actions.let_through(incident=incident, publication=fresh(reply), by=stage.cast.anna, now=stage.now)
    type(reply).objects.filter(pk=reply.pk).update(state="published", published_at=stage.now)
    reminding.follow(incident, stage.now)
    assert incident.entries.filter(kind="out").count() == 1
    assert not incident.entries.filter(text__contains="Ewa").exists()


def test_a_late_one_that_shall_go_out_goes_out_without_another_question(stage: Stage) -> None:
    row = stage.plan("Rolls", publish_at=stage.now + HOUR)
    incident = declared(stage)
    assert stage.later(hours=9).work(row).state == "held"
    actions.go_on(incident=reloaded(incident), choices={row.pk: actions.Choice("keep")}, by=stage.cast.anna,
                  now=stage.now)  # fmt: skip
    assert stage.work(row).state == "published"


def test_the_reminders_come_by_themselves(stage: Stage) -> None:
    declared(stage)
    jobs.watch(stage.later(minutes=61).now)
    told = Alert.objects.filter(person=stage.cast.anna, kind="crisis").order_by("pk")
    assert [one.values["wanted"]["template"] for one in told] == [
        "Nobody has taken this crisis in hand.", "The first public word is due.",
    ]  # fmt: skip


def test_an_offensive_post_can_be_taken_down_while_everything_is_stopped(stage: Stage) -> None:
    row = stage.work(stage.plan("A bad joke"))
    incident = declared(stage, "A joke that was none", "post", 2)
    publishing.delete_published(publication=row, by=stage.cast.anna, now=stage.now)
    (shown,) = pages.incident_page(reloaded(incident), stage.now)["waiting"]
    assert (shown["pk"], shown["is_out"]) == (row.pk, True)
    actions.let_through(incident=incident, publication=fresh(row), by=stage.cast.anna, now=stage.now)
    amending.carry_out(row.amendments.get(), stage.later(minutes=1).now)
    assert stage.out() == []


def test_a_wave_found_to_be_nothing_ends_its_suspicion_and_the_other_way_round(stage: Stage) -> None:
    first = wave(stage)
    reminding.suspect_from_waves(stage.now)
    dismissing.dismiss(found=first, reason="A game of the schools", by=stage.cast.bruno, now=stage.now)
    jobs.watch(stage.later(minutes=2).now)
    assert Incident.objects.get().state == "dismissed"
    assert not Alert.objects.filter(kind="crisis").exists()
    second = wave(stage, stage.later(hours=1).now)
    reminding.suspect_from_waves(stage.now)
    incident = queries.open_incident(stage.cast.bakery)
    assert incident is not None
    actions.advance(incident=incident, event="dismiss", by=stage.cast.anna, now=stage.now, reason="The same game")
    second.refresh_from_db()
    assert (second.dismissed_by, second.reason) == (stage.cast.anna, "The same game")
