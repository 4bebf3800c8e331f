"""Short stories, each about one trap. With the product as it is none of them breaks a promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest

from tests.grid.clocks import Clocks
from tests.grid.faults import PRELUDES, named
from tests.grid.house import Gone, House, NeverRests, Shop, living_in
from tests.grid.network import broken
from tests.grid.points import Point
from vitrino.connect.twin import Fault as TwinFault
from vitrino.connect.wire import Request, Response
from vitrino.domain.problem import Problem
from vitrino.domain.publication import Confirmed, Event, NotAllowedNow, PublicationState, after_send
from vitrino.publishing import policies, sending
from vitrino.publishing.changes import replan
from vitrino.publishing.models import Attempt, Publication, Step
from vitrino.publishing.moves import situation_of, take

S = PublicationState
Story = Callable[[Shop, Clocks], list[str]]
Act = Callable[[House, Callable[[], Any]], Any]


def broken_promises(house: House) -> list[str]:
    """I1 to I7 as far as rows and the platform's books show them."""
    house.clocks.sleep(86_400)
    row, out = house.row, house.out()
    attempts = list(Attempt.objects.filter(publication=row).order_by("number"))
    found = {
        "I2: published without a name for it": row.state == S.PUBLISHED and not (row.remote_id or row.confirmed_by_id),
        "I2: called published, and it is not out": row.state == S.PUBLISHED and not out,
        "I3: called failed, and it is out": row.state in (S.FAILED, S.CANCELLED) and bool(out),
        "I3: called failed after an unknown outcome": row.state == S.FAILED
        and any(attempt.outcome == "unknown" for attempt in attempts),
        "I4: absence believed too soon": _believed_too_soon(house, attempts),
        "I5: stands still": row.state in (S.READY, S.SENDING, S.UNKNOWN) and row.due_at is None,
        "I6: out more than once": len(out) > 1 + row.again_count,
        "I7: attempts with different contents": len({attempt.content_hash for attempt in attempts}) > 1,
    }
    return [name for name, is_so in found.items() if is_so]


def _believed_too_soon(house: House, attempts: list[Attempt]) -> bool:
    """A look that counted before deadline and settle window were over, or two that were not a minute apart."""
    policy = policies.policy_of(house.row)
    counted = list(Step.objects.filter(publication=house.pk, event__in=_COUNTED).order_by("at", "pk"))
    for number, step in enumerate(counted):
        before = [attempt.deadline_at for attempt in attempts if attempt.started_at <= step.at]
        if before and step.at < max(before) + timedelta(seconds=policy.settle_s):
            return True
        earlier = counted[number - 1] if number else None
        if step.event != Event.ABSENT_ONCE and (
            earlier is None or step.at - earlier.at < timedelta(seconds=policy.confirm_gap_s - 1)
        ):
            return True
    return False


_COUNTED = (Event.ABSENT_ONCE, Event.RESEND, Event.ABSENCE_PROVEN)


# Stories


def nothing_special(shop: Shop, clocks: Clocks) -> list[str]:
    return _told(shop, clocks, {})


def a_write_comes_late(shop: Shop, clocks: Clocks) -> list[str]:
    def late(house: House, go: Callable[[], Any]) -> Any:
        assert house.watch.request_now is not None
        house.wire.delay(house.watch.request_now, 200)
        return broken("reset", house.watch.request_now)

    with repeating_by_itself(shop):
        return _told(shop, clocks, {"write #1": late})


def lists_are_empty_by_mistake(shop: Shop, clocks: Clocks) -> list[str]:
    """It is out, the answer was lost, and the platform shows nothing at all for a while."""

    def empty(house: House, go: Callable[[], Any]) -> Any:
        house.wire.twin.faults.append(TwinFault("empty-page", method="GET", times=12))
        return PRELUDES["answer lost, it is out"](house, go)  # type: ignore[misc]

    with repeating_by_itself(shop):
        return _told(shop, clocks, {"write #1": empty})


def the_timeline_lags_until_just_after_the_window(shop: Shop, clocks: Clocks) -> list[str]:
    def lagging(house: House, go: Callable[[], Any]) -> Any:
        reach, ends_s = house.wire.reach, house.clocks.boot_s + 365

        def old(request: Request) -> Response:
            if request.method == "GET" and house.clocks.boot_s < ends_s:
                house.wire.twin.faults.append(TwinFault("lagging", wait_s=600))
            return reach(request)

        house.wire.reach = old  # type: ignore[method-assign]
        return PRELUDES["answer lost, it is out"](house, go)  # type: ignore[misc]

    with repeating_by_itself(shop):
        return _told(shop, clocks, {"write #1": lagging})


def two_workers_look_at_once(shop: Shop, clocks: Clocks) -> list[str]:
    """Both read the platform in the same second; together they are no more than one look."""
    lost = {"write #1": PRELUDES["request lost, it is not out"]}
    with repeating_by_itself(shop), _living(shop, clocks, lost) as house:
        while house.row.state != S.UNKNOWN:
            house.advance_to(house.next_turn() or house.now())
            house.turn()
        house.clocks.sleep((house.settled_at() - house.now()).total_seconds() + 1)
        one, other = house.row, house.row
        for row in (one, other):
            due_at = sending.work_off(row, house.now())
            Publication.objects.filter(pk=row.pk).update(due_at=due_at)
        house.end()
        return broken_promises(house)


def a_sender_sleeps_before_the_write(shop: Shop, clocks: Clocks) -> list[str]:
    """Committed, then asleep; the others find it lost, send it, and it wakes up."""
    with repeating_by_itself(shop):
        return _told(shop, clocks, {"commits ready → sending #1": named("process sleeps while others go on").act})


def a_sleeper_wakes_while_another_sends(shop: Shop, clocks: Clocks) -> list[str]:
    """Its "nothing was sent" is about its own attempt, not about the one that is under way now."""

    def sleep(house: House, go: Callable[[], Any]) -> Any:
        done = go()
        reach = house.wire.reach

        def deadly(request: Request) -> Response:
            answer = reach(request)
            if request.method == "POST":
                house.wire.reach = reach  # type: ignore[method-assign]
                raise Gone
            return answer

        house.wire.reach = deadly  # type: ignore[method-assign]
        for _turn in range(40):
            if house.row.attempt_count == 2 and house.out():
                break
            house.advance_to(house.next_turn() or house.now())
            house.turn()
        return done

    with repeating_by_itself(shop):
        return _told(shop, clocks, {"commits ready → sending #1": sleep})


def a_refusal_follows_an_unknown_outcome(shop: Shop, clocks: Clocks) -> list[str]:
    """The first write is under way when the second is refused."""

    def refused(house: House, go: Callable[[], Any]) -> Response:
        return Response(400, {"content-type": "application/json"}, b'{"error": "InvalidRequest", "message": "No."}')

    story = {"write #1": PRELUDES["it comes two minutes late"], "write #2": refused}
    with _living(shop, clocks, story) as house:
        house.rest()
        return broken_promises(house)


def an_answer_names_no_post(shop: Shop, clocks: Clocks) -> list[str]:
    """Whatever a connector makes of it, a yes without an id is no yes."""
    with _living(shop, clocks, {}) as house, house.watch.looking_away():
        begun = take(house.pk, Event.BEGIN_SEND, now=house.now())
        assert begun is not None
        seen = situation_of(begun, house.now()).facts.seen
        take(house.pk, after_send, now=house.now(), evidence=Confirmed(""), seen=seen)
        return [name for name in broken_promises(house) if name.startswith("I2")]


def two_posts_look_the_same(shop: Shop, clocks: Clocks) -> list[str]:
    """One is out, one never came; nobody can say which, so nobody is told."""
    with _living(shop, clocks, {"write #1": PRELUDES["request lost, it is not out"]}) as house:
        house.turn()
        with house.watch.looking_away():
            twin = shop.stage.plan(str(house.row.content["text"]))
            Publication.objects.filter(pk=house.pk).update(due_at=None)
            house.wire.twin.faults.append(TwinFault("answer-lost", method="POST"))
            sending.work_off(Publication.objects.get(pk=twin.pk), house.now())
            house.clocks.sleep(1)
            sending.work_off(house.row, house.now())
        return ["I2: somebody else's post was taken for it"] if house.row.state == S.PUBLISHED else []


def it_is_changed_after_a_try(shop: Shop, clocks: Clocks) -> list[str]:
    with _living(shop, clocks, {"write #1": named("connection refused").act}) as house:
        house.turn()
        content = {**house.row.content, "text": "Another text «1» altogether."}
        with suppress(Problem):
            replan(house.row, now=house.now(), by=house.owner, content=content)
        house.end()
        return broken_promises(house)


def the_process_dies_after_the_write(shop: Shop, clocks: Clocks) -> list[str]:
    with _living(shop, clocks, {"write #1": named("process dies after").act}) as house:
        house.rest()
        return broken_promises(house)


def an_odd_refusal_comes_although_it_is_out(shop: Shop, clocks: Clocks) -> list[str]:
    with _living(shop, clocks, {"write #1": named("unknown refusal after the effect").act}) as house:
        house.rest()
        return broken_promises(house)


def an_old_backup_is_restored(shop: Shop, clocks: Clocks) -> list[str]:
    story = {"commits sending → published #1": named("dies, backup of the plan restored").act}
    return _told(shop, clocks, story)


def a_copy_is_started(shop: Shop, clocks: Clocks) -> list[str]:
    with _living(shop, clocks, {"takes the row #1": named("database copied").act}) as house:
        house.end()
        return [*broken_promises(house), *(["I6: a copy sent something"] if house.has_copy_spoken else [])]


def somebody_else_moves_the_row_meanwhile(shop: Shop, clocks: Clocks) -> list[str]:
    """Between reading a row and storing the move, another connection has committed."""
    with _living(shop, clocks, {}) as house, house.watch.looking_away():
        policy_of = policies.policy_of

        def and_then(row: Publication) -> Any:
            Publication.objects.filter(pk=row.pk).update(state=S.CANCELLED)
            return policy_of(row)

        with _replaced("vitrino.publishing.moves.policy_of", and_then):
            try:
                take(house.pk, Event.BEGIN_SEND, now=house.now())
            except NotAllowedNow:
                return []
    return ["I1: sent what somebody else had cancelled"]


STORIES: Mapping[str, tuple[str, Story]] = {
    story.__name__.replace("_", " "): (platform, story)
    for platform, story in (
        ("google_business", nothing_special),
        ("google_business", a_write_comes_late),
        ("google_business", lists_are_empty_by_mistake),
        ("google_business", the_timeline_lags_until_just_after_the_window),
        ("google_business", two_workers_look_at_once),
        ("google_business", a_sender_sleeps_before_the_write),
        ("google_business", a_sleeper_wakes_while_another_sends),
        ("bluesky", a_refusal_follows_an_unknown_outcome),
        ("google_business", an_answer_names_no_post),
        ("google_business", two_posts_look_the_same),
        ("google_business", it_is_changed_after_a_try),
        ("google_business", the_process_dies_after_the_write),
        ("google_business", an_odd_refusal_comes_although_it_is_out),
        ("google_business", an_old_backup_is_restored),
        ("google_business", a_copy_is_started),
        ("google_business", somebody_else_moves_the_row_meanwhile),
    )
}


@contextmanager
def repeating_by_itself(shop: Shop) -> Iterator[None]:
    """The shop allowed Vitrino to send again what was proven absent: the setting in which mistakes show."""
    platform = shop.stage.channel.platform
    before = policies.SCALED.get(platform, {})
    policies.SCALED[platform] = {**before, "auto_resend": True}
    try:
        yield
    finally:
        policies.SCALED[platform] = before


def _told(shop: Shop, clocks: Clocks, acts: Mapping[str, Act | None]) -> list[str]:
    with _living(shop, clocks, acts) as house:
        try:
            house.end()
        except NeverRests as stuck:
            return [f"I5: {stuck}"]
        return broken_promises(house)


@contextmanager
def _living(shop: Shop, clocks: Clocks, acts: Mapping[str, Act | None]) -> Iterator[House]:
    waiting = dict(acts)

    def interrupt(point: Point, go: Callable[[], Any]) -> Any:
        act = waiting.pop(point.name, None)
        return act(house, go) if act else go()

    with living_in(shop, clocks, interrupt) as house:
        yield house


@contextmanager
def _replaced(name: str, value: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name, value)
        yield
