"""The abuse ladder with a real conversation: what is said, what the platform is asked, and what stays undone."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest

from vitrino.channels import actions as channel_actions
from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.clock import running_from
from vitrino.conduct import actions, queries
from vitrino.conduct import jobs as conduct_jobs
from vitrino.conduct.models import AbuseRecord, Hiding, Measure, Standing
from vitrino.conduct.policy import defaults
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import Fault
from vitrino.domain.abuse import AbuseEvent, AbuseKind, AbuseState, RemovalReason
from vitrino.domain.problem import Problem
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Contact, Conversation, Identity, Message
from vitrino.inbox.people import actions as people
from vitrino.listening import actions as listening
from vitrino.listening import queries as listened
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
E = AbuseEvent
RUDE = "You are all idiots and thieves"


class Desk:
    """The bakery with a rehearsed Bluesky account on which somebody is rude below its post, again and again."""

    def __init__(self) -> None:
        self.cast: Cast = assemble()
        self.now = NOW
        self.channel = channel_actions.rehearse(workspace=self.cast.bakery, platform="bluesky", handle="zorza",
                                                name="Zorza", by=self.cast.anna, now=NOW)  # fmt: skip
        self.twin = gateway.twin_of(self.channel)
        with running_from(NOW):
            self.post = cast(Rehearsal, self.twin).publish_past("Rye is back", NOW - timedelta(hours=1))

    def hear(self, text: str = RUDE, *, after: timedelta = timedelta(hours=1), parent: str | None = None) -> Message:
        """One more comment of the rude person, taken in."""
        self.work(after)
        with running_from(self.now):
            said_below = self.post if parent is None else parent
            uri = cast(Rehearsal, self.twin).write_as("troll", "Troll", text, self.now, said_below)
        source = self.channel.sources.get(kind="comment")
        with running_from(self.now):
            channel_actions.poll(source, self.now)
        inbox.take_in(self.now)
        return Message.objects.get(arrival__remote_id=uri)

    def work(self, after: timedelta = timedelta(0)) -> None:
        """Time goes by, and what conduct does by itself is done."""
        self.now += after
        conduct_jobs.end_mutes(self.now)
        for measure in Measure.objects.filter(due_at__lte=self.now).order_by("pk"):
            due_at = conduct_jobs.carry_out(measure, self.now)
            Measure.objects.filter(pk=measure.pk).update(due_at=due_at)

    @property
    def talk(self) -> Conversation:
        return Conversation.objects.select_related("workspace", "contact", "channel").get()

    def declare(self) -> None:
        actions.declare_policy(workspace=self.cast.bakery, texts=defaults(), by=self.cast.anna, now=self.now)

    def step(self, event: AbuseEvent, message: Message, kind: AbuseKind = AbuseKind.INSULT) -> AbuseRecord:
        return actions.take_step(talk=self.talk, event=event, message_id=str(message.pk), kind=kind,
                                 by=self.cast.bruno, now=self.now)  # fmt: skip

    def climb(self, *events: AbuseEvent) -> AbuseRecord:
        """One step after another, each for a new message."""
        self.declare()
        return [self.step(event, self.hear()) for event in events][-1]

    def measures(self) -> list[tuple[str, str]]:
        return list(Measure.objects.order_by("pk").values_list("action", "state"))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_whoever_is_joined_to_a_muted_person_is_muted_until_they_are_parted(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    muted = desk.talk.contact
    calm = Contact.objects.create(workspace=desk.cast.bakery, name="Calm", created_at=NOW)
    Identity.objects.create(contact=calm, workspace=desk.cast.bakery, platform="mastodon", remote_id="calm")
    joined = people.merge(keep=calm, gone=muted, by=desk.cast.anna, now=desk.now)
    assert queries.step_of(calm.pk) is AbuseState.MUTED
    assert queries.silenced([calm.pk]) == {calm.pk}
    assert [one.name for one in queries.standings(desk.cast.bakery)] == ["Calm"]
    people.undo(change=joined, by=desk.cast.anna, now=desk.now)
    assert queries.step_of(calm.pk) is AbuseState.NONE
    assert queries.step_of(muted.pk) is AbuseState.MUTED


def test_of_two_joined_people_the_higher_step_counts(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY)
    other = Contact.objects.create(workspace=desk.cast.bakery, name="Other", created_at=NOW)
    account = Identity.objects.create(contact=other, workspace=desk.cast.bakery, platform="mastodon", remote_id="other")
    Standing.objects.create(workspace=desk.cast.bakery, identity=account, contact=other, state="last_warning",
                            changed_at=NOW)  # fmt: skip
    people.merge(keep=desk.talk.contact, gone=other, by=desk.cast.anna, now=desk.now)
    assert desk.step(E.MUTE, desk.hear()).standing.identity == account
    assert queries.step_of(desk.talk.contact_id) is AbuseState.MUTED


def test_without_a_policy_nobody_is_told_off(desk: Desk) -> None:
    message = desk.hear()
    with pytest.raises(Problem, match="Write down your rules first"):
        desk.step(E.DECLARE_POLICY, message)
    assert not AbuseRecord.objects.exists()


def test_declaring_the_policy_says_it_in_the_talk_and_keeps_the_evidence(desk: Desk) -> None:
    desk.declare()
    message = desk.hear()
    made = desk.step(E.DECLARE_POLICY, message)
    assert (made.evidence, made.evidence_kind, made.by) == (RUDE, "insult", desk.cast.bruno)
    assert made.policy is not None
    assert made.policy.number == 1
    assert made.message is not None
    assert "insults" in made.message.text
    assert made.message.publication is not None, "it goes out as any other answer"
    assert queries.step_of(desk.talk.contact_id) is AbuseState.POLICY_DECLARED


@pytest.mark.parametrize("language", ["en", "pl", "eo"])
def test_the_texts_to_begin_with_pass_the_tone_check(desk: Desk, language: str) -> None:
    desk.declare()
    for event in (E.DECLARE_POLICY, E.WARN):
        message = desk.hear()
        Conversation.objects.update(language=language)
        desk.step(event, message)
    assert desk.talk.messages.filter(direction="out").count() == 2


def test_rules_are_not_said_rudely(desk: Desk) -> None:
    desk.declare()
    message = desk.hear()
    with pytest.raises(Problem):
        actions.take_step(talk=desk.talk, event=E.DECLARE_POLICY, message_id=str(message.pk), kind=AbuseKind.INSULT,
                          by=desk.cast.bruno, now=desk.now, text="You idiot, read our rules!")  # fmt: skip
    assert not AbuseRecord.objects.exists()
    assert not desk.talk.messages.filter(direction="out").exists()


def test_criticism_takes_no_step(desk: Desk) -> None:
    desk.declare()
    message = desk.hear("The bread was stale and this is a disgrace!")
    for kind in (AbuseKind.CRITICISM, AbuseKind.LOW_RATING, AbuseKind.SWEARING_AT_PRODUCT):
        with pytest.raises(Problem, match="no abuse"):
            desk.step(E.DECLARE_POLICY, message, kind)
    assert not desk.talk.messages.filter(direction="out").exists(), "nothing was said"


def test_nobody_climbs_twice_for_one_message(desk: Desk) -> None:
    desk.declare()
    message = desk.hear()
    desk.step(E.DECLARE_POLICY, message)
    with pytest.raises(Problem, match="something new"):
        desk.step(E.WARN, message)
    assert desk.talk.messages.filter(direction="out").count() == 1


def test_a_step_of_the_middle_is_not_to_be_had_first(desk: Desk) -> None:
    desk.declare()
    with pytest.raises(Problem):
        desk.step(E.MUTE, desk.hear())
    with pytest.raises(Problem, match="Only a threat"):
        desk.step(E.BLOCK_AT_ONCE, desk.hear("idiots again"))
    assert desk.measures() == []


def test_a_muted_person_is_muted_there_wakes_nobody_and_comes_back_after_thirty_days(desk: Desk) -> None:
    made = desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    assert made.until == desk.now + timedelta(days=30)
    desk.work()
    assert desk.measures() == [("mute", "done")]
    assert (desk.talk.state, desk.talk.waiting_since) == ("muted", None)
    told = Alert.objects.count()
    arrival = channels.arrivals_of(desk.cast.bakery).order_by("-pk").first()
    assert arrival is not None
    desk.work(timedelta(days=29))
    assert queries.silenced([desk.talk.contact_id]) == {desk.talk.contact_id}
    desk.work(timedelta(days=1, hours=1))
    assert desk.measures() == [("mute", "done"), ("unmute", "done")]
    assert queries.step_of(desk.talk.contact_id) is AbuseState.LAST_WARNING
    assert desk.talk.state == "resolved"
    assert Alert.objects.filter(kind="message").count() <= told
    last = AbuseRecord.objects.order_by("-pk").first()
    assert last is not None
    assert (last.event, last.by) == ("mute_over", None)


def test_a_new_thread_of_a_silenced_person_rings_nobody(desk: Desk) -> None:
    """The platform's own mute may lag, so Vitrino keeps quiet itself."""
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    first = desk.talk.pk
    Measure.objects.all().delete()  # the platform has not done anything
    told = Alert.objects.count()
    with running_from(desk.now):
        other = cast(Rehearsal, desk.twin).publish_past("Rolls are out", desk.now)
    desk.hear("idiots, all of you", parent=other)
    fresh = Conversation.objects.exclude(pk=first).get()
    assert (fresh.state, fresh.waiting_since) == ("muted", None)
    assert Alert.objects.count() == told


def test_a_mention_by_a_silenced_person_is_kept_and_rings_nobody(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    Measure.objects.all().delete()  # the platform has not done anything
    for author in ("troll", "dorota"):
        with running_from(desk.now):
            cast(Rehearsal, desk.twin).write_as(author, author.title(), "@zorza hello", desk.now, kind="mention")
    with running_from(desk.now):
        channel_actions.poll(desk.channel.sources.get(kind="mention"), desk.now)
    inbox.take_in(desk.now)
    listening.hear(desk.now)
    assert listened.mentions_of(desk.cast.bakery).count() == 2
    assert {alert.values["author"] for alert in Alert.objects.filter(kind="mention")} == {"Dorota"}


def test_a_threat_is_blocked_and_reported_at_once(desk: Desk) -> None:
    desk.declare()
    desk.step(E.BLOCK_AT_ONCE, desk.hear("I will find you and hurt you"), AbuseKind.THREAT)
    desk.work()
    assert desk.measures() == [("block", "done"), ("report", "done")]
    assert queries.step_of(desk.talk.contact_id) is AbuseState.REPORTED
    last = AbuseRecord.objects.order_by("-pk").first()
    assert last is not None
    assert last.note.startswith("bluesky ")
    assert last.by == desk.cast.bruno


def test_a_report_whose_answer_was_lost_is_not_sent_again_and_not_called_done(desk: Desk) -> None:
    desk.declare()
    desk.step(E.BLOCK_AT_ONCE, desk.hear("I will find you and hurt you"), AbuseKind.THREAT)
    Measure.objects.filter(action="block").update(state="done", due_at=None)
    desk.twin.faults.append(Fault("answer-lost"))
    desk.work()
    desk.work(timedelta(hours=3))
    report = Measure.objects.get(action="report")
    assert report.state == "unsure"
    assert queries.step_of(desk.talk.contact_id) is AbuseState.BLOCKED
    actions.note_done(measure=report, by=desk.cast.anna, now=desk.now)
    actions.report(talk=desk.talk, by=desk.cast.anna, now=desk.now, reference="ticket 4711")
    assert queries.step_of(desk.talk.contact_id) is AbuseState.REPORTED


def test_a_platform_that_is_away_is_asked_again_until_it_has_done_it(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    Measure.objects.update(state="waiting", due_at=desk.now)
    desk.twin.faults.append(Fault("not-sent", times=200))
    desk.work()
    assert desk.measures() == [("mute", "waiting")]
    assert Measure.objects.get().error
    desk.twin.faults.clear()
    desk.work(timedelta(minutes=5))
    assert desk.measures() == [("mute", "done")]


def test_a_platform_that_stays_away_is_given_up_in_words_and_the_shop_is_told(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    desk.twin.faults.append(Fault("not-sent", times=500))
    for _try in range(12):
        desk.work(timedelta(hours=9))
    (measure,) = queries.open_measures(desk.cast.bakery)
    assert measure.state == "failed"
    assert "stopped trying" in measure.error["template"]
    assert Alert.objects.filter(key__contains=":measure:", person=desk.cast.anna).count() == 1
    desk.twin.faults.clear()
    actions.try_again(measure=measure, by=desk.cast.bruno, now=desk.now)
    desk.work()
    assert desk.measures() == [("mute", "done")]


def test_what_no_program_may_do_is_left_to_a_person_in_words(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    Measure.objects.all().delete()
    Standing.objects.update(state="last_warning", muted_until=None)
    desk.channel.platform = "google_business"
    desk.channel.save()
    message = Message.objects.filter(direction="in").latest("pk")
    Message.objects.filter(pk=message.pk).update(at=desk.now + timedelta(minutes=1))
    desk.step(E.MUTE, message)
    assert desk.measures() == [("mute", "by-hand")]
    (measure,) = queries.open_measures(desk.cast.bakery)
    actions.note_done(measure=measure, by=desk.cast.bruno, now=desk.now)
    assert desk.measures() == [("mute", "done-by-hand")]


def test_an_appeal_stops_further_steps_until_a_person_has_decided(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN)
    sorry = desk.hear("That was my brother, please look again")
    actions.appeal(talk=desk.talk, message_id=str(sorry.pk), by=desk.cast.bruno, now=desk.now)
    with pytest.raises(Problem, match="There is an appeal"):
        desk.step(E.MUTE, desk.hear())
    standing = Standing.objects.get()
    with pytest.raises(Problem, match="in a sentence why"):
        actions.decide_appeal(standing=standing, is_lifted=True, reason="", by=desk.cast.anna, now=desk.now)
    actions.decide_appeal(standing=standing, is_lifted=False, reason="It was the same phone", by=desk.cast.anna,
                          now=desk.now)  # fmt: skip
    assert queries.step_of(desk.talk.contact_id) is AbuseState.LAST_WARNING


def test_a_lifted_block_is_taken_back_on_the_platform_too(desk: Desk) -> None:
    desk.climb(E.DECLARE_POLICY, E.WARN, E.MUTE)
    desk.work()
    Standing.objects.update(state="muted")
    # A muted person is not heard on the platform, so the next evidence came by another way.
    message = Message.objects.filter(direction="in").latest("pk")
    Message.objects.filter(pk=message.pk).update(at=desk.now + timedelta(minutes=1))
    message.refresh_from_db()
    desk.step(E.BLOCK, message)
    desk.work(timedelta(minutes=2))
    actions.appeal(talk=desk.talk, message_id=str(message.pk), by=desk.cast.bruno, now=desk.now)
    actions.decide_appeal(standing=Standing.objects.get(), is_lifted=True, reason="We mixed up two people",
                          by=desk.cast.anna, now=desk.now)  # fmt: skip
    desk.work()
    assert desk.measures() == [("mute", "done"), ("block", "done"), ("unmute", "done"), ("unblock", "done")]
    assert queries.step_of(desk.talk.contact_id) is AbuseState.NONE
    assert desk.talk.state == "resolved"


def test_criticism_is_not_hidden_without_a_lawful_reason(desk: Desk) -> None:
    message = desk.hear("Worst bread ever, stale and mouldy, I want my money back!")
    Conversation.objects.update(is_complaint=True)
    with pytest.raises(Problem, match="This is criticism, so it stays"):
        actions.hide(talk=desk.talk, message_id=str(message.pk), reason=None, by=desk.cast.bruno, now=desk.now)
    assert not Hiding.objects.exists()
    assert desk.measures() == []


def test_what_is_hidden_for_a_reason_is_copied_recorded_and_can_come_back(desk: Desk) -> None:
    message = desk.hear("Bad bread! Call the baker at home: 601 202 303")
    Conversation.objects.update(is_complaint=True)
    made = actions.hide(talk=desk.talk, message_id=str(message.pk), reason=RemovalReason.PERSONAL_DATA,
                        by=desk.cast.bruno, now=desk.now)  # fmt: skip
    desk.work()
    assert (made.text, made.is_criticism, made.reason) == (message.text, True, "personal_data")
    assert [one.pk for one in queries.removed_criticism(desk.cast.bakery, NOW)] == [made.pk]
    actions.show_again(hiding=made, by=desk.cast.anna, now=desk.now)
    desk.work()
    assert desk.measures() == [("hide", "done"), ("unhide", "done")]
    assert not queries.removed_criticism(desk.cast.bakery, NOW)


def test_a_low_rating_is_criticism_whatever_it_says(desk: Desk) -> None:
    message = desk.hear("Nice.")
    Conversation.objects.update(is_complaint=False, rating=3)
    with pytest.raises(Problem, match="criticism"):
        actions.hide(talk=desk.talk, message_id=str(message.pk), reason=None, by=desk.cast.bruno, now=desk.now)
    Conversation.objects.update(rating=4)
    actions.hide(talk=desk.talk, message_id=str(message.pk), reason=None, by=desk.cast.bruno, now=desk.now)


def test_a_message_of_another_talk_is_no_evidence(desk: Desk) -> None:
    desk.declare()
    message = desk.hear()
    other = Conversation.objects.create(
        workspace=desk.cast.bakery, channel=desk.channel, contact=desk.talk.contact, surface="mention", thread_id="x",
        last_message_at=NOW, opened_at=NOW,
    )  # fmt: skip
    with pytest.raises(Problem, match="Name the message"):
        actions.take_step(talk=other, event=E.DECLARE_POLICY, message_id=str(message.pk), kind=AbuseKind.INSULT,
                          by=desk.cast.bruno, now=desk.now)  # fmt: skip


def test_a_new_policy_is_a_new_version_and_the_same_text_is_none(desk: Desk) -> None:
    desk.declare()
    desk.declare()
    actions.declare_policy(workspace=desk.cast.bakery, texts={"en": "Be kind."}, by=desk.cast.anna, now=desk.now)
    found = queries.policy_of(desk.cast.bakery.pk)
    assert found is not None
    assert (found.number, found.texts) == (2, {"en": "Be kind."})
    assert queries.policy_text(desk.cast.bakery.pk, "pl") == "Be kind."
    with pytest.raises(Problem):
        actions.declare_policy(workspace=desk.cast.bakery, texts={"en": " "}, by=desk.cast.anna, now=desk.now)
