"""Whatever happens in whatever order, the clocks in the database keep their promises.

Over split days, nights, the change of the clocks and holidays nobody waits unseen, and what was missed is recorded once
and never taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vitrino.domain.clocks import DEFAULT_POLICIES, Policy, choose, to_json
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import Calendar, from_json, parse_hours, read_hours
from vitrino.domain.slots import zone
from vitrino.inbox import actions, clocks, settling
from vitrino.inbox.desk import snoozing
from vitrino.inbox.models import AnswerRules, Conversation, Message, Miss
from vitrino.inbox.stories import traits_of
from vitrino.inbox.sweeping import sweep
from vitrino.inbox.tests.desk import arrive, only
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

# Friday before the night in which Warsaw loses an hour; the Monday after it is closed.
START = datetime(2027, 3, 26, 9, tzinfo=UTC)
HOURS = (
    "Mon-Fri 9-12, 13-17", "Fri-Sat 20-04", "24/7", "Mon-Fri 9-17, Sat 9-13, 2027-03-29 closed",
    "Mon-Sun 10-11, 14-15, 20-21, 2027-03-27 closed, 28.03 12-14",
)  # fmt: skip
LISTS: tuple[tuple[Policy, ...], ...] = (
    DEFAULT_POLICIES,
    (Policy("other", Target(30), Target(90), Target(600)),),
    (Policy("other", Target(200, in_opening_hours=False), Target(45), None),),
)
STEPS = st.sampled_from([
    "ask", "ask", "ask", "thank", "answer", "answer", "resolve", "reopen", "snooze", "wake", "hours", "targets",
    "complaint", "sweep", "sweep", "take back",
])  # fmt: skip
STORIES = st.lists(
    st.tuples(STEPS, st.timedeltas(timedelta(minutes=1), timedelta(hours=20)), st.integers(0, 9)),
    min_size=2, max_size=7,
)  # fmt: skip
# Each story writes to a database: few, the same ones every time, and none is made smaller.
LIGHTLY = settings(
    deadline=None, max_examples=12, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    return assemble()


@contextmanager
def undone() -> Iterator[None]:
    """Each story begins with an empty inbox."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Shop:
    """A shop in which things happen one after the other. kept: every miss there ever was, as it was recorded."""

    cast: Cast
    now: datetime = START
    kept: dict[tuple[int, str], datetime] = field(default_factory=dict)

    def do(self, step: str, number: int) -> None:
        talk = Conversation.objects.select_related("workspace", "channel", "contact").first()
        if step in ("ask", "thank") or talk is None:
            text = "Dziękuję!" if step == "thank" else f"Czy macie chleb numer {number}?"
            arrive(self.cast, text, at=self.now, kind="message")
            actions.take_in(self.now)
        else:
            getattr(self, step.replace(" ", "_"))(talk, number)

    def answer(self, talk: Conversation, number: int) -> None:
        arrive(self.cast, "Tak!", at=self.now, kind="message", author="zorza", is_own=True)
        actions.take_in(self.now)

    def resolve(self, talk: Conversation, number: int) -> None:
        actions.resolve(conversation=talk, by=self.cast.anna, now=self.now)

    def reopen(self, talk: Conversation, number: int) -> None:
        actions.reopen(conversation=talk, by=self.cast.anna, now=self.now)

    def snooze(self, talk: Conversation, number: int) -> None:
        if talk.state not in ("resolved", "spam", "muted"):
            until = self.now + timedelta(hours=1 + 3 * number) if number else None
            snoozing.snooze(conversation=talk, until=until, by=self.cast.anna, now=self.now)

    def wake(self, talk: Conversation, number: int) -> None:
        snoozing.wake(conversation=talk, now=self.now, by=self.cast.anna)

    def hours(self, talk: Conversation, number: int) -> None:
        chosen = parse_hours(HOURS[number % len(HOURS)])
        Workspace.objects.filter(pk=self.cast.bakery.pk).update(hours=chosen)
        self.look_again()

    def targets(self, talk: Conversation, number: int) -> None:
        workspace = Workspace.objects.get(pk=self.cast.bakery.pk)
        settling.set_answer_rules(
            workspace=workspace, policies=LISTS[number % len(LISTS)], hours=from_json(workspace.hours),
            by=self.cast.anna, now=self.now,
        )  # fmt: skip
        self.look_again()

    def complaint(self, talk: Conversation, number: int) -> None:
        actions.call_complaint(conversation=talk, is_complaint=number % 2 == 0, by=self.cast.anna, now=self.now)

    def take_back(self, talk: Conversation, number: int) -> None:
        theirs = Message.objects.filter(direction="in", taken_back_at=None).order_by("pk")
        for message in theirs[number % 3 : number % 3 + 1]:
            Message.objects.filter(pk=message.pk).update(taken_back_at=self.now)
        clocks.refresh([talk], self.now)

    def look_again(self) -> None:
        """Those who wait are swept; where it is the customer's turn, the new rules count from the next look on."""
        sweep(self.now)
        clocks.refresh([only()], self.now)

    def sweep(self, talk: Conversation, number: int) -> None:
        sweep(self.now)


def missed() -> dict[tuple[int, str], datetime]:
    return {(row.message_id, row.kind): row.due_at for row in Miss.objects.all()}


def waits_since(now: datetime) -> datetime | None:
    """Told anew in the plainest way: the oldest question after our last answer, unless it is done or put off."""
    talk = only()
    snoozed = talk.state == "snoozed"
    open_since: list[datetime] = []
    events: list[tuple[datetime, str]] = [
        (one.at, "out" if one.direction == "out" else "ask" if one.asks else "thanks")
        for one in talk.messages.filter(taken_back_at=None)
    ]
    closed: list[datetime] = []
    events += [(one.at, "done") for one in talk.resolutions.all()]
    events += [(one.reopened_at, "again") for one in talk.resolutions.all() if one.reopened_at]
    for at, what in sorted(events, key=lambda event: event[0]):
        if what == "ask":
            open_since.append(at)
            closed = []
        elif what == "out":
            open_since, closed = [], []
        elif what == "done":
            open_since, closed = [], open_since or closed
        elif what == "again":
            open_since, closed = open_since or closed, []
    return None if snoozed else min(open_since, default=None)


def check(shop: Shop) -> None:
    now_missed = missed()
    assert {key: now_missed[key] for key in shop.kept} == shop.kept, "a miss was lost or rewritten"
    assert all(due <= shop.now for due in now_missed.values()), "a miss before its time"
    shop.kept = now_missed
    talk = only()
    assert talk.waiting_since == waits_since(shop.now)
    assert (talk.due_at is None) <= (talk.waiting_since is None) or not is_ever_due(talk)
    before = {name: getattr(talk, name) for name in clocks.FIELDS}
    clocks.refresh([talk], shop.now)
    assert {name: getattr(only(), name) for name in clocks.FIELDS} == before, "looking again changed something"
    assert missed() == now_missed
    assert talk.clock_event_at is None or talk.clock_event_at > shop.now


def is_ever_due(talk: Conversation) -> bool:
    """Whether the policy that holds has a target for answers at all."""
    rules = AnswerRules.objects.latest("at", "pk")
    policies = LISTS[[to_json(one) for one in LISTS].index(rules.policies)] if rules.policies else DEFAULT_POLICIES
    policy = choose(policies, traits_of(talk))
    return policy.first is not None and policy.next is not None


@given(STORIES, st.sampled_from(HOURS))
@LIGHTLY
def test_no_story_loses_a_miss_or_leaves_somebody_unseen(
    cast: Cast, story: Sequence[tuple[str, timedelta, int]], hours: str
) -> None:
    with undone():
        Workspace.objects.filter(pk=cast.bakery.pk).update(hours=parse_hours(hours))
        shop = Shop(cast)
        for step, passed, number in [("ask", timedelta(0), 0), *story]:
            shop.now += passed
            sweep(shop.now)
            shop.do(step, number)
            check(shop)


@given(st.sampled_from(HOURS), st.timedeltas(timedelta(0), timedelta(days=4)))
@LIGHTLY
def test_exactly_the_target_of_open_time_lies_before_the_due_time(cast: Cast, hours: str, later: timedelta) -> None:
    """Over breaks, midnight, the lost hour and holidays."""
    with undone():
        Workspace.objects.filter(pk=cast.bakery.pk).update(hours=parse_hours(hours))
        asked = START + later
        arrive(cast, "Czy macie chleb?", at=asked, kind="message")
        actions.take_in(asked)
        due = only().due_at
        calendar = Calendar(read_hours(hours), zone(cast.bakery.time_zone))
        assert due is not None
        assert calendar.open_time(asked, due) == timedelta(hours=4)


def told(cast: Cast) -> int:
    """How often Anna heard of late answers."""
    return Alert.objects.filter(person=cast.anna, kind="late").count()


def test_somebody_is_warned_once_before_the_time_is_over_and_told_once_when_it_is(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", kind="message")
    actions.take_in(NOW)
    sweep(NOW + timedelta(hours=2, minutes=59))
    assert told(cast) == 0
    for _twice in range(2):
        sweep(NOW + timedelta(hours=3))
    assert told(cast) == 1
    for _twice in range(2):
        sweep(NOW + timedelta(hours=4))
    assert told(cast) == 2
    assert [row.kind for row in Miss.objects.all()] == ["first"]


def test_who_took_it_on_is_warned_and_nobody_else(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", kind="message")
    actions.take_in(NOW)
    actions.assign(conversation=only(), to=cast.bruno, by=cast.anna, now=NOW)
    sweep(NOW + timedelta(hours=3))
    assert [alert.person for alert in Alert.objects.filter(kind="late")] == [cast.bruno]


def test_a_window_of_the_platform_ends_before_the_target_and_is_urgent(cast: Cast) -> None:
    Workspace.objects.filter(pk=cast.bakery.pk).update(hours=parse_hours("Mon 9-10"))
    first = arrive(cast, "Czy macie chleb?", kind="message")
    first.channel.platform = "instagram"
    first.channel.save()
    actions.take_in(NOW)
    talk = only()
    assert talk.reply_window_until == talk.due_at == NOW + timedelta(hours=24)
    sweep(NOW + timedelta(hours=22))
    assert only().urgency == 2
    assert "Soon {platform} lets nobody answer" in Alert.objects.filter(kind="late")[0].template


def test_an_answer_that_failed_after_it_was_called_done_lets_the_person_wait_again(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text="Jutro", by=cast.anna, now=NOW)
    actions.resolve(conversation=only(), by=cast.anna, now=NOW)
    Publication.objects.update(state="failed")
    assert actions.mend(NOW + timedelta(minutes=1)) == 1
    assert (only().waiting_since, only().state) == (NOW, "open")


def test_time_while_it_was_put_off_does_not_count(cast: Cast) -> None:
    Workspace.objects.filter(pk=cast.bakery.pk).update(hours={})
    arrive(cast, "Czy macie chleb?", kind="message")
    actions.take_in(NOW)
    until = NOW + timedelta(days=2)
    snoozing.snooze(conversation=only(), until=until, by=cast.anna, now=NOW + timedelta(hours=1))
    sweep(until)
    assert (only().state, only().due_at) == ("open", until + timedelta(hours=3))


def test_several_shops_and_talks_are_run_with_the_same_few_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        arrive(cast, "Czy macie chleb?", thread_id=f"t{number}", author=f"a{number}")
    actions.take_in(NOW)
    talks = list(Conversation.objects.select_related("workspace", "channel", "contact"))
    with django_assert_max_num_queries(6 + len(talks)):
        clocks.refresh(talks, NOW)
